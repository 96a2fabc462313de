"""Loading a small country: what comes, changes, goes and comes back; what is refused."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from timdu.wilayah import actions, source
from timdu.wilayah.models import Wilayah, WilayahLoad

pytestmark = pytest.mark.django_db
FIRST = {
    "61": "KALIMANTAN BARAT",
    "61.02": "KABUPATEN MEMPAWAH",
    "61.02.12": "Sungai Kunyit",
    **{f"61.02.12.{2001 + n}": f"Desa {n}" for n in range(30)},
}
LATER = dt.date(2027, 5, 1)


def load(folder, on=dt.date(2026, 1, 1), **options):
    return actions.load(
        source.read(folder), fingerprint=source.fingerprint(folder), on=on, **options
    )


def without(areas, *codes):
    return {code: name for code, name in areas.items() if code not in codes}


def test_load_retires_renames_and_revives(write_csv):
    load(write_csv(FIRST))
    gone = load(write_csv(without(FIRST, "61.02.12.2001")), on=LATER)
    there = dict(Wilayah.objects.filter(level=4)[:2].values_list("code", "retired_on"))
    renamed = {**without(FIRST, "61.02.12.2001"), "61.02.12.2002": "Nama Baru"}
    changed = load(write_csv(renamed))
    back = load(write_csv({**renamed, "61.02.12.2001": "Desa 0"}), on=LATER)

    assert (gone.inserted, gone.changed, gone.retired, gone.revived) == (0, 0, 1, 0)
    assert there == {"61.02.12.2001": LATER, "61.02.12.2002": None}
    assert (changed.inserted, changed.changed, changed.retired, changed.revived) == (0, 1, 0, 0)
    assert changed.before == [("61.02.12.2002", "changed", "Desa 1", "")]
    assert (back.inserted, back.changed, back.retired, back.revived) == (0, 0, 0, 1)
    assert back.before == [("61.02.12.2001", "revived", "Desa 0", "2027-05-01")]
    renewed = Wilayah.objects.get(code="61.02.12.2002")
    assert (renewed.name, renewed.search_name) == ("Nama Baru", "nama baru")
    assert not Wilayah.objects.exclude(retired_on=None).exists()


def test_load_keeps_the_day_a_code_ended(write_csv):
    load(write_csv(FIRST))
    load(write_csv(without(FIRST, "61.02.12.2001")), on=LATER)
    load(write_csv(without(FIRST, "61.02.12.2001")), on=dt.date(2030, 1, 1))

    assert Wilayah.objects.get(code="61.02.12.2001").retired_on == LATER


def test_load_adds_what_is_new(write_csv):
    load(write_csv(FIRST))
    done = load(write_csv({**FIRST, "61.02.13": "Toho", "61.02.13.1001": "Pasar"}))

    assert done.inserted == 2
    assert Wilayah.objects.get(code="61.02.13.1001").parent_id == "61.02.13"


def test_load_refuses_a_list_that_lost_a_tenth(write_csv):
    load(write_csv(FIRST))
    torn = write_csv(without(FIRST, *(f"61.02.12.{2001 + n}" for n in range(10))))

    with pytest.raises(source.BadData, match="tidak memuat 10 dari 33 kode"):
        load(torn)

    assert Wilayah.objects.current().count() == 33
    assert load(torn, force=True).retired == 10


@pytest.mark.parametrize(
    ("areas", "words"),
    [
        ({**FIRST, "61.03.01": "Anak"}, "61.03.01 di districts.csv tidak punya induk 61.03"),
        ({**FIRST, "6a": "Salah"}, "provinces.csv baris 3 tidak dapat dibaca"),
        ({**FIRST, "62": ""}, "provinces.csv baris 3 tidak dapat dibaca"),
        ({**FIRST, "62": "x" * 101}, "provinces.csv baris 3 tidak dapat dibaca"),
        ({**FIRST, "62": "Satu,Dua"}, "provinces.csv baris 3 tidak dapat dibaca"),
    ],
)
def test_read_refuses_what_it_cannot_read(write_csv, areas, words):
    with pytest.raises(source.BadData, match=words):
        source.read(write_csv(areas))


def test_read_refuses_a_code_twice(write_csv):
    folder = write_csv(FIRST)
    with (folder / "provinces.csv").open("a") as file:
        file.write("61,LAGI\n")

    with pytest.raises(source.BadData, match="Kode 61 ada dua kali"):
        source.read(folder)


def test_read_refuses_other_columns(write_csv):
    folder = write_csv(FIRST)
    (folder / "villages.csv").write_text("kode,nama\n61.02.12.2001,X\n")

    with pytest.raises(source.BadData, match="kolom code dan name"):
        source.read(folder)


def test_read_puts_dots_into_codes_without(write_csv):
    folder = write_csv(FIRST)
    for path in folder.iterdir():
        heading, *rows = path.read_text().splitlines()
        bare = [",".join([row.split(",")[0].replace(".", ""), row.split(",")[1]]) for row in rows]
        path.write_text("\n".join([heading, *bare]) + "\n")

    assert {area.code for area in source.read(folder)} == set(FIRST)


def test_command_says_what_it_did(write_csv, capsys):
    folder = write_csv(FIRST)

    call_command("load_wilayah", "--dari", str(folder))

    assert "33 kode dibaca" in capsys.readouterr().out
    assert WilayahLoad.objects.get().inserted == 33


def test_command_loads_again_when_the_files_changed(write_csv, capsys):
    call_command("load_wilayah", "--dari", str(write_csv(FIRST)))
    folder = write_csv({**FIRST, "61.02.13": "Toho"})

    call_command("load_wilayah", "--dari", str(folder), "--bila-perlu")

    assert "1 baru, 0 berubah" in capsys.readouterr().out


def test_command_says_what_to_do_without_files(tmp_path):
    with pytest.raises(CommandError, match="npm ci"):
        call_command("load_wilayah", "--dari", str(tmp_path))
