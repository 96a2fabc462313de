"""Which documents the demo holds, how far each has come, and what its recipients answered."""

import datetime as dt
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass

from django.utils import timezone

from incidents.models import NilReport
from incidents.models.choices import Origin, Status
from timdu.core.periods import Month
from timdu.demo import receiving
from timdu.demo.dice import Dice
from timdu.demo.ledger import Ledger
from timdu.demo.offices import COMPILE_DAY, KECAMATAN, MONTHLY, initials
from timdu.demo.papers import Paper, Period
from timdu.demo.people import key_of
from timdu.demo.press import Course, Press, Printed
from timdu.demo.stage import Stage
from timdu.documents.actions import waiting
from timdu.team.models import User
from timdu.wilayah.models import Wilayah

# So many reports of past months have left; the newest is still on its way. Each is a real PDF.
FINISHED = 3
# So many months before it one was cancelled and written anew.
ANEW = 2
WRITTEN_ANEW = "Laporan susulan masuk sesudah penomoran; disusun ulang dengan data lengkap."
DAY = dt.timedelta(days=1)
# How far last month's report of each kecamatan is; the empty one has not begun it.
STATES = ("sent", "signed", "numbered", "draft", "sent", "", "numbered", "draft", "sent")


@dataclass(frozen=True)
class Plan:
    """One document: how far it comes, and the day its office began it."""

    period: Period
    begun_at: dt.datetime
    reach: str
    play: Callable[["Writer", Paper, "Plan"], Course[None]]


@dataclass
class Writer:
    """Writes the documents of one team into a ledger."""

    stage: Stage
    ledger: Ledger

    def hours(self, moment: dt.datetime) -> dt.datetime:
        """An office hour, never after the demo's morning."""
        return min(self.stage.clock.office_hours(moment), self.stage.clock.now)

    def submission(self, begun: dt.datetime) -> dt.datetime:
        """When a report to the Gubernur is passed on for paraf."""
        return self.hours(begun + dt.timedelta(hours=4))

    def numbering(self, plan: Plan) -> dt.datetime:
        """When a document takes its number, if it comes so far."""
        if plan.period.kind == KECAMATAN:
            return self.hours(plan.begun_at + dt.timedelta(hours=2))
        return self.hours(self.submission(plan.begun_at) + 2 * DAY)


@dataclass(frozen=True)
class Begun:
    """A document whose PDF is being drawn."""

    paper: Paper
    course: Course[None]
    printed: "Future[Printed]"


def begin_all(stage: Stage, ledger: Ledger, press: Press, more: Sequence[Plan] = ()) -> list[Begun]:
    """Begin the documents of the team in the order they are numbered, up to the drawing."""
    writer = Writer(stage, ledger)
    plans = sorted([*monthly(stage), *of_kecamatan(stage), *more], key=writer.numbering)
    begun = []
    with timezone.override(stage.clock.zone):
        for plan in plans:
            dice = stage.dice.child("dokumen", plan.period.name, *anew(plan))
            paper = Paper(stage.people.team, plan.period, dice, ledger)
            course = plan.play(writer, paper, plan)
            begun.append(Begun(paper, course, press.order(next(course))))
    return begun


def anew(plan: Plan) -> tuple[str, ...]:
    """What tells a cancelled document from the one written in its place."""
    return (plan.reach,) if plan.reach == "cancelled" else ()


def finish_all(stage: Stage, documents: list[Begun], say: Callable[[str], None]) -> None:
    """Take the drawn files, and go on from there."""
    with timezone.override(stage.clock.zone):
        for number, begun in enumerate(documents, start=1):
            with suppress(StopIteration):
                begun.course.send(begun.printed.result())
            waiting.refresh(begun.paper.row, by=stage.people["staf"])
            receiving.since(begun.paper.row, begun.paper.last_at)
            say(f"{stage.people.team.short_name}: dokumen {number} dari {len(documents)}")


def monthly(stage: Stage) -> list[Plan]:
    """The reports to the Gubernur: the finished ones, and the draft of the last month."""
    clock = stage.clock
    newest = receiving.newest(clock)
    plans = []
    for back in range(FINISHED + 1):
        month = newest.plus(-back)
        begun = clock.at(month.next.first.replace(day=COMPILE_DAY), 5, 10)
        reach = "sent" if back else stage.ground.kabupaten.newest_report
        period = Period(MONTHLY, month.first, month.last)
        if back == ANEW:
            plans.append(Plan(period, begun, "cancelled", cancelled_letter))
            begun = clock.office_hours(begun + 5 * DAY)
        plans.append(Plan(period, begun, reach, letter_up))
    return plans


def of_kecamatan(stage: Stage) -> list[Plan]:
    """The kecamatan's own reports: some months of one, the last month of most others."""
    kabupaten, clock = stage.ground.kabupaten, stage.clock
    month = receiving.newest(clock)
    wanted = [(kabupaten.shown, month.plus(-back), "sent") for back in range(1, FINISHED)]
    wanted += [(one.code, month, state) for one, state in zip(kabupaten.areas, STATES, strict=True)]
    plans = []
    for code, of, reach in wanted:
        if not reach:
            continue
        kecamatan = stage.ground.kecamatan[code]
        if has_something_to_say(stage, kecamatan, of):
            day = of.next.first + dt.timedelta(days=stage.dice.child(code, of).whole(1, 8))
            period = Period(KECAMATAN, of.first, of.last, kecamatan)
            begun = clock.office_hours(clock.at(day, 9, 5))
            plans.append(Plan(period, begun, reach, own_letter))
    return plans


def has_something_to_say(stage: Stage, kecamatan: Wilayah, month: Month) -> bool:
    """Whether the kecamatan reported or said nihil in the month."""
    told = any(
        row.kecamatan.code == kecamatan.code
        and row.origin == Origin.KECAMATAN
        and row.status not in (Status.DRAFT, Status.MERGED, Status.DROPPED)
        and Month.of(row.occurred_at, stage.clock.zone) == month
        for row in stage.ledger.incidents
    )
    nils = stage.ledger.rows.get(NilReport, [])
    nil = any(
        isinstance(row, NilReport) and row.kecamatan == kecamatan and row.month == month.first
        for row in nils
    )
    return told or nil


def letter_up(writer: Writer, paper: Paper, plan: Plan) -> Course[None]:
    """A report to the Gubernur: compiled by the clock, initialled, numbered, signed, sent."""
    people, stage = writer.stage.people, writer.stage
    staf, kabid, kaban = people["staf"], people["kabid"], people["kaban"]
    newest = plan.reach != "sent"
    # The newest draft was taken up again yesterday afternoon by a person.
    at = stage.clock.ago(1, 15, 20) if newest else plan.begun_at
    paper.compile(at, staf if newest else None)
    if plan.reach == "draft":
        yield from paper.draw(at)
        return
    at = writer.submission(at)
    paper.submit(at, staf)
    paper.initial(writer.hours(at + dt.timedelta(minutes=50)), kabid, 0)
    if plan.reach == "initialling":
        yield from paper.draw(at)
        return
    paper.initial(writer.hours(at + dt.timedelta(hours=4)), kaban, 1)
    at = writer.numbering(plan)
    official = stage.ground.kabupaten.number.format(counted(at, 3, paper.dice), at.year)
    office = f"Bupati {people.team.short_name}"
    yield from leave(writer, paper, at, staf, (official, office), "sent")


def cancelled_letter(writer: Writer, paper: Paper, plan: Plan) -> Course[None]:
    """A report to the Gubernur that had its number when more came in: ended, and written anew."""
    people = writer.stage.people
    staf, kabid, kaban = people["staf"], people["kabid"], people["kaban"]
    paper.compile(plan.begun_at, None)
    at = writer.submission(plan.begun_at)
    paper.submit(at, staf)
    paper.initial(writer.hours(at + dt.timedelta(minutes=50)), kabid, 0)
    paper.initial(writer.hours(at + dt.timedelta(hours=4)), kaban, 1)
    at = writer.numbering(plan)
    # Lower than what the letter written anew will get.
    number = at.timetuple().tm_yday * 3
    paper.number(at, staf, writer.stage.ground.kabupaten.number.format(number, at.year))
    drawn = paper.draw(at)
    sheet = next(drawn)
    paper.cancel(writer.hours(at + dt.timedelta(hours=3)), kaban, WRITTEN_ANEW)
    printed = yield sheet
    with suppress(StopIteration):
        drawn.send(printed)


def own_letter(writer: Writer, paper: Paper, plan: Plan) -> Course[None]:
    """A kecamatan's report: compiled and numbered by its operator, signed by the camat."""
    kecamatan = paper.row.kecamatan
    assert kecamatan is not None
    operator = writer.stage.people[f"operator.{key_of(kecamatan.name)}"]
    paper.compile(plan.begun_at, operator)
    if plan.reach == "draft":
        yield from paper.draw(plan.begun_at)
        return
    at = writer.numbering(plan)
    official = f"300/{counted(at, 1, paper.dice)}/{initials(kecamatan.name)}/{at.year}"
    yield from leave(writer, paper, at, operator, (official, f"Camat {kecamatan.name}"), plan.reach)


def counted(at: dt.datetime, a_day: int, dice: Dice) -> int:
    """How many letters the office has numbered this year: a later letter has a higher number."""
    return at.timetuple().tm_yday * a_day + dice.whole(1, a_day * 9)


def leave(
    writer: Writer, paper: Paper, at: dt.datetime, by: User, official: tuple[str, str], reach: str
) -> Course[None]:
    """Numbered, signed outside, brought back, sent."""
    number, office = official
    paper.number(at, by, number)
    rendition, data = yield from paper.draw(at, "" if reach == "numbered" else office)
    if reach == "numbered":
        return
    at = writer.hours(at + DAY)
    signed = paper.sign(at, by, rendition, data, office)
    if reach == "signed":
        return
    sent_at = writer.hours(at + dt.timedelta(minutes=12))
    for delivery in paper.send(sent_at, by, signed.file):
        receiving.answer(writer.stage, writer.ledger, delivery, sent_at, by)
