"""Times of day as people name them: "pukul 14.30 WITA", "jam 2 siang", "setengah tiga"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from incidents.pasted import numbers
from incidents.pasted.days import ABOUT, PART, Day, is_planned, overlaps
from incidents.pasted.text import Span

NOON, DAY_END, GAP, SMALL_HOURS = 12, 24, 4, 5

CLOCK = re.compile(
    rf"(?P<word>\b(?:pukul|pkl|pk|jam|jm)\b\.? ?)?(?P<loose>(?:sekitar|sekira|kira-kira|kurang"
    rf" lebih|±|\+-|k\.?l\.?)\.? ?)?(?P<half>(?:setengah|stgh|stngah) )?"
    rf"(?P<hour>(?<![\d.:/-])\d{{1,2}}|{numbers.SMALL})"
    rf"(?: ?[.:] ?(?P<minute>\d{{2}})(?![\d/]))?(?: ?(?P<zone>wib|wita|wit)\b)?"
    rf"(?: (?P<part>{PART})\b)?"
)
LOOSELY = re.compile(r"(?:sekitar|sekira|kira-kira|kurang lebih|±|\+-|k\.?l\.?|jelang)\W*\Z")
# After a number these make it a stretch of time, or a number of something else.
LASTING = ("menit", "mnt", "jam", "%", "orang", "org", "warga", "pemuda", "kali", "massa")


@dataclass(frozen=True)
class Clock:
    """A time of day that was read."""

    hour: int
    minute: int
    span: Span
    is_loose: bool
    zone: str


def hours(low: str, region: Span, days: list[Day]) -> Iterator[Clock]:
    """Every time of day; a bare number is one only with "pukul", a zone, or a part of the day."""
    taken = [day.span for day in days]
    for found in CLOCK.finditer(low, *region):
        said = found["word"] or found["zone"] or found["half"]
        beside = any(0 <= found.start("hour") - day.span[1] <= GAP for day in days if day.is_plain)
        said = said or (found["minute"] and (found["part"] or beside))
        if not said or overlaps(found.span("hour"), taken) or is_span_of_time(low, found):
            continue
        if is_planned(low, region, found.start()):
            continue
        hour = int(found["hour"]) if found["hour"].isdecimal() else numbers.value(found["hour"])
        minute = int(found["minute"] or 0)
        if hour is None or hour > DAY_END or minute > 59:
            continue
        if found["half"]:
            hour, minute = hour - 1, 30
        part = found["part"] or part_beside(days)
        loose = found["loose"] or LOOSELY.search(low[max(0, found.start() - 14) : found.start()])
        yield Clock(on_dial(hour, part), minute, found.span(), bool(loose), found["zone"] or "")


def is_span_of_time(low: str, found: re.Match[str]) -> bool:
    """ "2 jam 30 menit" lasts; it is no time of day."""
    if found["minute"] or found["zone"] or found["part"]:
        return False
    after = low[found.end() : found.end() + 8].lstrip()
    return after.startswith(LASTING)


def part_beside(days: list[Day]) -> str:
    """ "Tadi malam jam 9": the part of the day stands with the day."""
    hour = next((day.hour for day in days if day.hour is not None), None)
    return next((part for part, about in ABOUT.items() if about == hour), "")


def on_dial(hour: int, part: str) -> int:
    """ "jam 2 siang" is 14; "jam 12 malam" is midnight."""
    if part == "malam" and hour == NOON:
        return 0
    if hour >= NOON or hour == 0:
        return hour
    afternoon = {"siang": hour < 10, "sore": True, "petang": True, "malam": hour > SMALL_HOURS}
    return hour + NOON if afternoon.get(part, False) else hour
