"""Laporan nihil: every month in which a kecamatan had nothing to tell, and said so."""

import datetime as dt

from incidents.actions.nil import NIL
from incidents.models import NilReport
from incidents.models.choices import Origin, Status
from timdu.core.periods import Month
from timdu.demo import duties
from timdu.demo.dice import Dice
from timdu.demo.field import how
from timdu.demo.people import key_of
from timdu.demo.places import Area
from timdu.demo.stage import Stage

ASKED = (
    "Semua kepala desa, Babinsa, dan Bhabinkamtibmas.",
    "Kepala desa dan lurah, Kapolsek, Danramil, serta ketua FKDM kecamatan.",
    "Kepala desa melalui grup kecamatan, Babinsa, Bhabinkamtibmas, dan tokoh masyarakat.",
    "Rapat koordinasi bulanan kecamatan bersama Kapolsek dan Danramil.",
    "Kasi Trantib menanyakan kepada seluruh desa; Bhabinkamtibmas membenarkan.",
)


def file_all(stage: Stage) -> None:
    """File what was filed up to the demo's day, only where no report speaks of the month."""
    spoken = months_with_reports(stage) | {duties.excused(stage)}
    for month in stage.clock.months[:-1]:
        for area in stage.ground.kabupaten.areas:
            dice = stage.dice.child(month, area.code, "nihil")
            if (area.code, month) not in spoken and files(stage, dice, area, month):
                file(stage, dice, area, month)


def months_with_reports(stage: Stage) -> set[tuple[str, Month]]:
    """The months each kecamatan sent a report about."""
    return {
        (row.kecamatan.code, Month.of(row.occurred_at, stage.clock.zone))
        for row in stage.ledger.incidents
        if row.team is stage.people.team
        and row.origin == Origin.KECAMATAN
        and row.status != Status.DRAFT
    }


def files(stage: Stage, dice: Dice, area: Area, month: Month) -> bool:
    """Most kecamatan say so; some forget."""
    if (told := how(stage, area, month)) is not None:
        return told != "silent"
    return not dice.chance(area.silent * 1.5 + 0.03)


def file(stage: Stage, dice: Dice, area: Area, month: Month) -> None:
    """One nil report, most of them in the first days of the next month."""
    kecamatan = stage.ground.kecamatan[area.code]
    operator = dice.chance(0.5)
    by = stage.people[f"{'operator' if operator else 'camat'}.{key_of(kecamatan.name)}"]
    late = how(stage, area, month) == "late" or dice.chance(area.late)
    days = dice.whole(5, 8) if late else dice.whole(0, 4)
    sent_on = month.next.first + dt.timedelta(days=days)
    sent_at = stage.clock.at(sent_on, dice.whole(8, 15), dice.whole(0, 59))
    if sent_at >= stage.clock.now:
        return
    row = NilReport(
        team=stage.people.team,
        kecamatan=kecamatan,
        month=month.first,
        asked=dice.pick(ASKED),
        entered_by=by,
        byline=by.byline,
        known_to_head=True if operator else None,
        sent_at=sent_at,
    )
    stage.ledger.add(row, sent_at)
    content = {"month": str(month), "asked": row.asked}
    if operator:
        content["known_to_head"] = "on"
    stage.ledger.received(row, kind=NIL, key=dice.uuid(), by=by, at=sent_at, content=content)
    stage.ledger.event("nil.file", [row], by=by, at=sent_at, note=row.asked)
