"""Writes the disposisi and permintaan of the demo, as the actions would have left them."""

import datetime as dt
from typing import Any

from django.db.models import Q

from incidents.cases.asking import kinds
from incidents.cases.asking.models import (
    Answer,
    CoordinationRequest,
    DateChange,
    Disposition,
    Result,
)
from incidents.cases.models import Case
from timdu.core import words
from timdu.demo.asked_texts import ASKED, TOLD, Asked, Told
from timdu.demo.ledger import Ledger, generic
from timdu.demo.stage import Stage
from timdu.inbox import todos
from timdu.inbox.arahan.actions import CARRY_OUT
from timdu.inbox.models import Arahan, Todo
from timdu.team.models import Partner, User

DAY = dt.timedelta(days=1)
ACCEPTED = ("accepted", "reported", "done")


def tell_all(stage: Stage, ledger: Ledger) -> int:
    """Both kinds of one team; returns how many."""
    writer = Writer(stage, ledger)
    key = stage.ground.kabupaten.key
    for number, told in enumerate(TOLD[key]):
        writer.tell(number, told)
    for number, asked in enumerate(ASKED[key]):
        writer.ask(number, asked)
    return len(TOLD[key]) + len(ASKED[key])


class Writer:
    """Writes what was told and asked in one team."""

    def __init__(self, stage: Stage, ledger: Ledger) -> None:
        self.stage, self.ledger = stage, ledger
        self.codes: set[str] = set()
        self.team = stage.people.team

    def common(self, prefix: str, number: int, one: Told | Asked, at: dt.datetime) -> Any:
        """What both kinds begin with."""
        dice = self.stage.dice.child(prefix, str(number))
        while (code := dice.code(prefix, at.year)) in self.codes:
            continue
        self.codes.add(code)
        return {
            "team": self.team, "code": code, "subject": one.subject, "text": one.text,
            "urgency": one.urgency, "at": at, "changed_at": at, "client_uuid": dice.uuid(),
            "case": self.case(one.story), "arahan": self.arahan(one.arahan),
        }  # fmt: skip

    def case(self, word: str) -> Case | None:
        rows = Case.objects.filter(team=self.team, status="open", title__icontains=word)
        return rows.order_by("-changed_at", "code").first() if word else None

    def arahan(self, begin: str) -> Arahan | None:
        rows = Arahan.objects.filter(team=self.team, text__startswith=begin)
        return rows.first() if begin else None

    def office(self, to: str) -> dict[str, Any]:
        """The column and row an addressee stands in."""
        if to.startswith("camat."):
            return {"kecamatan": self.stage.people[to].kecamatan}
        if to == "mitra":
            rows = Partner.objects.filter(team=self.team, retired_on=None)
            return {"partner": rows.order_by("pk").first()}
        return {"agency": self.stage.people.agencies[to]}

    def day(self, days: int) -> dt.date:
        return self.stage.clock.today + days * DAY

    def moment(self, days: int, hour: int) -> dt.datetime:
        """An office hour about so many days ago, never after the demo's morning."""
        return self.office_hour(self.stage.clock.ago(days, hour, 10 + days % 40))

    def office_hour(self, at: dt.datetime) -> dt.datetime:
        return min(self.stage.clock.office_hours(at), self.stage.clock.now)

    def someone(self, row: Disposition | CoordinationRequest) -> User:
        """Who of the office acts; the desk where it has no account."""
        rows = User.objects.filter(team=self.team, is_operator=False)
        if getattr(row, "kecamatan", None):
            rows = rows.filter(kecamatan=row.kecamatan)  # type: ignore[union-attr]
        else:
            rows = rows.filter(agency=row.agency, role=User.Role.MEMBER, agency__isnull=False)
        return rows.order_by("pk").first() or self.stage.people["staf"]

    def say(self, row: Any, what: str, at: dt.datetime, by: User, note: str) -> None:
        """An event, and that it moved."""
        about = [one for one in (row, row.case) if one is not None]
        self.ledger.event(what, about, by=by, at=at, note=note)
        begins = {"disposition.give": "arahan.told", "request.ask": "arahan.asked"}.get(what)
        if begins and row.arahan is not None:
            self.ledger.event(begins, [row.arahan], by=by, at=at, note=row.code)
        row.changed_at = max(row.changed_at, at)
        if row.case is not None:
            moved = Case.objects.filter(pk=row.case.pk, changed_at__lt=at)
            moved.update(changed_at=at)

    def wait(self, row: Any, kind: str, at: dt.datetime, title: str, **facts: Any) -> None:
        """It waits since then."""
        todos.open(kind, row, team=self.team, title=title, url=row.get_absolute_url(), **facts)
        Todo.objects.filter(Q(kind=kind, closed_at=None), **generic(row)).update(created_at=at)

    def tell(self, number: int, told: Told) -> None:
        """One disposisi, as far as it has come."""
        at = self.moment(told.days, 9)
        leader = self.stage.people[self.stage.ground.kabupaten.leader[0]]
        giver = leader if told.giver == "leader" else self.stage.people["kaban"]
        by = self.stage.people["staf"] if told.arahan else giver
        row = Disposition(
            **self.common("DS", number, told, at), **self.office(told.to), giver=giver, by=by,
            wanted=["act"], within_days=told.within or None, sent_at=at, status=told.reach,
            due_on=self.day(told.due) if told.due or not told.within else None,
        )  # fmt: skip
        self.accept(row, told, at)
        if told.reach == "withdrawn":
            row.withdrawn_by, row.withdrawn_reason = giver, told.reason
            row.withdrawn_at = self.office_hour(at + 2 * DAY)
        elif told.reason:
            row.reason = told.reason
        if told.reach == "done":
            row.done_at = self.moment(max(-told.due - 2, 0), 14)
        row.full_clean()
        row.save()
        self.happened(row, told, at)
        row.save(update_fields=["changed_at", "version"])
        self.let_wait(row, told)

    def accept(self, row: Disposition, told: Told, at: dt.datetime) -> None:
        """The clock of what was accepted."""
        if told.reach not in ACCEPTED:
            return
        row.accepted_at = self.office_hour(at + dt.timedelta(hours=26))
        row.first_due_on = self.day(told.moved_from) if told.moved_from else row.due_on

    def happened(self, row: Disposition, told: Told, at: dt.datetime) -> None:
        """Its chronology."""
        office = self.someone(row)
        note = f"{row.giver.byline} kepada {row.addressee}: {row.subject}"
        self.say(row, "disposition.give", at, row.by, note)
        if row.arahan is not None:
            waits = Todo.objects.filter(kind=CARRY_OUT, closed_at=None, **generic(row.arahan))
            waits.update(closed_at=at, closed_by=row.by)
        if row.accepted_at is not None and row.first_due_on is not None:
            day = words.long_date(row.first_due_on)
            text = f"{row.addressee}. Batas waktu {day}."
            self.say(row, "disposition.accept", row.accepted_at, office, text)
        if told.moved_from or told.wish:
            self.wish(row, told, office)
        if told.result:
            self.report(row, told, office)
        if told.reach in ("returned", "withdrawn"):
            what, who = ("return", office) if told.reach == "returned" else ("withdraw", row.giver)
            moment = row.withdrawn_at or self.office_hour(at + DAY)
            self.say(row, f"disposition.{what}", moment, who, f"{row.addressee}. {told.reason}")
        row.version = 1 + self.steps(told)

    def steps(self, told: Told) -> int:
        """How often it changed since it was written."""
        reached = {"sent": 0, "returned": 1, "accepted": 1, "reported": 2, "done": 3}
        return reached.get(told.reach, 1) + 2 * bool(told.moved_from) + bool(told.wish)

    def wish(self, row: Disposition, told: Told, office: User) -> None:
        """Another day: granted where it moved, else waiting for an answer."""
        assert row.due_on is not None and row.first_due_on is not None
        at = self.moment(3 if told.moved_from else 1, 10)
        change = DateChange(
            disposition=row, by=office, at=at, stood_on=row.first_due_on,
            wanted_on=row.due_on if told.moved_from else self.day(told.wish),
            reason="Kepala desa dan wakil kelompok baru lengkap sesudah hari itu.",
        )  # fmt: skip
        if told.moved_from:
            change.granted, change.answered_by = True, self.stage.people["kaban"]
            change.answered_at = at + dt.timedelta(hours=4)
        change.full_clean()
        change.save()
        span = f"{words.long_date(change.stood_on)} → {words.long_date(change.wanted_on)}"
        self.say(row, "disposition.ask_date", at, office, f"{span}. {change.reason}")
        if change.answered_at and change.answered_by:
            what = "disposition.grant_date"
            self.say(row, what, change.answered_at, change.answered_by, f"{span}.")

    def report(self, row: Disposition, told: Told, office: User) -> None:
        """Said to be done; accepted by the Kabid where it is over."""
        at = self.moment(max(-told.due, 1) + (1 if told.reach == "done" else 0), 13)
        Result.objects.create(disposition=row, text=told.result, by=office, at=at)
        self.say(row, "disposition.report", at, office, f"{row.addressee}. {told.result}")
        if row.done_at is not None:
            kabid = self.stage.people["kabid"]
            self.say(row, "disposition.finish", row.done_at, kabid, f"{row.addressee}.")

    def let_wait(self, row: Disposition, told: Told) -> None:
        """What waits for somebody on the demo's day."""
        office: dict[str, Any] = {"kecamatan": row.kecamatan, "agency": row.agency}
        note, at = f"Dari {row.giver.byline}", row.changed_at
        if told.reach == "sent":
            self.wait(row, kinds.TAKE, at, f"Disposisi: {row.subject}", note=note, **office)
        elif told.reach == "returned":
            title = f"{row.addressee} mengembalikan disposisi: {row.subject}"
            self.wait(row, kinds.RETURNED, at, title, note=row.reason, holder=row.by)
        elif told.reach == "accepted":
            assert row.due_on is not None and row.accepted_at is not None
            due_at = self.stage.clock.at(row.due_on, 23, 59)
            title = f"Kerjakan disposisi: {row.subject}"
            since = row.accepted_at
            self.wait(row, kinds.DO, since, title, note=note, due_at=due_at, **office)
        elif told.reach == "reported":
            title = f"Periksa hasil disposisi {row.addressee}: {row.subject}"
            self.wait(row, kinds.JUDGE, at, title, role=User.Role.VERIFIER)
        if told.wish:
            title = f"{row.addressee} mengusulkan batas waktu lain: {row.subject}"
            self.wait(row, kinds.DATE, at, title, role=User.Role.SECRETARY)
            if row.giver.role != User.Role.SECRETARY:
                self.wait(row, kinds.DATE, at, title, holder=row.giver)

    def ask(self, number: int, asked: Asked) -> None:
        """One permintaan with its answers."""
        at = self.moment(asked.days, 10)
        by = self.stage.people["kabid" if number % 2 else "staf"]
        row = CoordinationRequest(
            **self.common("PK", number, asked, at), **self.office(asked.to), by=by,
            expected_on=self.day(asked.expected) if asked.expected else None,
        )  # fmt: skip
        if asked.withdrawn:
            row.status, row.withdrawn_by, row.withdrawn_at = (
                "withdrawn",
                by,
                self.office_hour(at + 2 * DAY),
            )
            row.withdrawn_reason = asked.withdrawn
        row.full_clean()
        row.save()
        self.say(row, "request.ask", at, by, f"Kepada {row.addressee}: {row.subject}")
        self.answer(row, asked)
        if row.withdrawn_at is not None:
            note = f"{row.addressee}. {asked.withdrawn}"
            self.say(row, "request.withdraw", row.withdrawn_at, by, note)
        row.version = 1 + len(asked.answers) + bool(asked.withdrawn)
        row.save()
        if row.status == "sent":
            self.let_answer(row)

    def answer(self, row: CoordinationRequest, asked: Asked) -> None:
        """Each answer; the newest one holds."""
        for number, (days, reply, text, told) in enumerate(asked.answers):
            by = self.stage.people["staf"] if told else self.someone(row)
            key = self.stage.dice.child("jawaban", row.code, str(number)).uuid()
            made = Answer(
                request=row, reply=reply, text=text, told=told, by=by, at=self.moment(days, 11),
                client_uuid=key,
            )  # fmt: skip
            made.full_clean()
            made.save()
            row.status, row.reply, row.answered_at = "answered", reply, made.at
            said = f"{row.addressee}: {made}" + (f". {text}" if text else "")
            note = f"{said} Disampaikan: {told}." if told else said
            self.say(row, "request.answer", made.at, by, note)

    def let_answer(self, row: CoordinationRequest) -> None:
        """It waits, without a day."""
        note = f"Dari {row.by.byline}"
        if self.someone(row) != self.stage.people["staf"]:
            title = f"Permintaan koordinasi: {row.subject}"
            self.wait(row, kinds.ANSWER, row.at, title, note=note, agency=row.agency)
        else:
            title = f"Tanyakan kepada {row.addressee} dan catat jawabannya: {row.subject}"
            self.wait(row, kinds.ANSWER, row.at, title, role=User.Role.STAFF)
