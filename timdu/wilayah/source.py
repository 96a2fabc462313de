"""The files of the area codes: read, checked and brought into one shape."""

import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from timdu.wilayah import names

FILES = {1: "provinces.csv", 2: "regencies.csv", 3: "districts.csv", 4: "villages.csv"}
SHAPES = {
    1: re.compile(r"\d{2}"),
    2: re.compile(r"\d{2}\.\d{2}"),
    3: re.compile(r"\d{2}\.\d{2}\.\d{2}"),
    4: re.compile(r"\d{2}\.\d{2}\.\d{2}\.\d{4}"),
}
LONGEST_NAME = 100


class BadData(Exception):
    """The files cannot be loaded; the words say where and what to do."""


@dataclass(frozen=True, slots=True)
class Area:
    """One area as it will be stored; `parent` is None for a province."""

    code: str
    name: str
    search_name: str
    level: int
    parent: str | None


def dotted(code: str) -> str:
    """6102122003 and 61.02.12.2003 → 61.02.12.2003, the way Kemendagri writes it."""
    digits = code.strip().replace(".", "")
    parts = [digits[0:2], digits[2:4], digits[4:6], digits[6:]]
    return ".".join(part for part in parts if part)


def fingerprint(folder: Path) -> str:
    """Return the SHA-256 of the files and of the rules their names are written by."""
    digest = hashlib.sha256(Path(names.__file__).read_bytes())
    for name in FILES.values():
        digest.update(hashlib.sha256(_existing(folder / name).read_bytes()).digest())
    return digest.hexdigest()


def read(folder: Path) -> list[Area]:
    """Return every area of the four files, larger ones first; raises BadData."""
    areas: dict[str, Area] = {}
    for level, name in FILES.items():
        for area in _rows(_existing(folder / name), level):
            if area.code in areas:
                raise BadData(f"Kode {area.code} ada dua kali di {name}.")
            if area.parent is not None and area.parent not in areas:
                raise BadData(f"Kode {area.code} di {name} tidak punya induk {area.parent}.")
            areas[area.code] = area
    return list(areas.values())


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise BadData(
            f"Berkas {path} tidak ada. Pasang paket npm lebih dulu (npm ci), "
            "atau tunjuk folder lain dengan --dari."
        )
    return path


def _rows(path: Path, level: int) -> Iterator[Area]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            code = dotted(row.get("code") or "")
            name = names.as_written(row.get("name") or "", level)
            if not SHAPES[level].fullmatch(code) or not name or len(name) > LONGEST_NAME:
                raise BadData(f"{path.name} baris {number} tidak dapat dibaca: {row}.")
            parent = code.rpartition(".")[0] or None
            yield Area(code, name, names.normalise(name), level, parent)
