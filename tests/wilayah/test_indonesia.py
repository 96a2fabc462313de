"""The real files: how many, how fast, how they are found."""

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from timdu.wilayah import actions, source
from timdu.wilayah.models import Wilayah, WilayahLoad

pytestmark = pytest.mark.django_db
FOLDER = Path(settings.WILAYAH_DATA)
# Five seconds on a quiet machine is the promise; the machine that tests is rarely quiet.
PATIENCE = 20


def names(rows):
    return [row.name for row in rows]


def test_load_takes_in_the_whole_country(indonesia):
    done, seconds = indonesia

    levels = Counter(Wilayah.objects.values_list("level", flat=True))
    assert levels == {1: 38, 2: 514, 3: 7277, 4: 83763}
    assert (done.inserted, done.changed, done.retired, done.revived) == (91592, 0, 0, 0)
    assert seconds < PATIENCE


def test_load_again_changes_nothing(indonesia):
    before = set(Wilayah.objects.values_list())

    done = actions.load(source.read(FOLDER), fingerprint="again", on=dt.date(2027, 1, 1))

    assert (done.inserted, done.changed, done.retired, done.revived) == (0, 0, 0, 0)
    assert done.before == []
    assert set(Wilayah.objects.values_list()) == before


def test_command_skips_what_is_loaded(indonesia, capsys):
    call_command("load_wilayah", "--bila-perlu")

    assert capsys.readouterr().out == "Wilayah: sudah mutakhir.\n"
    assert WilayahLoad.objects.count() == 1


@pytest.mark.parametrize(
    ("prefix", "kecamatan", "kinds"),
    [
        (
            "61.02",
            [
                "Mempawah Hilir", "Toho", "Sungai Pinyuh", "Jongkat", "Sungai Kunyit", "Segedong",
                "Anjongan", "Sadaniang", "Mempawah Timur",
            ],
            {"desa": 60, "kelurahan": 7},
        ),
        (
            "12.17",
            [
                "Simanindo", "Onan Runggu", "Nainggolan", "Palipi", "Harian", "Sianjar Mula Mula",
                "Ronggur Nihuta", "Pangururan", "Sitio-tio",
            ],
            {"desa": 128, "kelurahan": 6},
        ),
    ],
)  # fmt: skip
def test_two_kabupaten(indonesia, prefix, kecamatan, kinds):
    inside = Wilayah.objects.within(prefix)

    assert names(inside.filter(level=3)) == kecamatan
    assert Counter(desa.kind for desa in inside.filter(level=4)) == kinds


def test_names_above_are_in_title_case(indonesia):
    rows = Wilayah.objects.filter(code__in=["31", "34", "61.02", "31.71", "12.17"])

    assert names(rows) == [
        "Kabupaten Samosir",
        "DKI Jakarta",
        "Kota Administrasi Jakarta Pusat",
        "Daerah Istimewa Yogyakarta",
        "Kabupaten Mempawah",
    ]


@pytest.mark.parametrize(
    ("code", "kind", "full_name", "above"),
    [
        ("61", "provinsi", "Provinsi Kalimantan Barat", ""),
        ("61.02", "kabupaten", "Kabupaten Mempawah", "Kalimantan Barat"),
        ("61.71", "kota", "Kota Pontianak", "Kalimantan Barat"),
        ("61.02.12", "kecamatan", "Kecamatan Sungai Kunyit", "Kabupaten Mempawah"),
        ("61.02.12.2012", "desa", "Desa Semudun", "Kec. Sungai Kunyit, Kabupaten Mempawah"),
        ("91.03.01.3007", "desa adat", "Desa Adat Yoboi", "Kec. Sentani, Kabupaten Jayapura"),
    ],
)
def test_what_an_area_is(indonesia, code, kind, full_name, above):
    area = Wilayah.objects.named().get(code=code)

    assert (area.kind, area.full_name, area.above) == (kind, full_name, above)


@pytest.mark.parametrize(
    ("text", "prefix", "level", "found"),
    [
        ("semu", "61.02", 4, ["Semudun"]),
        ("SEMUDUN ", "61", 4, ["Semudun"]),
        ("kunyit", "61.02", 3, ["Sungai Kunyit"]),
        (
            "kunyit sung",
            "61.02",
            4,
            ["Sungai Kunyit Dalam", "Sungai Kunyit Hulu", "Sungai Kunyit Laut"],
        ),
        ("sitio", "12.17", (3, 4), ["Sitio-tio"]),
        ("unyit", "61.02", 4, []),
        ("mempawah", "61", 2, ["Kabupaten Mempawah"]),
        ("' OR 1=1 --", "61.02", 4, []),
        ("!&|:*()", "61.02", 4, []),
        ("", "61.02", 4, []),
    ],
)
def test_search(indonesia, text, prefix, level, found):
    rows = Wilayah.objects.search(text, prefix, level)

    assert names(rows) == found


def test_search_puts_names_that_start_so_first(indonesia):
    rows = Wilayah.objects.search("mempawah", "61.02", (3, 4))

    assert names(rows) == ["Mempawah Hilir", "Mempawah Timur"]


def test_search_never_returns_more_than_twenty(indonesia):
    assert len(Wilayah.objects.search("su", "", 4)) == 20


def test_search_leaves_out_retired_areas(indonesia):
    Wilayah.objects.filter(name="Semudun").update(retired_on=dt.date(2026, 1, 1))

    assert Wilayah.objects.search("semudun", "61.02") == []


@pytest.mark.parametrize(("text", "queries"), [("su", 1), ("kunyit", 2)])
def test_search_asks_little(indonesia, django_assert_num_queries, text, queries):
    with django_assert_num_queries(queries):
        labels = [row.above for row in Wilayah.objects.search(text, "")]

    assert labels


def test_search_reads_indexes(indonesia):
    rows = Wilayah.objects.current()

    assert "wilayah_by_name" in rows.beginning("sungai kunyit").explain()
    assert "wilayah_by_word" in rows.with_words("kunyit").explain()


def test_the_kecamatan_of_a_kabupaten_are_read_from_an_index(indonesia):
    """Every list asks for them: reading through all areas took longer than the list itself."""
    rows = Wilayah.objects.kecamatan_of("61.02")

    assert "Seq Scan" not in rows.explain()
    assert [row.name for row in rows] == sorted(
        Wilayah.objects.filter(parent_id="61.02").values_list("name", flat=True)
    )
