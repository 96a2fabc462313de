"""Three years of reports from the field: who sent what, from where, in which month."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from incidents.actions.intake import Sender
from incidents.models import IssuePattern
from incidents.models.choices import Origin
from timdu.core.periods import Month
from timdu.demo import courses, situations
from timdu.demo.clock import Clock
from timdu.demo.dice import Dice
from timdu.demo.ledger import Ledger
from timdu.demo.lives import Life
from timdu.demo.people import MEMBERS, People, key_of
from timdu.demo.places import Area, Ground
from timdu.demo.situations import Situation, Told
from timdu.team.models import User
from timdu.wilayah.models import Wilayah

# What lies nearer to the demo's day than this is told one by one (timdu/demo/recorded.py).
QUIET_DAYS = 8
# How lively each month of the year is: elections and harvest in the second half.
SEASON = (0.8, 0.75, 0.9, 0.9, 0.95, 1.0, 1.1, 1.2, 1.3, 1.2, 1.05, 0.85)
HOURS = (6, 7, 8, 8, 9, 9, 10, 10, 11, 13, 14, 15, 16, 17, 19, 20, 21)
MINUTES = (0, 5, 10, 15, 20, 25, 30, 40, 45, 50)
RECENTLY = 10
PARTNERS = ("FKUB", "FKDM", "Tokoh masyarakat", "Pemberitaan media setempat")


@dataclass
class Stage:
    """Everything the reports of one team are told with."""

    clock: Clock
    ground: Ground
    people: People
    ledger: Ledger
    patterns: dict[str, IssuePattern]
    dice: Dice
    lives: dict[str, Life] = field(default_factory=dict)

    def scene(self, area: Area) -> courses.Scene:
        return courses.Scene(self.clock, self.people, self.patterns, area)

    def area(self, code: str) -> Area:
        return next(one for one in self.ground.kabupaten.areas if one.code == code)


@dataclass(frozen=True)
class Slot:
    """One report to be told."""

    dice: Dice
    area: Area
    place: Wilayah
    situation: Situation
    occurred_at: dt.datetime


def tell_all(stage: Stage) -> None:
    """Tell every report of the past up to the last days."""
    used: dict[str, list[str]] = {}
    for month in stage.clock.months:
        for area in stage.ground.kabupaten.areas:
            dice = stage.dice.child(month, area.code)
            late = dice.chance(area.late)
            if not dice.chance(area.silent) and not stays_quiet(stage, area, month):
                for slot in slots(stage, dice, area, month, used):
                    from_kecamatan(stage, slot, late=late)
        from_others(stage, month, used)
        drills(stage, month)


def stays_quiet(stage: Stage, area: Area, month: Month) -> bool:
    """Last month some were quiet: nihil, or not heard of at all."""
    kabupaten = stage.ground.kabupaten
    quiet = (*kabupaten.quiet, kabupaten.silent)
    return month == stage.clock.month.previous and area.code in quiet


def slots(
    stage: Stage, dice: Dice, area: Area, month: Month, used: dict[str, list[str]]
) -> Iterator[Slot]:
    """The reports of one kecamatan in one month: none to four."""
    rate = area.rate * SEASON[month.month - 1] / 4
    for number in range(4):
        part = dice.child(number)
        if part.chance(rate):
            slot = make_slot(stage, part, area, month, used.setdefault(area.code, []))
            if slot is not None:
                yield slot


def make_slot(stage: Stage, dice: Dice, area: Area, month: Month, used: list[str]) -> Slot | None:
    """A situation this kecamatan has not had lately, on a day of the month."""
    fitting = [
        situation
        for situation in situations.library()
        if situation.happens(month.month, area.tags) and situation.key not in used[-RECENTLY:]
    ]
    # What happens only in such places is likelier there than what happens everywhere.
    weighted = [one for one in fitting for _ in range(3 if one.places else 1)]
    situation = dice.pick(weighted)
    day = month.first + dt.timedelta(days=dice.whole(0, (month.last - month.first).days))
    occurred_at = stage.clock.at(day, dice.pick(HOURS), dice.pick(MINUTES))
    if stage.clock.now - occurred_at < dt.timedelta(days=QUIET_DAYS):
        return None
    used.append(situation.key)
    return Slot(dice, area, dice.pick(stage.ground.desa[area.code]), situation, occurred_at)


def told(stage: Stage, slot: Slot, groups: str = "") -> Told:
    siblings = stage.ground.desa[slot.area.code]
    return situations.tell(
        slot.situation, slot.dice.child("words"), slot.place, siblings, slot.occurred_at, groups
    )


def begin(stage: Stage, slot: Slot, words: Told, by: User, sender: Sender) -> Life:
    """The report with its first words."""
    first = {
        "summary": words.texts["summary"],
        "urgency": slot.situation.urgency,
        "occurred_at": slot.occurred_at,
        "place": slot.place,
    }
    return Life(stage.people.team, stage.ledger, slot.dice.child("life"), by, sender, first)


def from_kecamatan(stage: Stage, slot: Slot, *, late: bool) -> Life:
    """A camat or operator reports, some months only after the month was over."""
    dice = slot.dice.child("course")
    operator = dice.chance(0.55)
    name = key_of(stage.ground.kecamatan[slot.area.code].name)
    by = stage.people[f"{'operator' if operator else 'camat'}.{name}"]
    sender = Sender(Origin.KECAMATAN, known_to_head=True if operator else None)
    words = told(stage, slot)
    life = begin(stage, slot, words, by, sender)
    sent_at = slot.occurred_at + dt.timedelta(minutes=delay(slot.situation, dice))
    if late:
        due = Month.of(slot.occurred_at).next.first + dt.timedelta(days=dice.whole(5, 8))
        sent_at = stage.clock.at(due, dice.whole(8, 15), dice.pick(MINUTES))
    if sent_at < stage.clock.now:
        courses.run(stage.scene(slot.area), life, words, dice, sent_at)
    return life


def delay(situation: Situation, dice: Dice) -> int:
    """Minutes from the event to the first word."""
    if situation.urgency != "normal":
        return dice.whole(8, 90)
    return dice.whole(20, 600) if dice.chance(0.8) else dice.whole(600, 2600)


def from_others(stage: Stage, month: Month, used: dict[str, list[str]]) -> None:
    """Agencies and, through the secretariat, partners report now and then."""
    for number in range(3):
        dice = stage.dice.child(month, "instansi", number)
        if not dice.chance((0.8, 0.45, 0.3)[number]):
            continue
        area = dice.pick(stage.ground.kabupaten.areas)
        slot = make_slot(stage, dice, area, month, used.setdefault(f"i-{area.code}", []))
        if slot is not None:
            course = dice.child("course")
            words = told(stage, slot)
            life = begin(stage, slot, words, *sender_of(stage, number, course))
            sent_at = slot.occurred_at + dt.timedelta(minutes=delay(slot.situation, course))
            courses.run(stage.scene(area), life, words, course, sent_at)


def sender_of(stage: Stage, number: int, dice: Dice) -> tuple[User, Sender]:
    """The third report of a month comes from a partner without an account."""
    if number == 2:
        return stage.people["staf"], Sender(Origin.SECRETARIAT, on_behalf=dice.pick(PARTNERS))
    by = stage.people[dice.pick(MEMBERS)[0]]
    return by, Sender(Origin.AGENCY, by.agency)


def drills(stage: Stage, month: Month) -> None:
    """Twice a year the team holds an exercise; its report says so in its first word."""
    if month.month not in stage.ground.kabupaten.drills:
        return
    dice = stage.dice.child(month, "gladi")
    area = dice.pick(stage.ground.kabupaten.areas)
    occurred_at = stage.clock.at(month.first + dt.timedelta(days=dice.whole(8, 20)), 9, 0)
    if stage.clock.now - occurred_at < dt.timedelta(days=QUIET_DAYS):
        return
    situation = dice.pick([one for one in situations.library() if one.drill])
    place = dice.pick(stage.ground.desa[area.code])
    slot = Slot(dice, area, place, situation, occurred_at)
    from_kecamatan(stage, slot, late=False)
