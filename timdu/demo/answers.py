"""How a reporter completes a report: the answers of a situation put on the record."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from incidents.facts import Figure, Record, StepTaken
from incidents.models import IssuePattern
from incidents.models.choices import TOLL, Certainty, Loss, Precision, Scope, StepsAnswer
from timdu.demo.dice import Dice
from timdu.demo.places import Area
from timdu.demo.situations import Range, Told
from timdu.wilayah.models import Wilayah

Put = Callable[[Record], None]
# Half the width of a desa, in degrees: a point lies somewhere near its road.
SPREAD = 0.02
METRE = Decimal("0.000001")
MORNING, NIGHT = 7, 21


def everything(
    told: Told, dice: Dice, patterns: dict[str, IssuePattern], area: Area, known_until: dt.datetime
) -> Put:
    """The full facts as they are known at that hour."""

    def put(record: Record) -> None:
        row, situation, texts = record.row, told.situation, told.texts
        row.kind = situation.kind
        row.what, row.situation = texts["what"], texts["situation"]
        row.why = texts["why"] if dice.chance(0.8) else ""
        row.how = texts["how"]
        row.pattern = patterns[situation.pattern]
        row.information_source = situation.informant
        put_who(record, told, dice)
        put_place(record, told, dice, area)
        put_figures(record, told, dice)
        put_steps(record, told, known_until)
        for name in ("analysis", "prediction", "advice"):
            setattr(row, name, texts[name])

    return put


def put_who(record: Record, told: Told, dice: Dice) -> None:
    """Parties and people; “belum diketahui” is an answer."""
    row = record.row
    record.parties = list(told.parties)
    row.parties_unknown = not told.parties
    row.people = told.people
    row.people_certainty = told.situation.people[2] if told.situation.people else Certainty.UNKNOWN
    outside = any("PT Contoh" in party for party in told.parties)
    if told.parties:
        row.scope = Scope.EXTERNAL if outside and dice.chance(0.7) else Scope.INTERNAL


def put_place(record: Record, told: Told, dice: Dice, area: Area) -> None:
    """Where exactly; about two of three reporters send the position of the telephone."""
    row = record.row
    row.place_text = told.texts["place"]
    row.place_precision = Precision.EXACT if dice.chance(0.8) else Precision.APPROXIMATE
    if row.place.level == Wilayah.Level.DESA and dice.chance(0.65):
        row.latitude = near(area.latitude, dice)
        row.longitude = near(area.longitude, dice)
        row.accuracy = dice.whole(6, 60)
    if told.situation.second_place and told.other_desa.code != row.place.code:
        record.places = [told.other_desa]


def near(degrees: float, dice: Dice) -> Decimal:
    return Decimal(degrees + (dice.share() * 2 - 1) * SPREAD).quantize(METRE)


def put_figures(record: Record, told: Told, dice: Dice) -> None:
    """Victims and damage with their certainty."""
    situation = told.situation
    tolls = [kind.value for kind in TOLL]
    losses = [kind.value for kind in Loss]
    record.casualties = figures(situation.casualties, tolls, dice)
    record.damages = figures(situation.damages, losses, dice)


def figures(given: object, kinds: list[str], dice: Dice) -> dict[str, Figure]:
    """None at all, all unknown, or the ones that are told."""
    if given == "none":
        return {kind: Figure(0, Certainty.SURE) for kind in kinds}
    if given == "unknown":
        return {kind: Figure(None, Certainty.UNKNOWN) for kind in kinds}
    return {kind: figure(told, dice) for kind, told in dict(given or {}).items()}  # type: ignore[call-overload]


def figure(told: Range, dice: Dice) -> Figure:
    low, high, certainty = told
    if certainty == Certainty.UNKNOWN:
        return Figure(None, certainty)
    value = dice.whole(low, high)
    # Money is estimated in round sums.
    return Figure(round(value / 100_000) * 100_000 if value > 100_000 else value, certainty)


def put_steps(record: Record, told: Told, known_until: dt.datetime) -> None:
    """What was done up to that hour."""
    steps = [
        StepTaken(actor, action, step_time(record.row.occurred_at, hours, number))
        for number, (actor, action, hours) in enumerate(told.steps)
    ]
    record.steps = [step for step in steps if step.at is None or step.at <= known_until]
    record.row.steps_answer = StepsAnswer.TAKEN if record.steps else StepsAnswer.NONE


def step_time(start: dt.datetime, hours: int, number: int) -> dt.datetime:
    """Not to the minute an hour later; what is not urgent waits for the morning."""
    at = start + dt.timedelta(hours=hours, minutes=7 + 11 * number % 40)
    if hours < 3 or MORNING <= at.hour < NIGHT:
        return at
    day = at + dt.timedelta(days=1) if at.hour >= NIGHT else at
    return day.replace(hour=MORNING + 1 + number % 3)


def later_steps(told: Told, known_until: dt.datetime) -> Put:
    """What was done since the report was completed."""

    def put(record: Record) -> None:
        put_steps(record, told, known_until)

    return put
