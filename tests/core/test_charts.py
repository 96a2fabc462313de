"""Charts: structure, values, links and words; nothing but attributes."""

import re
import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from timdu.core import charts, tiles
from timdu.core.svg import PAPER, SCREEN, fitted, n, text_width, wrap

BARS = [charts.Bar("a. Politik", 7, 5, "/laporan/?sumber=a"), charts.Bar("b. <Umat> & suku", 0, 1)]
MONTHS = [
    charts.Column("Sep", 3, 9),
    charts.Column("Okt", 4, 12, "(1)", "/laporan/?bulan=2026-10"),
]
TILES = [
    tiles.Tile("Sungai Kunyit", 4, 5, href="/laporan/?kecamatan=61.02.12"),
    tiles.Tile("Sadaniang", None, silent="BELUM MELAPOR"),
    tiles.Tile("Toho", 2, 1, silent="belum melapor", href="/x/"),
    tiles.Tile("Segedong", None, word="Nihil"),
]
CELLS = [[tiles.Cell(1, 0), tiles.Cell(1, 2), tiles.Cell(2), tiles.Cell(2)] for _ in range(4)]


def drawings(frame):
    return {
        "hbar": charts.hbar("Judul", BARS, now="Oktober", before="September", frame=frame),
        "columns": charts.columns(
            "Judul", MONTHS, dark="Peristiwa", light="Lainnya", note="b.m.", frame=frame
        ),
        "line": charts.line(
            "Judul", [charts.Point("Sep", 3), charts.Point("Okt", None)], frame=frame
        ),
        "tile_map": tiles.tile_map(
            "Judul", TILES, key="Tertinggi", notes=["Garis putus"], frame=frame
        ),
        "risk_matrix": tiles.risk_matrix(
            "Judul", CELLS, upward="Kemungkinan", across="Dampak", frame=frame
        ),
    }


def words(svg):
    return ["".join(element.itertext()) for element in ET.fromstring(svg).iter("text")]


def test_drawings_hold_attributes_only_and_title_first():
    for frame in (SCREEN, PAPER):
        for svg in drawings(frame).values():
            tree = ET.fromstring(svg)

            assert tree[0].tag == "title"
            assert tree[0].text == "Judul"
            assert not re.search(r"style|<script|onload", svg)
            assert {e.tag for e in tree.iter()} <= {
                "svg", "title", "text", "rect", "path", "circle", "a",
            }  # fmt: skip


def test_drawings_are_the_same_every_time():
    assert drawings(PAPER) == drawings(PAPER)


def test_drawings_stay_inside_their_frame():
    for frame in (SCREEN, PAPER):
        for name, svg in drawings(frame).items():
            tree = ET.fromstring(svg)
            width, height = map(float, tree.get("viewBox").split()[2:])
            for rect in tree.iter("rect"):
                right = float(rect.get("x")) + float(rect.get("width"))
                bottom = float(rect.get("y")) + float(rect.get("height"))
                assert right <= width + 0.5, name
                assert bottom <= height + 0.5, name


def test_hbar_writes_values_and_escapes():
    svg = charts.hbar("Judul", BARS, now="Oktober 2026", before="September 2026")

    assert words(svg) == [
        "a. Politik", "7", "5", "b. <Umat> & suku", "0", "1", "Oktober 2026", "September 2026",
    ]  # fmt: skip
    assert [a.get("href") for a in ET.fromstring(svg).iter("a")] == ["/laporan/?sumber=a"]


def test_hbar_without_comparison_draws_one_bar_each():
    svg = charts.hbar("Judul", [charts.Bar("a", 3)], now="Oktober")

    assert len(list(ET.fromstring(svg).iter("rect"))) == 2


def test_columns_write_sums_and_remarks():
    svg = charts.columns("Judul", MONTHS, dark="Peristiwa", light="Lainnya", note="(1) = belum")

    assert {"12", "16", "Sep", "Okt", "(1)", "Peristiwa", "Lainnya", "(1) = belum"} <= set(
        words(svg)
    )


def test_columns_of_nothing_but_zero_draw_no_bars():
    svg = charts.columns("Judul", [charts.Column("Okt", 0, 0)], dark="a", light="b")

    assert len(list(ET.fromstring(svg).iter("rect"))) == 2  # The two boxes of the legend.
    assert "0" in words(svg)


def test_line_breaks_where_nothing_is_known():
    points = [charts.Point(label, value) for label, value in zip("abc", (1, None, 3), strict=True)]

    svg = charts.line("Judul", points)

    assert "–" in words(svg)
    course = next(
        p.get("d") for p in ET.fromstring(svg).iter("path") if p.get("stroke-width") == "1.6"
    )
    assert course.count("M") == 2
    assert "L" not in course


def test_tile_map_says_each_state_in_words():
    svg = tiles.tile_map("Judul", TILES)

    assert words(svg)[:8] == [
        "Sungai Kunyit", "5", "Sangat Tinggi", "Sadaniang", "BELUM MELAPOR", "Toho", "1", "Sedang",
    ]  # fmt: skip
    assert svg.count("stroke-dasharray") == 2
    assert 'aria-label="Sungai Kunyit 5 Sangat Tinggi"' in svg
    assert 'aria-label="Toho 1 Sedang, belum melapor"' in svg


def test_tile_map_keeps_given_places_and_falls_back_to_a_grid():
    placed = tiles.tile_map("Judul", TILES, places=[(0, 0), (2, 0), (0, 1), (2, 4)])
    fallen = tiles.tile_map("Judul", TILES, places=[(0, 0)])

    assert placed != fallen
    assert fallen == tiles.tile_map("Judul", TILES)


def test_risk_matrix_counts_only_filled_cells():
    svg = tiles.risk_matrix("Judul", CELLS, upward="Kemungkinan", across="Dampak")

    assert words(svg).count("2") == 4
    assert "0" not in words(svg)


@given(st.integers(1, 60), st.integers(3, 6))
def test_grid_gives_everyone_a_place_of_their_own(count, widest):
    places = tiles.grid(count, widest)

    assert len(set(places)) == count
    assert all(column < widest for column, _ in places)


@given(st.integers(0, 1_000_000))
def test_ticks_reach_the_highest_in_few_round_steps(highest):
    marks = charts.ticks(highest)

    assert marks[0] == 0
    assert marks[-1] >= max(highest, 1)
    assert len(marks) <= 6
    assert len({b - a for a, b in zip(marks, marks[1:], strict=False)}) == 1


def test_wrap_fitted_and_n():
    assert wrap("Sungai Kunyit", text_width("Sungai", 10) + 1, 10) == ["Sungai", "Kunyit"]
    assert wrap("Sungai Kunyit", 1000, 10) == ["Sungai Kunyit"]
    assert fitted("abc", 1000, 10) == 10
    assert text_width("abcdef", fitted("abcdef", 10, 10)) <= 10.001
    assert (n(-0.01), n(1.25), n(3.0)) == ("0", "1.2", "3")
