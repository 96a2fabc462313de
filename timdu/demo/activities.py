"""Kegiatan of the demo: three years of them, more in some seasons than in others."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import SimpleUploadedFile

from incidents.cases.models import Case, CaseIncident
from renaksi.actions.recording import ACTIVITY
from renaksi.models import Activity, ActivityCase, ActivityKind, Involved
from timdu.core.periods import Month
from timdu.demo import pictures
from timdu.demo.dice import Dice
from timdu.demo.held import EVERY_YEAR, Held
from timdu.demo.ledger import Ledger
from timdu.demo.people import key_of
from timdu.demo.stage import Stage
from timdu.files import intake
from timdu.files.models import Attachment, StoredFile
from timdu.team.models import Partner, User

DESK, CAMAT = "sekretariat", "camat"
# So many of the newest have a picture.
NEWEST = 8
TALKS = ("dialog", "mediasi", "rapat")
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@dataclass(frozen=True)
class Told:
    """One kegiatan with who took part in it."""

    row: Activity
    beside: list[Involved]


def tell_all(stage: Stage, ledger: Ledger) -> int:
    """Write the kegiatan of one team; returns how many there are."""
    writer = Writer(stage, ledger)
    told = [one for month in stage.clock.months for one in writer.of_month(month)]
    Activity.objects.bulk_create(one.row for one in told)
    Involved.objects.bulk_create(beside for one in told for beside in one.beside)
    for one in told:
        row, by, at = one.row, one.row.entered_by, one.row.entered_at
        ledger.received(
            row, kind=ACTIVITY, key=row.client_uuid, by=by, at=at, content=as_sent(one)
        )  # fmt: skip
        ledger.event("activity.record", [row], by=by, at=at, note=row.about)
    writer.link([one.row for one in told])
    newest = sorted((one.row for one in told), key=lambda row: row.starts_at)
    shown = [row for row in newest if row.kecamatan_id == stage.ground.kabupaten.shown]
    for row in dict.fromkeys([*newest[-NEWEST:], *shown[-2:]]):
        writer.picture(row)
    return len(told)


def as_sent(told: Told) -> dict[str, str | list[str]]:
    """What came over the wire, field for field as the form sends it: empty ones too."""
    row, beside = told.row, told.beside
    texts = {
        name: getattr(row, name)
        for name in ("about", "place_text", "people_certainty", "people_text", "result",
                     "follow_up", "classification")
    }  # fmt: skip
    hours = {name: f"{getattr(row, name):%H:%M}" for name in ("begins", "ends")}
    offices = {
        "agencies": [str(one.agency_id) for one in beside if one.agency_id],
        "kecamatan_list": [one.kecamatan_id for one in beside if one.kecamatan_id],
        "partners": [str(one.partner_id) for one in beside if one.partner_id],
    }
    return {
        **texts, **hours,
        "kind": str(row.kind_id), "place": row.place_id,
        "held_on": row.held_on.isoformat(), "until_on": "",
        "people": "" if row.people is None else str(row.people), "case_codes": "",
        **({"organiser": ""} if row.entered_by.is_secretariat else {}),
        # Boxes: none ticked is not sent, one is a text, several are a list.
        **{name: keys if len(keys) > 1 else keys[0] for name, keys in offices.items() if keys},
    }  # fmt: skip


class Writer:
    """Writes the kegiatan of one team, as the actions would have left them."""

    def __init__(self, stage: Stage, ledger: Ledger) -> None:
        self.stage, self.ledger = stage, ledger
        self.kinds = {row.name: row for row in ActivityKind.objects.filter(team=None)}
        partners = Partner.objects.filter(team=stage.people.team, retired_on=None)
        self.partners = list(partners.order_by("pk"))
        self.codes = set(Activity.objects.values_list("code", flat=True))

    def of_month(self, month: Month) -> Iterator[Told]:
        """Each that this month of the year has, and sometimes one more."""
        dice = self.stage.dice.child("kegiatan", str(month))
        for number, held in enumerate(EVERY_YEAR):
            chance = held.share * (2.4 if month.first.month in held.season else 1.3)
            for again in range(held.most):
                own = dice.child(number, again)
                if own.chance(min(chance, 0.95)) and (told := self.one(held, month, own)):
                    yield told

    def one(self, held: Held, month: Month, dice: Dice) -> Told | None:
        """One of them on a working day of the month; none where the day has not come."""
        hour = held.hour
        day = month.first + (dice.whole(1, month.last.day) - 1) * DAY
        starts = self.stage.clock.at(day, hour)
        if hour < 17:
            starts = self.stage.clock.office_hours(starts).replace(hour=hour)
        entered = self.stage.clock.office_hours(starts + dice.whole(4, 60) * HOUR)
        if entered >= self.stage.clock.now or not month.first <= starts.date() <= month.last:
            return None
        area = dice.pick(self.stage.ground.kabupaten.areas)
        place = self.stage.ground.kecamatan[area.code]
        if held.where == "desa":
            place = dice.pick(self.stage.ground.desa[area.code])
        by = self.by(held, area.code)
        sure = dice.pick(("sure", "sure", "provisional", "unknown"))
        row = Activity(
            team=self.stage.people.team, code=self.free_code(dice, entered.year),
            kind=self.kinds[held.kind], about=dice.worded(held.about).format(desa=place.name),
            held_on=starts.date(), begins=dt.time(hour), ends=dt.time(hour + 2), starts_at=starts,
            place=place, place_kecamatan=self.stage.ground.kecamatan[area.code],
            place_text=held.place_text,
            people=None if sure == "unknown" else dice.around(*held.people), people_certainty=sure,
            people_text=held.people_text, result=dice.worded(held.result),
            follow_up=held.follow_up if dice.chance(0.6) else "", entered_by=by,
            classification="B" if held.kind in ("sosialisasi", "pelatihan") else "T",
            byline=by.byline, entered_at=entered, client_uuid=dice.uuid(),
            kecamatan=by.kecamatan, agency=None if by.is_secretariat else by.agency,
        )  # fmt: skip
        return Told(row, list(self.beside(row, held, dice)))

    def by(self, held: Held, code: str) -> User:
        """Who wrote it down: the desk, the camat of the place, or somebody of an agency."""
        people, ground = self.stage.people, self.stage.ground
        if held.by == DESK:
            return people["staf"]
        if held.by == CAMAT:
            return people[f"operator.{key_of(ground.kecamatan[code].name)}"]
        return people[held.by]

    def beside(self, row: Activity, held: Held, dice: Dice) -> Iterator[Involved]:
        """The agencies named, the kecamatan of the place, now and then a mitra."""
        agencies = self.stage.people.agencies
        for short in held.agencies:
            if agencies[short] != row.agency:
                yield Involved(activity=row, agency=agencies[short])
        if row.kecamatan is None:
            yield Involved(activity=row, kecamatan=row.place_kecamatan)
        if self.partners and dice.chance(held.partner):
            yield Involved(activity=row, partner=dice.pick(self.partners))

    def free_code(self, dice: Dice, year: int) -> str:
        while (code := dice.code("KGT", year)) in self.codes:
            continue
        self.codes.add(code)
        return code

    def link(self, rows: list[Activity]) -> None:
        """Dialogues and mediations belong to the permasalahan of their kecamatan that runs."""
        cases = Case.objects.filter(team=self.stage.people.team, status=Case.Status.OPEN)
        for case in cases.order_by("pk"):
            links = CaseIncident.objects.filter(case=case, withdrawn_at=None)
            places = set(links.values_list("incident__kecamatan", flat=True))
            fit = [
                row for row in rows
                if row.kind.name in TALKS and row.starts_at > case.opened_at
                and row.place_kecamatan_id in places
            ]  # fmt: skip
            for row in fit[-2:]:
                self.link_one(row, case)

    def link_one(self, row: Activity, case: Case) -> None:
        ActivityCase.objects.create(activity=row, case=case)
        note = f"{row.code} → {case.code}"
        self.ledger.event(
            "activity.link", [row, case], by=row.entered_by, at=row.entered_at, note=note
        )
        if row.entered_at > case.changed_at:
            Case.objects.filter(pk=case.pk).update(changed_at=row.entered_at)

    def picture(self, row: Activity) -> None:
        """One picture, received as it would come from a telephone."""
        dice = self.stage.dice.child("foto kegiatan", row.code)
        day = row.starts_at.astimezone(ZoneInfo(self.stage.clock.zone)).date()
        data = pictures.scene(dice, f"{row.place.full_name}, {day:%d-%m-%Y}", "street")
        upload = SimpleUploadedFile(f"IMG_{day:%Y%m%d}.jpg", data, "image/jpeg")
        file = intake.receive(upload, team=row.team, by=row.entered_by)
        at = row.entered_at + dt.timedelta(seconds=50)
        StoredFile.objects.filter(pk=file.pk).update(uploaded_at=at)
        Attachment(owner=row, file=file, added_by=row.entered_by, added_at=at).save()
        self.ledger.event(
            "file.attach", [row], by=row.entered_by, at=at, note=file.name,
            data={"file": str(file.pk), "sha256": file.sha256_received},
        )  # fmt: skip
