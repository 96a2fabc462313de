"""Everything in readable files, for whoever takes the work over: no Timdu is needed to open it.

CSV of every table as it was at one moment, the stored files, and the SHA-256 of each. Unlike a
backup it is not encrypted, because an office must be able to open it in ten years; so it is a
folder for its owner alone, and what it holds is said in words before anything else.
"""

import csv
import hashlib
import mimetypes
import os
import re
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils import timezone
from psycopg import sql

from timdu.core import event_names, events, words
from timdu.files.storage import make_folder, place
from timdu.operation import actions, dictionary, postgres
from timdu.operation.archive import Refused
from timdu.team.models import Team

event_names.name(operation_handover="Seluruh isi sistem disalin untuk diserahkan")

PRIVATE_FILE = 0o600
UNFINISHED = ".belum-selesai"
SUMS, README, TABLES, FILES = "SHA256SUMS", "README.txt", "data", "berkas"
DELIVERED = "dokumen-terkirim"
# What opens doors is nobody's inheritance: the successor's people get sign-ins of their own.
WITHHELD_TABLES = {
    "django_session": "sesi masuk yang sedang berjalan",
    "usersessions_usersession": "perangkat yang sedang masuk",
    "mfa_authenticator": "rahasia langkah kedua",
    "account_emailconfirmation": "tautan pemastian surel",
    "django_cache": "hitungan sementara",
}
WITHHELD_COLUMNS = {("team_user", "password"): "sandi (tersandi)"}
COLUMNS = """
    SELECT attname FROM pg_attribute
    WHERE attrelid = to_regclass('public.' || quote_ident(%s)) AND attnum > 0 AND NOT attisdropped
    ORDER BY attnum
"""
STORED = """
    SELECT f.id, f.name, f.content_type, f.size, f.sha256_received, f.sha256_stored,
           max(d.official_number), max(d.official_date)::text, count(v.id)
    FROM files_storedfile f
    LEFT JOIN documents_delivery v ON v.file_id = f.id AND v.state IN ('sent', 'unsure', 'received')
    LEFT JOIN documents_document d ON d.id = v.document_id
    GROUP BY f.id ORDER BY f.id
"""
FILE_HEAD = [
    "id", "berkas", "nama_asli", "jenis", "ukuran", "sha256_diterima", "sha256_tersimpan",
    "sha256_di_sini", "keadaan",
]  # fmt: skip
WHOLE, CHANGED, LOST = "utuh", "tidak sama dengan sidiknya", "hilang"


@dataclass
class Bundle:
    """The folder as it grows: what was written, and the sum of each part."""

    folder: Path
    sums: dict[str, str] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    files: int = 0
    damaged: list[str] = field(default_factory=list)

    def write(self, name: str, chunks: Iterable[bytes]) -> str:
        """One file of the bundle, for its owner alone; returns its SHA-256."""
        path = self.folder / name
        make_folder(path.parent)
        sha256 = hashlib.sha256()
        only_here = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
        with os.fdopen(only_here, "wb") as out:
            for chunk in chunks:
                sha256.update(chunk)
                out.write(chunk)
        self.sums[name] = sha256.hexdigest()
        return self.sums[name]

    def write_table(self, name: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """A table of our own making, as raw as the others."""
        self.write(name, (_line(row) for row in (head, *rows)))


class _Echo:
    """What is written comes back at once."""

    def write(self, text: str) -> str:
        return text


def _line(row: Sequence[Any]) -> bytes:
    return str(csv.writer(_Echo(), lineterminator="\n").writerow(row)).encode()


def hand_over(target: Path, *, say: Callable[[str], None] = actions.quiet) -> Bundle:
    """Write the bundle; it stands under its name only when it is whole.

    Raises Refused when something stands there already, and leaves nothing behind when it fails.
    """
    draft = _free(target)
    url = actions.owner_url()
    for team in Team.objects.all():
        events.record(by=None, what="operation.handover", about=team, note=str(target))
    make_folder(draft)
    try:
        with postgres.frozen(url) as moment:
            bundle = Bundle(draft)
            tables(bundle, moment.connection)
            say(f"Data: {sum(bundle.rows.values())} baris dalam {len(bundle.rows)} tabel")
            files(bundle, moment.connection)
            say(f"Berkas: {bundle.files}, disalin dari {place()}")
        bundle.write(README, [readme(bundle).encode()])
        lines = [f"{sha256}  {name}\n".encode() for name, sha256 in sorted(bundle.sums.items())]
        bundle.write(SUMS, lines)
        draft.rename(target)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    bundle.folder = target
    return bundle


def _free(target: Path) -> Path:
    """Where the bundle grows; Refused when the place is taken or not there."""
    draft = target.with_name(f"{target.name}{UNFINISHED}")
    if not target.is_absolute():
        raise Refused(f"Tulis alamat folder selengkapnya, misalnya /media/disk/{target.name}.")
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise Refused(f"{target} sudah berisi. Pakai folder baru, supaya tidak ada yang tertimpa.")
    if not target.parent.is_dir():
        raise Refused(f"Folder {target.parent} tidak ada. Pasang disk tujuan, lalu ulangi.")
    if draft.exists():
        raise Refused(f"{draft} adalah sisa penyerahan yang terputus. Hapus dulu, lalu ulangi.")
    return draft


def tables(bundle: Bundle, connection: psycopg.Connection) -> None:
    """Every table but those that open doors: PostgreSQL's own CSV, as its rows are."""
    connection.execute("SET LOCAL TIME ZONE 'UTC'")
    found = [name for (name,) in connection.execute(postgres.TABLES).fetchall()]
    for name in found:
        if name not in WITHHELD_TABLES:
            bundle.rows[name] = _table(bundle, connection, name)
    bundle.write_table("jumlah-baris.csv", ["tabel", "baris"], sorted(bundle.rows.items()))
    bundle.write_table("kamus-data.csv", dictionary.HEAD, dictionary.lines(set(bundle.rows)))


def _table(bundle: Bundle, connection: psycopg.Connection, name: str) -> int:
    columns = [
        column
        for (column,) in connection.execute(COLUMNS, [name]).fetchall()
        if (name, column) not in WITHHELD_COLUMNS
    ]
    # Texts are quoted and what is not known is not: "" is empty, nothing at all is unknown.
    query = sql.SQL(
        "COPY (SELECT {} FROM public.{} ORDER BY 1) TO STDOUT"
        " WITH (FORMAT csv, HEADER, FORCE_QUOTE *, ENCODING 'UTF8')"
    ).format(sql.SQL(", ").join(map(sql.Identifier, columns)), sql.Identifier(name))
    with connection.cursor() as cursor:
        with cursor.copy(query) as rows:
            bundle.write(f"{TABLES}/{name}.csv", (bytes(chunk) for chunk in rows))
        return cursor.rowcount


def files(bundle: Bundle, connection: psycopg.Connection) -> None:
    """Every stored file under a name that opens it, what was delivered in a folder of its own."""
    lines = []
    for row in connection.execute(STORED).fetchall():
        key, name, kind, size, received, stored, *delivered = row
        place = place_of(key.hex, kind, *delivered)
        try:
            with default_storage.open(f"{key.hex[:2]}/{key.hex}") as content:
                found = bundle.write(place, content.chunks())
        except FileNotFoundError:
            place, found, state = "", "", LOST
        else:
            bundle.files += 1
            state = WHOLE if found == stored else CHANGED
        if state != WHOLE:
            bundle.damaged.append(f"{key}: {state}")
        lines.append([key, place, name, kind, size, received, stored, found, state])
    bundle.write_table("daftar-berkas.csv", FILE_HEAD, lines)


def place_of(key: str, kind: str, number: str | None, date: str | None, delivered: int) -> str:
    """Where a file stands in the bundle. Nothing a person typed becomes a path."""
    ending = mimetypes.guess_extension(kind) or ".bin"
    if not delivered:
        return f"{FILES}/{key[:2]}/{key}{ending}"
    words_of = re.sub(r"[^0-9A-Za-z]+", "-", number or "").strip("-")[:60]
    return f"{DELIVERED}/{'_'.join(filter(None, [date, words_of, key]))}{ending}"


def readme(bundle: Bundle) -> str:
    """What is what, in Indonesian, for somebody who never saw Timdu."""
    withheld = [
        *WITHHELD_TABLES.items(),
        *((".".join(name), what) for name, what in WITHHELD_COLUMNS.items()),
    ]
    said = {
        "when": words.date_time(timezone.now()).replace(words.NBSP, " "),
        "version": settings.TIMDU_VERSION,
        "teams": ", ".join(Team.objects.order_by("name").values_list("name", flat=True)) or "-",
        "rows": sum(bundle.rows.values()),
        "tables": len(bundle.rows),
        "files": bundle.files,
        "withheld": withheld,
        "damaged": bundle.damaged,
    }
    return render_to_string("operation/handover.txt", said)
