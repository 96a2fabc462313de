"""Reports that do not come from a kecamatan: agencies, partners, and the same event told twice."""

import datetime as dt
from collections.abc import Callable

from incidents.actions.intake import Sender
from incidents.models.choices import Origin, Status
from timdu.demo import answers, courses, verdicts
from timdu.demo.dice import Dice
from timdu.demo.lives import Life
from timdu.demo.people import MEMBERS
from timdu.demo.situations import Situation, Told
from timdu.demo.stage import Slot, Stage, begin, first_word_at, told
from timdu.team.models import User

PARTNERS = ("FKUB", "FKDM", "Tokoh masyarakat", "Pemberitaan media setempat")
# What each office looks after; who is not named here hears of everything.
MATTERS = {
    "fkub": {"isu SARA", "rumah ibadah"},
    "pmd": {"Pilkades", "ekses konflik politik", "batas desa"},
    "disnaker": {"tenaga kerja lokal"},
    "perikanan": {"wilayah tangkap nelayan"},
    "dinsos": {"kesenjangan sosial"},
}
SAME = "Peristiwa yang sama; dilaporkan oleh kecamatan dan {office}."
HOUR = dt.timedelta(hours=1)


def agency(stage: Stage, dice: Dice) -> tuple[User, Sender]:
    """Somebody of an agency, in the agency's name."""
    by = stage.people[dice.pick(MEMBERS)[0]]
    return by, Sender(Origin.AGENCY, by.agency)


def partner(stage: Stage, dice: Dice) -> tuple[User, Sender]:
    """The secretariat writes down what a partner told."""
    return stage.people["staf"], Sender(Origin.SECRETARIAT, on_behalf=dice.pick(PARTNERS))


def matter_of(by: User) -> Callable[[Situation], bool]:
    """Which situations an office would report."""
    matters = MATTERS.get(by.username.partition(".")[0])
    return lambda situation: matters is None or situation.pattern in matters


def report(stage: Stage, slot: Slot, by: User, sender: Sender) -> None:
    """A report of an agency or a partner with its whole course."""
    dice = slot.dice.child("course")
    words = told(stage, slot)
    life = begin(stage, slot, words, by, sender)
    sent_at = first_word_at(stage, slot, dice)
    courses.run(stage.scene(slot.area), life, words, dice, sent_at)


def report_too(stage: Stage, slot: Slot, words: Told, first: Life) -> None:
    """Police or military report the event as well; the second report is merged into the first."""
    verified_at = first.row.verified_at
    if verified_at is None or first.row.verified_by is None:
        return
    dice = slot.dice.child("kedua")
    by = stage.people[dice.pick(("polres", "kodim"))]
    assert by.agency is not None
    again = Slot(dice, slot.area, slot.place, slot.situation, slot.occurred_at)
    second = told(stage, again, words.groups)
    life = begin(stage, again, second, by, Sender(Origin.AGENCY, by.agency))
    sent_at = slot.occurred_at + dice.whole(1, 3) * HOUR
    completed_at = sent_at + 2 * HOUR
    if completed_at >= verified_at or first.row.status not in (Status.VERIFIED, Status.CLOSED):
        return
    life.report(sent_at)
    put = answers.everything(second, dice, stage.patterns, slot.area, completed_at)
    life.edit(completed_at, put)
    note = SAME.format(office=by.agency.short_name)
    merged_at = verified_at - dt.timedelta(minutes=dice.whole(11, 18))
    verdicts.merge(life, first, merged_at, first.row.verified_by, note)
