"""The hand-over bundle: everything is in it, nothing that opens doors, every sum is true."""

import csv
import hashlib
import io
import re
import subprocess
from pathlib import Path

import pytest

from tests import servers
from timdu.operation import handover

FOUND = """
from timdu.documents.models import Delivery
from timdu.files import intake
from timdu.team.models import Agency, Team
from tests.browser import kabupaten
kabupaten.found()
team = Team.objects.get()
for number, name in enumerate(%r):
    intake.keep(os.urandom(70_000 + number), name=name[:120], content_type="application/pdf",
                team=team, pages=1)
    Agency.objects.create(team=team, name=name[:120], short_name=str(number))
"""
HOSTILE = [
    "=HYPERLINK(1)", "+1+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\tTab", 'dua "kutip", koma; titik',
    "dua\nbaris\r\ntiga", "\\N", "\\.", "\u202enakirabid", "z\u0300\u0301\u0302algo", "\U0001f600",
    "../../etc/passwd", "'; DROP TABLE team_team; --", "{{ 7*7 }}", "<script>a(1)</script>", "NULL",
]  # fmt: skip


@pytest.fixture(scope="module")
def site(site_template, tmp_path_factory):
    """A founded kabupaten whose names and files are called hostile things."""
    site = servers.Site("serah", tmp_path_factory.mktemp("serah"), site_template)
    site.manage("shell", "-c", FOUND % (HOSTILE,))
    yield site
    site.close()


@pytest.fixture(scope="module")
def bundle(site, tmp_path_factory):
    target = tmp_path_factory.mktemp("disk") / "serah-terima"
    said = site.manage("handover", "--ke", str(target), as_owner=True)
    assert "tidak disandi" in said
    return target


def table(path):
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))


def tables_of(site):
    """Independent of the bundle: the information schema, not the catalogue."""
    return {
        name
        for (name,) in site.rows(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
    }


def test_every_row_of_every_table_is_in_it(site, bundle):
    """Counted by a reader of CSV on one side and by the database on the other."""
    tables = tables_of(site) - set(handover.WITHHELD_TABLES)

    in_files = {path.stem: len(table(path)) for path in (bundle / "data").iterdir()}
    counted = {name: site.rows(f"SELECT count(*) FROM {name}")[0][0] for name in tables}

    assert in_files == counted
    assert {
        row["tabel"]: int(row["baris"]) for row in table(bundle / "jumlah-baris.csv")
    } == counted
    assert counted["team_team"] == 1 and counted["files_storedfile"] == len(HOSTILE)


def test_hostile_texts_come_back_letter_by_letter(site, bundle):
    names = {row["name"] for row in table(bundle / "data" / "team_agency.csv")}
    files = {row["nama_asli"] for row in table(bundle / "daftar-berkas.csv")}

    assert set(HOSTILE) <= names
    # Names of files were made harmless when they came in; here they are as they are stored.
    assert {name for (name,) in site.rows("SELECT name FROM files_storedfile")} == files


def test_every_file_is_there_and_every_sum_is_true(site, bundle):
    listed = dict(
        reversed(line.split("  ", 1)) for line in (bundle / "SHA256SUMS").read_text().splitlines()
    )
    found = {
        str(path.relative_to(bundle)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in bundle.rglob("*")
        if path.is_file() and path.name != "SHA256SUMS"
    }

    assert listed == found
    checked = subprocess.run(
        ["sha256sum", "--check", "--quiet", "SHA256SUMS"],
        cwd=bundle,
        capture_output=True,
        check=False,
    )
    assert (checked.returncode, checked.stdout) == (0, b"")
    # Each stored file is the one the row was written for.
    stored = {
        key.hex: sha256
        for key, sha256 in site.rows("SELECT id, sha256_stored FROM files_storedfile")
    }
    for row in table(bundle / "daftar-berkas.csv"):
        assert found[row["berkas"]] == row["sha256_di_sini"] == stored[row["id"].replace("-", "")]
        assert row["keadaan"] == "utuh"


def test_a_changed_file_is_found_by_the_sums(bundle, tmp_path):
    copy = tmp_path / "salinan"
    subprocess.run(["cp", "-a", bundle, copy], check=True)
    victim = next((copy / "berkas").rglob("*.pdf"))
    victim.write_bytes(victim.read_bytes()[:-1] + b"x")

    checked = subprocess.run(
        ["sha256sum", "--check", "--quiet", "SHA256SUMS"],
        cwd=copy,
        capture_output=True,
        check=False,
    )

    assert checked.returncode == 1


def test_nothing_that_opens_a_door_is_in_it(site, bundle):
    ((password,),) = site.rows("SELECT password FROM team_user ORDER BY id LIMIT 1")
    assert len(password) > 20

    everything = b"".join(path.read_bytes() for path in (bundle / "data").iterdir())

    assert password.encode() not in everything
    assert not set(handover.WITHHELD_TABLES) & {path.stem for path in (bundle / "data").iterdir()}
    said = (bundle / "README.txt").read_text()
    for name in handover.WITHHELD_TABLES:
        assert name in said


# Columns whose name sounds like a secret and who are none: a successor needs them.
NO_SECRET = {
    ("core_batch", "key"),
    ("cases_caseincident", "secret"), ("cases_caseincidentevent", "secret"),
    ("documents_document", "check_token"), ("documents_documentevent", "check_token"),
    ("team_setting", "key"), ("team_user", "must_change_password"),
    ("team_userevent", "must_change_password"),
}  # fmt: skip


def test_every_column_that_sounds_like_a_secret_was_thought_of(site):
    """A new secret in the schema stops here, before it leaves."""
    columns = set(
        site.rows(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = 'public'"
        )
    )
    sounds = {
        (name, column)
        for name, column in columns
        if re.search("password|secret|token|session|(^|_)key$", column)
        and name not in handover.WITHHELD_TABLES
    }

    assert sounds == NO_SECRET | set(handover.WITHHELD_COLUMNS)


def test_the_dictionary_names_every_column(site, bundle):
    named = {(row["tabel"], row["kolom"]) for row in table(bundle / "kamus-data.csv")}
    status = [
        row["pilihan"] for row in table(bundle / "kamus-data.csv")
        if (row["tabel"], row["kolom"]) == ("incidents_incident", "status")
    ]  # fmt: skip

    tables = {name for name, column in named if column}
    columns = set(
        site.rows(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND table_name = ANY(%s)", list(tables)
        )
    )  # fmt: skip
    assert columns == {pair for pair in named if pair[1]}
    assert "submitted = Diajukan" in status[0]


def test_it_is_for_its_owner_alone(bundle):
    modes = {path: oct(path.stat().st_mode & 0o777) for path in [bundle, *bundle.rglob("*")]}

    assert {mode for path, mode in modes.items() if path.is_dir()} == {"0o700"}
    assert {mode for path, mode in modes.items() if path.is_file()} == {"0o600"}


def test_that_it_was_made_is_in_the_chronology(site, bundle):
    assert site.rows("SELECT note FROM core_event WHERE what = 'operation.handover'") == [
        (str(bundle),)
    ]
    # And so it tells of itself.
    told = [row["note"] for row in table(bundle / "data" / "core_event.csv")]
    assert told.count(str(bundle)) == 1


def test_it_is_one_moment_while_people_write(site, tmp_path, monkeypatch):
    """Pairs of rows written at once: neither half is ever there alone."""
    script = (
        "import psycopg, time, sys\n"
        "with psycopg.connect(sys.argv[1], autocommit=True) as c:\n"
        "    while True:\n"
        '        c.execute("WITH made AS (INSERT INTO core_event (at, what, note, data)'
        " VALUES (now(), 'uji', '', '{}') RETURNING id) INSERT INTO core_heartbeat (name, at)"
        " SELECT 'uji' || id, now() FROM made\")\n"
        "        time.sleep(0.001)\n"
    )
    writer = subprocess.Popen(
        [str(servers.BIN / "python"), "-c", script, site.env["DATABASE_OWNER_URL"]]
    )
    try:
        site.manage("handover", "--ke", str(tmp_path / "hidup"), as_owner=True)
    finally:
        writer.kill()
        writer.wait()

    data = tmp_path / "hidup" / "data"
    events = {f"uji{row['id']}" for row in table(data / "core_event.csv") if row["what"] == "uji"}
    beats = {row["name"] for row in table(data / "core_heartbeat.csv") if row["name"][:3] == "uji"}
    assert events == beats != set()


def refusal(site, target):
    with pytest.raises(AssertionError) as caught:
        site.manage("handover", "--ke", str(target), as_owner=True)
    return str(caught.value)


def test_it_never_writes_over_anything(site, tmp_path):
    full = tmp_path / "isi"
    full.mkdir()
    (full / "milik-orang.txt").write_text("jangan hilang")

    assert "sudah berisi" in refusal(site, full)
    assert "tidak ada" in refusal(site, tmp_path / "tiada" / "dalam")
    assert "/media/disk/serah" in refusal(site, "serah")

    assert [path.name for path in full.iterdir()] == ["milik-orang.txt"]


def test_a_lost_file_is_named_and_stops_nothing(site, tmp_path):
    ((key,),) = site.rows("SELECT id FROM files_storedfile ORDER BY id LIMIT 1")
    lost = Path(site.env["FILES_ROOT"], key.hex[:2], key.hex)
    data = lost.read_bytes()
    lost.unlink()
    try:
        site.manage("handover", "--ke", str(tmp_path / "kurang"), as_owner=True)
    finally:
        lost.write_bytes(data)

    rows = {row["id"]: row for row in table(tmp_path / "kurang" / "daftar-berkas.csv")}
    assert (rows[str(key)]["keadaan"], rows[str(key)]["berkas"]) == ("hilang", "")
    assert f"{key}: hilang" in (tmp_path / "kurang" / "README.txt").read_text()


def test_what_fails_leaves_nothing_behind(site, tmp_path):
    key = site.rows("SELECT id FROM files_storedfile ORDER BY id LIMIT 1")[0][0]
    folder = Path(site.env["FILES_ROOT"], key.hex[:2], key.hex)
    moved = folder.rename(folder.with_name("disisihkan"))
    folder.mkdir()  # Opening a folder as a file is no FileNotFoundError.
    try:
        refusal(site, tmp_path / "gagal")
    finally:
        folder.rmdir()
        moved.rename(folder)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "place"),
    [
        ("", "dokumen-terkirim/2026-11-02_abc.pdf"),
        ("300.1.2/15/2026", "dokumen-terkirim/2026-11-02_300-1-2-15-2026_abc.pdf"),
        ("../../../etc/x\n\0", "dokumen-terkirim/2026-11-02_etc-x_abc.pdf"),
        ("=" * 500 + "9" * 500, "dokumen-terkirim/2026-11-02_" + "9" * 60 + "_abc.pdf"),
    ],
)
def test_no_typed_number_becomes_a_path(number, place):
    assert handover.place_of("abc", "application/pdf", number, "2026-11-02", 1) == place
