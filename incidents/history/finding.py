"""The dry run: how many rows would enter, per year and kecamatan; which do not, and why."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from incidents.history import judging, likes
from incidents.history.judging import Good
from incidents.history.models import Reading
from timdu.team.models import User

LIKE = "mirip laporan yang sudah ada: {} “{}”"


def look(reading: Reading, *, by: User) -> dict[str, Any]:
    """What storing would come to now; kept as JSON beside the file."""
    judged = judging.judge(reading)
    alike = likes.likes(judged.good, by=by)
    enter = [row for row in judged.good if row.number not in alike]
    return {
        "enter": [row.number for row in enter],
        "by": counted(enter),
        "problems": [asdict(problem) for problem in judged.problems],
        "alike": [told(row, alike) for row in judged.good if row.number in alike],
    }


def counted(rows: Sequence[Good]) -> list[list[Any]]:
    """How many of each year and kecamatan: [[year, code, name, count], …]."""
    groups = Counter((row.day.year, *kecamatan_of(row)) for row in rows)
    return [[*group, count] for group, count in sorted(groups.items())]


def kecamatan_of(row: Good) -> tuple[str, str]:
    """Code and name."""
    place = row.facts["place"]
    above = place if place.level == place.Level.KECAMATAN else place.parent
    return above.pk, above.name


def told(row: Good, alike: Mapping[int, tuple[str, str]]) -> dict[str, Any]:
    """One row beside the report it looks like."""
    code, words = alike[row.number]
    kecamatan, name = kecamatan_of(row)
    return {
        "number": row.number, "day": row.day.isoformat(), "summary": row.facts["summary"],
        "code": code, "words": words, "kecamatan": kecamatan, "name": name, "year": row.day.year,
    }  # fmt: skip


def numbers(reading: Reading) -> list[int]:
    """Which rows are stored: those that enter, and what is alike where the person says so."""
    found = reading.found or {}
    more = [row["number"] for row in found.get("alike", [])] if reading.with_alike else []
    return sorted([*found.get("enter", []), *more])


def left(reading: Reading) -> list[dict[str, Any]]:
    """What stays outside, in the order of the file."""
    found = reading.found or {}
    rows = list(found.get("problems", []))
    if not reading.with_alike:
        rows += [
            {"number": row["number"], "column": "seluruh baris", "value": row["summary"],
             "words": LIKE.format(row["code"], row["words"])}
            for row in found.get("alike", [])
        ]  # fmt: skip
    return sorted(rows, key=lambda row: row["number"])
