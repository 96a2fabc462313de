"""What the reports of one team are told with, and how one of them begins."""

import datetime as dt
from dataclasses import dataclass, field

from incidents.actions.intake import Sender
from incidents.models import IssuePattern
from timdu.demo import courses, situations
from timdu.demo.clock import Clock
from timdu.demo.dice import Dice
from timdu.demo.ledger import Ledger
from timdu.demo.lives import Life
from timdu.demo.people import People
from timdu.demo.places import Area, Ground
from timdu.demo.situations import Situation, Told
from timdu.team.models import User
from timdu.wilayah.models import Wilayah


@dataclass
class Stage:
    """One team, its ground and its people, on the demo's day."""

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


def told(stage: Stage, slot: Slot, groups: str = "") -> Told:
    """The slot's situation in words."""
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


def first_word_at(stage: Stage, slot: Slot, dice: Dice) -> dt.datetime:
    """When the first word of it arrives: what is urgent at once, the rest not at night."""
    if slot.situation.urgency != "normal":
        return slot.occurred_at + dt.timedelta(minutes=dice.whole(8, 90))
    soon = dice.chance(0.8)
    after = dt.timedelta(minutes=dice.whole(20, 600) if soon else dice.whole(600, 2600))
    return stage.clock.awake(slot.occurred_at + after)
