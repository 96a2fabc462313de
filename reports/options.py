"""The team's settings that reports depend on."""

import re

from timdu.team.settings import Definition, define

TILE = re.compile(r"(\d\d(?:\.\d\d){2}) +([1-9]\d?) +([1-9]\d?)")


def tiles(text: str) -> list[str]:
    """One tile on each line: code, column, row; no two in one place."""
    entries = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    places = [match.groups()[1:] for entry in entries if (match := TILE.fullmatch(entry))]
    if len(places) != len(entries):
        raise ValueError("Tulis kode, kolom, baris, misalnya: 61.02.12 1 1.")
    if len(set(places)) != len(places):
        raise ValueError("Dua kecamatan berada pada petak yang sama.")
    return entries


def few(text: str) -> int:
    """A number from 1 to 12."""
    number = int(text)
    if not 1 <= number <= 12:
        raise ValueError("Isi 1 sampai 12.")
    return number


define(
    Definition(
        "map.tiles",
        "Letak petak kecamatan pada peta petak",
        [],
        tiles,
        "Satu baris satu kecamatan: kode, kolom, baris. Kosong: disusun menurut kode.",
    )
)
define(
    Definition(
        "monthly.events",
        "Peristiwa menonjol yang diuraikan dalam laporan bulanan (paling banyak)",
        6,
        few,
        "Urutannya: urgensi, kerawanan, korban, lalu yang terbaru. Selebihnya dicetak ringkas.",
    )
)


def places(entries: list[str], codes: list[str]) -> list[tuple[int, int]]:
    """Column and row of each code, from 0; empty when one of them has no place."""
    found = {code: (int(column) - 1, int(row) - 1) for code, column, row in map(str.split, entries)}
    return [found[code] for code in codes] if all(code in found for code in codes) else []
