"""Who owes a monthly answer in the demo, who was excused for a time, and who is reminded."""

import datetime as dt

from incidents import tasks
from incidents.duties import key_of
from incidents.models import NilReport, Reminder, ReportingDuty
from incidents.models.choices import Status
from timdu.core import calendar
from timdu.core.models import Event, EventSubject, Holiday
from timdu.core.periods import Month
from timdu.demo.clock import HOLIDAYS
from timdu.demo.dice import Dice
from timdu.demo.ledger import generic
from timdu.demo.stage import Stage
from timdu.inbox.models import Todo
from timdu.team.holidays.forms import FIXED
from timdu.team.models import Agency, User

Kind = ReportingDuty.Kind
# Who of the agencies answers each month, and since how many months.
OWING = (
    ("satpolpp", 11, "Kesepakatan Rakor: Satpol PP melapor setiap bulan, juga bila nihil."),
    ("disnaker", 8, "Perselisihan tenaga kerja dipantau setiap bulan atas permintaan Kesbangpol."),
    ("polres", 5, "Bertukar kabar setiap bulan atas kesepakatan Forkopimda."),
)
MEETING = "Rapat Koordinasi Tim Terpadu"
ASKED = (
    "Seluruh kepala seksi dan petugas lapangan.",
    "Kepala bidang, petugas lapangan, dan pos pengaduan.",
)
EXCUSED = "Jaringan telepon kecamatan putus sejak banjir; keadaan disampaikan lisan kepada Kaban."
# An excuse is told of a month at least so long ago, so that nobody waits for it any more.
LONG_AGO = range(9, 24)
CALLED = ("Camat", "Operator sedang sakit. Laporan dikirim paling lambat besok siang.")


def decide_all(stage: Stage) -> None:
    """Holidays, agencies that answer each month, and one kecamatan that was excused once."""
    years = sorted({month.year for month in stage.clock.months} | {stage.clock.today.year + 1})
    assert tuple(HOLIDAYS) == tuple((month, day) for month, day, _ in FIXED)
    Holiday.objects.bulk_create(
        Holiday(team=stage.people.team, day=dt.date(year, month, day), name=name)
        for year in years
        for month, day, name in FIXED
    )
    for who, months, reason in OWING:
        first = stage.clock.month.plus(-months)
        decide(stage, Kind.OWES, first, None, reason, agency=stage.people[who].agency)
    code, month = excused(stage)
    place = stage.ground.kecamatan[code]
    decide(stage, Kind.EXEMPT, month, month, EXCUSED, kecamatan=place)


def decide(
    stage: Stage, kind: str, first: Month, last: Month | None, reason: str, **sender: object
) -> None:
    """One decision of the secretariat, recorded in the first days of its first month."""
    by, at = stage.people["kaban"], stage.clock.at(first.first + dt.timedelta(days=3), 10, 15)
    row = ReportingDuty(
        team=stage.people.team,
        kind=kind,
        first=first.first,
        last=last.first if last else None,
        reason=reason,
        decided_by=f"{MEETING}, {first.label}" if kind == Kind.OWES else by.byline,
        by=by,
        at=at,
        **sender,
    )
    stage.ledger.add(row, at)
    note = f"{row.sender}, {row.span}: {reason}"
    stage.ledger.event(f"reporting.{kind}", [row], by=by, at=at, note=note)


def excused(stage: Stage) -> tuple[str, Month]:
    """The newest long past month of which some kecamatan told nothing."""
    spoken = {
        (row.kecamatan.code, Month.of(row.occurred_at, stage.clock.zone))
        for row in stage.ledger.incidents
        if row.team is stage.people.team and row.status != Status.DRAFT
    }
    kabupaten = stage.ground.kabupaten
    candidates = (
        (area.code, stage.clock.month.plus(-back))
        for back in LONG_AGO
        for area in kabupaten.areas
        if area.code != kabupaten.shown
    )
    return next(one for one in candidates if one not in spoken)


def answer_all(stage: Stage) -> None:
    """The agencies' own nihil: most months in time, some late, last month one is silent."""
    clock = stage.clock
    for who, months, _ in OWING:
        by = stage.people[who]
        assert by.agency is not None
        for back in range(months, 0, -1):
            month = clock.month.plus(-back)
            dice = stage.dice.child(month, who, "nihil")
            silent = who == "disnaker" if back == 1 else dice.chance(0.08)
            if not silent and not told_of(stage, by.agency, month):
                answer(stage, dice, by, month)


def told_of(stage: Stage, agency: Agency, month: Month) -> bool:
    """Whether the agency sent a report about the month."""
    return any(
        row.agency == agency
        and row.status != Status.DRAFT
        and Month.of(row.occurred_at, stage.clock.zone) == month
        for row in stage.ledger.incidents
    )


def answer(stage: Stage, dice: Dice, by: User, month: Month) -> None:
    """One nihil of an agency."""
    days = dice.whole(5, 7) if dice.chance(0.12) else dice.whole(0, 4)
    day = month.next.first + dt.timedelta(days=days)
    sent_at = stage.clock.at(day, dice.whole(8, 15), dice.whole(0, 59))
    if sent_at >= stage.clock.now:
        return
    row = NilReport(
        team=stage.people.team,
        agency=by.agency,
        month=month.first,
        asked=dice.pick(ASKED),
        entered_by=by,
        byline=by.byline,
        sent_at=sent_at,
    )
    stage.ledger.add(row, sent_at)
    stage.ledger.event("nil.file", [row], by=by, at=sent_at, note=row.asked)


def remind_all(stage: Stage) -> int:
    """What the clock would have asked by now, and the one call the desk made; returns how many."""
    team, clock = stage.people.team, stage.clock
    months = tasks.watched_months(team, clock.now)
    reminded = 0
    for key, state, reached in tasks.looked_at(team, months, clock.now):
        if reached is not None:
            remind(stage, key, state.month, reached, state.due_at)
            reminded += 1
    tasks.refresh_calls(team)
    calls = Todo.objects.filter(team=team, kind=tasks.CALL)
    first = Event.objects.filter(team=team, what="month.remind").order_by("-at").first()
    calls.update(created_at=first.at if first else clock.now)
    return reminded


def remind(stage: Stage, key: str, month: Month, reached: str, due_at: dt.datetime) -> None:
    """One open reminder, as old as the days it is counted from."""
    clock = stage.clock
    due_on = (due_at - dt.timedelta(minutes=1)).date()
    days = calendar.around(stage.people.team, due_on)
    last = days.on_or_before(due_on)
    opened_at = clock.at(days.shift(last, -tasks.DAYS_BEFORE), 0, 5)
    reached_on = {
        Reminder.Stage.BEFORE: opened_at.date(),
        Reminder.Stage.DUE: last,
        Reminder.Stage.OVER: days.shift(due_on, 1),
    }[Reminder.Stage(reached)]
    row = Reminder(
        team=stage.people.team,
        month=month.first,
        stage=reached,
        opened_at=opened_at,
        **sender(stage, key),
    )
    called_at = clock.last_office_hour(clock.now)
    is_called = key == stage.ground.kabupaten.silent and called_at > clock.at(reached_on, 12)
    if is_called:
        row.called_at, row.called_by = called_at, stage.people["staf"]
        row.called_whom, row.called_note = CALLED
    row.save()
    tasks.ask(row, due_at)
    Todo.objects.filter(kind=tasks.ANSWER, **generic(row)).update(created_at=opened_at)
    at = clock.at(reached_on, 0, 5)
    record(row, "month.remind", None, at, row.get_stage_display())
    if is_called:
        record(row, "month.called", row.called_by, called_at, ": ".join(CALLED))


def sender(stage: Stage, key: str) -> dict[str, object]:
    """Whose reminder it is."""
    if key in stage.ground.kecamatan:
        return {"kecamatan": stage.ground.kecamatan[key]}
    agencies = stage.people.agencies.values()
    return {"agency": next(row for row in agencies if key_of(None, row.pk) == key)}


def record(row: Reminder, what: str, by: User | None, at: dt.datetime, note: str) -> None:
    """One event at the time it would have happened."""
    event = Event.objects.create(by=by, what=what, at=at, note=note, team=row.team)
    EventSubject.objects.create(event=event, **generic(row))
