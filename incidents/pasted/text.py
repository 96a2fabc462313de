"""A pasted message as text to search in: every letter stays at its place.

What is recognised is shown in the message as it was received, so nothing here may move a letter:
marks of WhatsApp, pictures and invisible characters become blanks, never nothing.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Span = tuple[int, int]

MARKUP = frozenset("*_~`")
BLANK_KINDS = ("So", "Sk", "Cf", "Cc", "Cs", "Co", "Cn", "Mn", "Me", "Zs")
# [21/11/26 14.30] Nama: …, 21/11/2026, 14:30 - Nama: … and [14.30, 21/11/2026] Nama: …
DAY = r"(?P<day{0}>\d{{1,2}})[/.-](?P<month{0}>\d{{1,2}})[/.-](?P<year{0}>\d{{4}}|\d{{2}})"
CLOCK = r"(?P<hour{0}>\d{{1,2}})[.:](?P<minute{0}>\d{{2}})(?:[.:]\d{{2}})?(?: ?(?P<half{0}>[ap]m))?"
HEAD = re.compile(
    rf"^ *\[?(?:{DAY.format(1)},? +{CLOCK.format(1)}|{CLOCK.format(2)},? +{DAY.format(2)})\]?"
    r" *(?:- *)?(?P<name>[^:\n]{1,80}):",
    re.MULTILINE | re.IGNORECASE,
)
# What WhatsApp itself writes in the place of words.
MACHINE = re.compile(
    r"<[^>\n]*(?:omitted|disertakan|dihilangkan)[^>\n]*>|^ *(?:(?:forwarded|diteruskan)"
    r"(?: many times| berkali-kali)?|pesan ini (?:telah )?dihapus|this message was deleted"
    r"|[^\n]{0,60}\((?:file attached|file terlampir)\)) *$",
    re.MULTILINE | re.IGNORECASE,
)
# A full stop after these ends no sentence.
SHORT = {
    "a", "n", "an", "b", "bpk", "c", "d", "ds", "dll", "dr", "drs", "dsb", "dsn", "dst",
    "h", "hj", "hp", "ir", "jl", "jln", "kab", "kec", "kel", "kk", "km", "kp", "lk", "m",
    "min", "mnt", "no", "nop", "nov", "okt", "pkl", "pk", "prof", "r", "rt", "rw", "s",
    "sdr", "sdri", "sei", "sept", "sg", "st", "sui", "t", "tgl", "tj", "ttd", "yth",
}  # fmt: skip
END = re.compile(r"[.!?]+(?=\s|$)|\n+")
NOON = 12


@dataclass(frozen=True)
class Part:
    """One message of what was pasted: who sent it and when, if a head says so."""

    start: int
    end: int
    name: str = ""
    name_span: Span = (0, 0)
    at: dt.datetime | None = None


def unified(text: str) -> str:
    """The text with the line ends of this house; nothing else is touched."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def clean(text: str) -> str:
    """The same length, without what only decorates."""
    return "".join(map(plain, text))


def plain(letter: str) -> str:
    """One letter for one letter."""
    if letter == "\n" or (letter.isascii() and letter.isprintable() and letter not in MARKUP):
        return letter
    if letter in MARKUP or unicodedata.category(letter) in BLANK_KINDS:
        return " "
    folded = unicodedata.normalize("NFKC", letter)
    return folded if len(folded) == 1 else letter


def lowered(text: str) -> str:
    """Lower case, letter for letter."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def squeezed(text: str) -> tuple[str, list[int]]:
    """The text without blanks that say nothing, and where each of its letters came from."""
    kept = [
        index
        for index, letter in enumerate(text)
        if letter != " " or text[index - 1 : index] not in ("", " ", "\n")
    ]
    return "".join(text[index] for index in kept), kept


def parts(text: str) -> list[Part]:
    """The messages in a cleaned text; the whole of it where there is no head."""
    heads = list(HEAD.finditer(text))
    if not heads:
        return [Part(0, len(text))]
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return [as_part(head, end) for head, end in zip(heads, ends, strict=True)]


def as_part(head: re.Match[str], end: int) -> Part:
    """One message under its head."""
    start, stop = trimmed(head.string, *head.span("name"))
    return Part(head.end(), end, head.string[start:stop], (start, stop), moment(head))


def moment(head: re.Match[str]) -> dt.datetime | None:
    """When the head says the message was sent; naive, in the zone of the telephone."""
    said: dict[str, Any] = head.groupdict()
    which = "1" if said["day1"] else "2"
    day, month, year = (int(said[f"{name}{which}"]) for name in ("day", "month", "year"))
    hour, minute = int(said[f"hour{which}"]), int(said[f"minute{which}"])
    half = (said[f"half{which}"] or "").lower()
    if half:
        hour = hour % NOON + (NOON if half == "pm" else 0)
    if month > NOON:
        # The browser of an English telephone writes the month first.
        day, month = month, day
    try:
        return dt.datetime(year + (2000 if year < 100 else 0), month, day, hour, minute)
    except ValueError:
        return None


def without_machine_words(text: str) -> str:
    """Blank what WhatsApp wrote itself."""
    return MACHINE.sub(lambda found: " " * len(found.group()), text)


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without blanks at either end."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def lines(text: str, start: int, end: int) -> Iterator[Span]:
    """The lines that say anything."""
    at = start
    for line in text[start:end].split("\n"):
        found = trimmed(text, at, at + len(line))
        if found[0] < found[1]:
            yield found
        at += len(line) + 1


def sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences; the full stop of "Ds." or "pkl." ends none."""
    at = start
    for stop in END.finditer(text, start, end):
        if stop.group() == "." and abbreviated(text, at, stop.start()):
            continue
        found = trimmed(text, at, stop.end())
        at = stop.end()
        if found[0] < found[1]:
            yield found
    rest = trimmed(text, at, end)
    if rest[0] < rest[1]:
        yield rest


def abbreviated(text: str, start: int, stop: int) -> bool:
    """Whether the word before a full stop is one that is written short."""
    word = re.search(r"[^\W\d_]+\Z", text[start:stop][-12:])
    return word is not None and word.group().lower() in SHORT
