"""The command does what the pages do, and says so."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from incidents.history.models import Reading
from incidents.models import Incident
from incidents.models.choices import Origin, Status
from tests.history.files import as_bytes, book, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "rekap.xlsx"
    file.write_bytes(as_bytes(book([row(1, "Toho"), row(2, "Sungai Pnyuh")])))
    return file


def run(world, *args, **more):
    out = io.StringIO()
    call_command(
        "import_history", *args, team=world.team.place_id, by=world.staff.username, stdout=out,
        **more,
    )  # fmt: skip
    return out.getvalue()


def test_dry_run_fails_where_something_is_unmatched(world, area, path):
    with pytest.raises(CommandError, match="1 baris tidak terbaca atau belum dicocokkan"):
        run(world, str(path), dry_run=True)

    said = run(world, str(path), dry_run=True, skip_unmatched=True)

    assert "1 baris dapat disimpan, 1 ditinggal" in said
    assert "sungai pnyuh (1 baris). Sungai Pinyuh" in said
    assert not Incident.objects.filter(origin=Origin.HISTORY).exists()


def test_mapping_of_a_file_stores_all_and_undo_takes_it_back(world, area, path, tmp_path):
    mapping = tmp_path / "peta.json"
    said = {
        "columns": {"Tgl": "day", "Kec.": "kecamatan", "Uraian Kejadian": "summary"},
        "values": {"kecamatan": {"Sungai Pnyuh": area["pinyuh"].pk}},
    }
    mapping.write_text(json.dumps(said))

    assert "2 laporan tersimpan" in run(world, str(path), mapping=str(mapping))

    reading = Reading.objects.get()
    with pytest.raises(CommandError, match="alasan"):
        run(world, undo=str(reading.key))
    assert "ditarik" in run(world, undo=str(reading.key), reason="Salah berkas.")
    found = Incident.objects.filter(origin=Origin.HISTORY)
    assert set(found.values_list("status", flat=True)) == {Status.WITHDRAWN}


def test_refuses_strangers_and_what_is_not_there(world, area, path):
    for args, more, words in (
        ([str(path)], {"by": world.camat.username}, "Sekretariat"),
        ([str(path)], {"by": world.far_staff.username}, "bukan pengguna"),
        (["/tidak/ada.xlsx"], {}, "tidak ada"),
        ([str(path)], {"sheet": "2024"}, "Tidak ada lembar"),
    ):
        said = {"team": world.team.place_id, "by": world.staff.username, **more}
        with pytest.raises(CommandError, match=words):
            call_command("import_history", *args, **said)
