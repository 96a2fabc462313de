"""The files of the area codes: read, checked and brought into one shape."""

import csv
import hashlib
import re
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

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


class Area(NamedTuple):
    """One area as it will be stored; `parent` is None for a province."""

    code: str
    name: str
    search_name: str
    level: int
    parent: str | None


def dotted(code: str) -> str:
    """6102122003 and 61.02.12.2003 → 61.02.12.2003, the way Kemendagri writes it."""
    if "." in code or len(code) <= 2:
        return code
    return ".".join(part for part in (code[:2], code[2:4], code[4:6], code[6:]) if part)


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
    shape = SHAPES[level]
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        heading = next(rows, [])
        if not {"code", "name"} <= set(heading):
            raise BadData(f"{path.name} tidak mempunyai kolom code dan name.")
        pick = itemgetter(heading.index("code"), heading.index("name"))
        for row in rows:
            code, name = pick(row) if len(row) == len(heading) else ("", "")
            code, name = dotted(code), names.as_written(name, level)
            if not shape.fullmatch(code) or not 0 < len(name) <= LONGEST_NAME:
                raise BadData(f"{path.name} baris {rows.line_num} tidak dapat dibaca: {row}.")
            parent = code.rpartition(".")[0] or None
            yield Area(code, name, names.normalise(name), level, parent)
