"""Columns and values: proposed, confirmed once, remembered for the team."""

import pytest

from incidents.history import spellings
from incidents.history.actions import handing
from incidents.history.models import SKIP, ColumnMap, Reading, ValueMatch
from incidents.history.spellings import BETWEEN, Meanings
from incidents.models.choices import Kind
from tests.history.files import HEADS, checked, heads_of, lines, mapped, row, xlsx
from timdu.core.access import Denied
from timdu.core.workflow import WrongState

pytestmark = pytest.mark.django_db
ROWS = [
    row(1, "Kec. Sungai Pinyuh", "Galang"),
    row(2, "Sei Pinyuh", "Desa Galang"),
    row(3, "Sungai Piyuh", "Anjungan Melancar"),
    row(4, "TOHO", "Galang"),
    row(5, "Antah Berantah", ""),
]


def test_look_keeps_the_file_and_its_cells_once(world, area):
    first = handing.look(xlsx(ROWS), by=world.staff)
    second = handing.look(xlsx(ROWS, name="lain.xlsx"), by=world.staff)

    assert Reading.objects.count() == 2 or first == second
    assert first.batch.by == world.staff
    assert first.is_open


def test_look_is_for_the_secretariat(world, area):
    for person in (world.camat, world.member, world.leader, world.admin):
        with pytest.raises(Denied):
            handing.look(xlsx(ROWS), by=person)


def test_map_columns_is_remembered_for_the_same_heads(world, area):
    columns = ["", "day", "kecamatan", "desa", "summary", "advice", ""]
    mapped(xlsx(ROWS), world.staff, columns=columns)

    again = heads_of(handing.look(lines(ROWS), by=world.verifier), world.verifier)

    assert again.columns == columns
    assert ColumnMap.objects.get().by == world.staff


def test_map_columns_refuses_what_cannot_be_read(world, area):
    for columns, words in (
        (["", "", "kecamatan", "", "summary", "", ""], "Tanggal kejadian"),
        (["", "day", "", "", "summary", "", ""], "Kecamatan"),
        (["day", "day", "kecamatan", "", "summary", "", ""], "satu kolom"),
    ):
        with pytest.raises(WrongState, match=words):
            mapped(xlsx(ROWS), world.staff, columns=columns)


def test_map_columns_refuses_what_somebody_changed_meanwhile(world, area):
    reading = mapped(xlsx(ROWS), world.staff)

    with pytest.raises(WrongState, match="orang lain"):
        handing.map_columns(reading, columns=reading.columns, kind=Kind.EVENT,
                            version=reading.version - 1, by=world.verifier)  # fmt: skip


def test_values_match_exactly_and_are_asked_once(world, area):
    reading = mapped(xlsx([*ROWS, row(6, "Sungai Piyuh")]), world.staff)

    asked = spellings.unknown(reading, Meanings(world.team))

    assert reading.values["kecamatan"] == {
        "kec. sungai pinyuh": area["pinyuh"].pk,
        "sei pinyuh": area["pinyuh"].pk,
        "toho": area["toho"].pk,
    }
    # One name in two kecamatan is no question: the kecamatan beside it decides.
    assert reading.values["desa"][f"toho{BETWEEN}galang"] == area["galang_toho"].pk
    assert reading.values["desa"][f"sei pinyuh{BETWEEN}desa galang"] == area["galang"].pk
    assert [(one.text, one.count, one.guess) for one in asked] == [
        ("sungai piyuh", 2, area["pinyuh"].pk),
        ("antah berantah", 1, ""),
    ]


def test_match_opens_the_desa_and_is_remembered(world, area):
    reading = mapped(xlsx(ROWS), world.staff)
    answers = {
        ("kecamatan", "sungai piyuh"): area["pinyuh"].pk,
        ("kecamatan", "antah berantah"): SKIP,
    }

    reading = handing.match(reading, answers, version=reading.version, by=world.staff)

    assert spellings.unknown(reading, Meanings(world.team)) == []
    key = f"sungai piyuh{BETWEEN}anjungan melancar"
    assert reading.values["desa"][key] == area["anjungan"].pk
    again = mapped(lines(ROWS), world.verifier)
    assert again.values == reading.values
    assert ValueMatch.objects.filter(team=world.team).count() == 2
    assert not ValueMatch.objects.filter(team=world.far_team).exists()


def test_match_of_a_desa_is_remembered_under_its_kecamatan(world, area):
    rows = [row(1, "Toho", "Glang Baru"), row(2, "Sungai Pinyuh", "Glang Baru")]
    reading = mapped(xlsx(rows), world.staff)
    answers = {("desa", f"toho{BETWEEN}glang baru"): area["galang_toho"].pk}

    handing.match(reading, answers, version=reading.version, by=world.staff)

    again = mapped(lines(rows), world.staff)
    assert again.values["desa"] == {f"toho{BETWEEN}glang baru": area["galang_toho"].pk}


def test_skip_rest_leaves_nothing_to_ask(world, area):
    reading = mapped(xlsx([row(n, f"Antah {n}") for n in range(30)]), world.staff)

    reading = handing.match(reading, {}, version=reading.version, by=world.staff, skip_rest=True)

    assert spellings.unknown(reading, Meanings(world.team)) == []
    assert handing.check(reading, by=world.staff).found["enter"] == []


def test_check_lists_every_row_that_stays_outside(world, area):
    rows = [
        row(1, "Toho"),
        row(2, "Toho", day="31 Februari 2019"),
        row(3, "Toho", day=""),
        row(4, "Antah"),
        row(5, ""),
        [6, "3/3/2019", "Toho", "", "", "", ""],
        row(7, "Toho", words="Sama."),
        row(8, "Toho", words="sama."),
        row(9, "Toho", day="3/3/2999"),
        [None] * 7,
        row(11, "Sungai Pinyuh", day="1/1/2018"),
    ]

    found = checked(xlsx(rows), world.staff).found

    assert found["enter"] == [4, 10, 14]
    assert found["by"] == [
        [2018, area["pinyuh"].pk, "Sungai Pinyuh", 1],
        [2019, area["toho"].pk, "Toho", 2],
    ]
    assert [(one["number"], one["column"]) for one in found["problems"]] == [
        (5, "Tanggal kejadian"), (6, "Tanggal kejadian"), (7, "Kecamatan"), (8, "Kecamatan"),
        (9, "Apa yang terjadi"), (11, "Apa yang terjadi"), (12, "Tanggal kejadian"),
    ]  # fmt: skip


def test_joined_columns_become_one_text(world, area):
    columns = ["", "day", "kecamatan", "desa", "summary", "summary", ""]
    rows = [row(1, "Toho", words="Warga ribut.", more="Dimediasi camat")]
    reading = handing.check(mapped(xlsx(rows), world.staff, columns=columns), by=world.staff)

    assert len(HEADS) == len(columns)
    assert reading.found["enter"] == [4]


def test_what_was_matched_wrongly_is_asked_again(world, area):
    reading = mapped(xlsx(ROWS), world.staff)
    wrong = {("kecamatan", "sungai piyuh"): area["toho"].pk}
    reading = handing.match(reading, wrong, version=reading.version, by=world.staff)
    meanings = Meanings(world.team)
    assert "sungai piyuh" not in {one.text for one in spellings.unknown(reading, meanings)}

    again = spellings.unknown(reading, meanings, with_answered=True)

    mended = {one.text: one.chosen for one in again}
    assert mended["sungai piyuh"] == area["toho"].pk
    assert "toho" not in mended
    right = {("kecamatan", "sungai piyuh"): area["pinyuh"].pk}
    reading = handing.match(reading, right, version=reading.version, by=world.staff)
    assert reading.values["kecamatan"]["sungai piyuh"] == area["pinyuh"].pk
    assert ValueMatch.objects.get(text="sungai piyuh").target == area["pinyuh"].pk
    # The desa goes with its kecamatan.
    key = f"sungai piyuh{BETWEEN}anjungan melancar"
    assert reading.values["desa"][key] == area["anjungan"].pk


def test_a_desa_of_a_kecamatan_that_was_mended_is_asked_anew(world, area):
    reading = mapped(xlsx([row(1, "Pnyuh", "Galang")]), world.staff)
    for kecamatan, desa in (("toho", "galang_toho"), ("pinyuh", "galang")):
        answers = {("kecamatan", "pnyuh"): area[kecamatan].pk}

        reading = handing.match(reading, answers, version=reading.version, by=world.staff)

        assert reading.values["desa"] == {f"pnyuh{BETWEEN}galang": area[desa].pk}
