"""The team's settings: typed, dated, each with a default and a label."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from timdu.core.conflicts import digest
from timdu.team.models import Setting, Team, User


@dataclass(frozen=True)
class Definition:
    """One setting: what it is called, what it is when nobody set it, what it may be."""

    key: str
    label: str
    default: Any
    read: Callable[[str], Any]
    help_text: str = ""

    @property
    def is_list(self) -> bool:
        return isinstance(self.default, list)


def day_of_month(text: str) -> int:
    """A day every month has."""
    day = int(text)
    if not 1 <= day <= 28:
        raise ValueError("Isi tanggal 1 sampai 28.")
    return day


def yes_or_no(text: str) -> bool:
    """Ya or tidak."""
    answer = text.strip().lower()
    if answer not in ("ya", "tidak"):
        raise ValueError("Isi “ya” atau “tidak”.")
    return answer == "ya"


def lines(text: str) -> list[str]:
    """One entry on each line; at least one."""
    entries = [line.strip() for line in text.splitlines() if line.strip()]
    if not entries:
        raise ValueError("Isi paling sedikit satu baris.")
    return entries


def one_line(text: str) -> str:
    """Some text on one line."""
    if not text.strip() or "\n" in text.strip():
        raise ValueError("Isi satu baris.")
    return text.strip()


def one_of(*choices: str) -> Callable[[str], str]:
    """One of these words."""

    def read(text: str) -> str:
        if text.strip() not in choices:
            raise ValueError("Pilih salah satu: " + ", ".join(choices) + ".")
        return text.strip()

    return read


REGISTRY: dict[str, Definition] = {}


def define(definition: Definition) -> None:
    """Add a setting; an app defines its own beside the code that reads it."""
    REGISTRY[definition.key] = definition


define(
    Definition(
        "monthly.due_day",
        "Batas laporan bulanan kecamatan (tanggal bulan berikutnya)",
        5,
        day_of_month,
    )
)
define(
    Definition(
        "monthly.compile_day",
        "Laporan bulanan disusun otomatis (tanggal bulan berikutnya)",
        6,
        day_of_month,
    )
)
define(
    Definition(
        "paraf.levels",
        "Jenjang paraf, satu baris satu jabatan, dari bawah ke atas",
        ["Kepala Bidang", "Kepala Badan"],
        lines,
    )
)
define(
    Definition(
        "monthly.needs_signature",
        "Laporan bulanan ditandatangani di luar sistem (ya/tidak)",
        True,
        yes_or_no,
    )
)
define(
    Definition("paper", "Ukuran kertas surat (A4 atau F4)", "A4", one_of("A4", "F4")),
)
define(
    Definition(
        "number.pattern",
        "Pola nomor surat",
        "300.2/…/BKBP/{tahun}",
        one_line,
        "Titik-titik diganti nomor dari Setda atau SRIKANDI.",
    )
)


def value(team: Team, key: str, *, on: dt.date | None = None) -> Any:
    """The value in force on the day (today when none is given)."""
    definition = REGISTRY[key]
    row = (
        Setting.objects.filter(team=team, key=key, valid_from__lte=on or dt.date.today())
        .order_by("-valid_from")
        .first()
    )
    return definition.default if row is None else row.value


def over_time(team: Team, key: str) -> Callable[[dt.date], Any]:
    """What was in force on any day, from one reading."""
    given = list(history(team, key).values_list("valid_from", "value"))
    default = REGISTRY[key].default
    return lambda day: next((value for since, value in given if since <= day), default)


def history(team: Team, key: str) -> "QuerySet[Setting]":
    """Every value the setting was given, the latest first."""
    return Setting.objects.filter(team=team, key=key).select_related("by").order_by("-valid_from")


def mark(team: Team, key: str) -> str:
    """The version of a setting: every value it was given."""
    rows = history(team, key).values_list("valid_from", "value")
    return digest(str(row) for row in rows)


def change(team: Team, key: str, new: Any, *, by: User | None, valid_from: dt.date) -> Setting:
    """Give a setting a value from a day on; earlier days keep theirs."""
    row, _ = Setting.objects.update_or_create(
        team=team, key=key, valid_from=valid_from, defaults={"value": new, "by": by}
    )
    return row


def written(current: Any) -> str:
    """A value as a person would type it."""
    if isinstance(current, bool):
        return "ya" if current else "tidak"
    if isinstance(current, list):
        return "\n".join(current)
    return str(current)
