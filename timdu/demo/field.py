"""Three years of reports from the kecamatan: who sent what, from where, in which month."""

import datetime as dt
from collections.abc import Callable, Iterator

from incidents.actions.intake import Sender
from incidents.models.choices import Kind, Origin
from timdu.core.periods import Month
from timdu.demo import courses, others, situations
from timdu.demo.dice import Dice
from timdu.demo.people import key_of
from timdu.demo.places import Area
from timdu.demo.situations import Situation
from timdu.demo.stage import Slot, Stage, begin, first_word_at, told

# What lies nearer to the demo's day than this is told one by one (timdu/demo/recorded.py).
QUIET_DAYS = dt.timedelta(days=8)
# How lively each month of the year is: elections and harvest in the second half.
SEASON = (0.8, 0.75, 0.9, 0.9, 0.95, 1.0, 1.1, 1.2, 1.3, 1.2, 1.05, 0.85)
HOURS = (6, 7, 8, 8, 9, 9, 10, 10, 11, 13, 14, 15, 16, 17, 19, 20, 21)
MINUTES = (0, 5, 10, 15, 20, 25, 30, 40, 45, 50)
# A kecamatan does not tell the same thing twice within so many reports.
RECENTLY = 10
# Nor a kabupaten within so many.
EVERYWHERE, ALL = 16, "all"
Used = dict[str, list[str]]
Fits = Callable[[Situation], bool]


def tell_all(stage: Stage) -> None:
    """Tell every report of the past up to the last days."""
    areas = stage.ground.kabupaten.areas
    used: Used = {code: [] for code in (ALL, *(area.code for area in areas))}
    for month in stage.clock.months:
        for area in areas:
            tell_month(stage, area, month, used)
        from_others(stage, month, used)
        drill(stage, month)


def tell_month(stage: Stage, area: Area, month: Month, used: Used) -> None:
    """What one kecamatan tells of one month: nothing, or up to four reports."""
    dice = stage.dice.child(month, area.code)
    so = how(stage, area, month)
    late = so == "late" or so is None and dice.chance(area.late)
    if so in ("quiet", "silent") or so is None and dice.chance(area.silent):
        return
    rate = area.rate * SEASON[month.month - 1] / 4
    for number in range(4):
        part = dice.child(number)
        # Of the last month at least one report of the kecamatan whose shelf is shown.
        sure = number == 0 and so == "as always" and area.code == stage.ground.kabupaten.shown
        if part.chance(rate) or sure:
            for slot in slots(stage, part, area, month, used):
                from_kecamatan(stage, slot, late=late)


def how(stage: Stage, area: Area, month: Month) -> str | None:
    """What a month is told to have been: quiet, silent, late or as always; None: by chance."""
    kabupaten, running = stage.ground.kabupaten, stage.clock.month
    if month == running.previous:
        if area.code == kabupaten.silent:
            return "silent"
        return "quiet" if area.code in kabupaten.quiet else "as always"
    if area.code == kabupaten.shown:
        told_so = dict(kabupaten.shown_months)
        return next((told_so[ago] for ago in told_so if running.plus(-ago) == month), None)
    return None


def slots(
    stage: Stage, dice: Dice, area: Area, month: Month, used: Used, fits: Fits | None = None
) -> Iterator[Slot]:
    """A situation this kecamatan has not had lately, on a day of the month; none if none fits."""
    fitting = [
        situation
        for situation in situations.library()
        if situation.happens(month.month, area.tags)
        and situation.key not in used[area.code][-RECENTLY:]
        and (fits is None or fits(situation))
    ]
    # Nor does it happen all over the kabupaten at the same time, while there is something else.
    fitting = [one for one in fitting if one.key not in used[ALL][-EVERYWHERE:]] or fitting
    if not fitting:
        return
    # What happens only in such places is likelier there than what happens everywhere.
    situation = dice.pick([one for one in fitting for _ in range(3 if one.places else 1)])
    day = month.first + dt.timedelta(days=dice.whole(0, (month.last - month.first).days))
    occurred_at = stage.clock.at(day, dice.pick(HOURS), dice.pick(MINUTES))
    if stage.clock.now - occurred_at > QUIET_DAYS:
        for where in (area.code, ALL):
            used[where].append(situation.key)
        yield Slot(dice, area, dice.pick(stage.ground.desa[area.code]), situation, occurred_at)


def from_kecamatan(stage: Stage, slot: Slot, *, late: bool) -> None:
    """A camat or operator reports, some months only after the month was over."""
    dice = slot.dice.child("course")
    operator = dice.chance(0.55)
    name = key_of(stage.ground.kecamatan[slot.area.code].name)
    by = stage.people[f"{'operator' if operator else 'camat'}.{name}"]
    sender = Sender(Origin.KECAMATAN, known_to_head=True if operator else None)
    words = told(stage, slot)
    life = begin(stage, slot, words, by, sender)
    sent_at = first_word_at(stage, slot, dice)
    if late:
        due = Month.of(slot.occurred_at).next.first + dt.timedelta(days=dice.whole(5, 8))
        sent_at = stage.clock.at(due, dice.whole(8, 15), dice.pick(MINUTES))
    if sent_at >= stage.clock.now:
        return
    courses.run(stage.scene(slot.area), life, words, dice, sent_at)
    if slot.situation.kind == Kind.EVENT and not slot.situation.drill and dice.chance(0.16):
        others.report_too(stage, slot, words, life)


def from_others(stage: Stage, month: Month, used: Used) -> None:
    """Agencies and, through the secretariat, partners report now and then."""
    for number, chance in enumerate((0.8, 0.45, 0.3)):
        dice = stage.dice.child(month, "instansi", number)
        if not dice.chance(chance):
            continue
        area = dice.pick(stage.ground.kabupaten.areas)
        # The third report of a month comes from a partner without an account.
        by, sender = others.partner(stage, dice) if number == 2 else others.agency(stage, dice)
        for slot in slots(stage, dice, area, month, used, others.matter_of(by)):
            others.report(stage, slot, by, sender)


def drill(stage: Stage, month: Month) -> None:
    """Twice a year the team holds an exercise; its report says so in its first word."""
    if month.month not in stage.ground.kabupaten.drills:
        return
    dice = stage.dice.child(month, "gladi")
    area = dice.pick(heard(stage, month))
    occurred_at = stage.clock.at(month.first + dt.timedelta(days=dice.whole(8, 20)), 9, 0)
    if stage.clock.now - occurred_at > QUIET_DAYS:
        situation = dice.pick([one for one in situations.library() if one.drill])
        place = dice.pick(stage.ground.desa[area.code])
        from_kecamatan(stage, Slot(dice, area, place, situation, occurred_at), late=False)


def heard(stage: Stage, month: Month) -> list[Area]:
    """The kecamatan that told of the month, else all: an exercise breaks nobody's silence."""
    areas = stage.ground.kabupaten.areas
    codes = {
        row.kecamatan.code
        for row in stage.ledger.incidents
        if row.origin == Origin.KECAMATAN and Month.of(row.occurred_at, stage.clock.zone) == month
    }
    return [area for area in areas if area.code in codes] or list(areas)
