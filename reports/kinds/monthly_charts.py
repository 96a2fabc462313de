"""The drawings of the monthly report, from the frozen facts alone."""

from typing import Any

from timdu.core import charts as draw
from timdu.core import tiles
from timdu.core.periods import Month

SOURCES = (
    "a. Politik, ekonomi, sosial budaya",
    "b. Umat beragama, suku, etnis",
    "c. Sengketa batas wilayah",
    "d. Sengketa sumber daya alam",
    "e. Distribusi sumber daya alam",
)
WORDS = {"nil": "Nihil", "late_nil": "Nihil", "exempt": "Tidak wajib lapor"}
NOTES = (
    "Angka besar: jumlah laporan terverifikasi",
    "Garis putus: belum melapor, bukan nol",
)


def charts(facts: dict[str, Any]) -> dict[str, str]:
    """Sources now and before, tile map, twelve months."""
    return {"sources": _sources(facts), "map": _map(facts), "months": _months(facts)}


def _sources(facts: dict[str, Any]) -> str:
    now, before = facts["totals"]["sources"], facts["before"]["sources"]
    return draw.hbar(
        f"Laporan terverifikasi menurut sumber konflik, {facts['label']} dibandingkan dengan "
        f"{facts['previous_label']}; angkanya tertulis di ujung batang.",
        [draw.Bar(*row) for row in zip(SOURCES, now, before, strict=True)],
        now=facts["label"],
        before=facts["previous_label"],
    )


def _map(facts: dict[str, Any]) -> str:
    return tiles.tile_map(
        f"Peta petak {len(facts['kecamatan'])} kecamatan: kerawanan tertinggi dan jumlah laporan; "
        "isinya sama dengan rekapitulasi per kecamatan.",
        [_tile(row) for row in facts["kecamatan"]],
        places=[(column, row) for column, row in facts["tiles"]],
        key="Kerawanan tertinggi",
        notes=NOTES,
    )


def _tile(row: dict[str, Any]) -> tiles.Tile:
    """Level and count where reports are; nihil, belum melapor and nothing counted in words."""
    silent = "BELUM MELAPOR" if row["state"] == "missing" else ""
    if row["verified"]:
        word = "" if row["level"] else "Belum dinilai"
        return tiles.Tile(row["name"], row["level"], row["verified"], word, silent)
    word = WORDS.get(row["state"], "Belum ada")
    return tiles.Tile(row["name"], None, None, word, silent)


def _months(facts: dict[str, Any]) -> str:
    found = facts["months"]
    return draw.columns(
        f"Jumlah laporan terverifikasi per bulan, {series(facts)['span']}; angkanya ada pada "
        "tabel di bawah grafik.",
        [
            draw.Column(
                Month.parse(row["month"]).short,
                row["events"],
                row["others"],
                f"({row['missing']} b.m.)" if row["missing"] else "",
            )
            for row in found
        ],
        dark="Peristiwa",
        light="Potensi konflik, informasi, perkembangan",
        note="b.m. = kecamatan belum melapor pada bulan itu"
        if any(row["missing"] for row in found)
        else "",
    )


def series(facts: dict[str, Any]) -> dict[str, Any]:
    """The twelve months as the table under the chart shows them."""
    found = facts["months"]
    first, last = (Month.parse(found[end]["month"]) for end in (0, -1))
    return {
        "span": f"{first.label}–{last.label}",
        "months": [{**row, "short": Month.parse(row["month"]).short} for row in found],
    }
