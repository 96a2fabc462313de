"""Taking a backup, putting one back, and rehearsing that every night."""

import datetime as dt
import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone

from timdu.files.storage import place
from timdu.operation import archive, keys, postgres
from timdu.operation.archive import Manifest, Refused
from timdu.operation.models import Backup, Rehearsal, Run

Say = Callable[[str], None]
SUFFIX = ".tar.age"
# Every backup of two weeks, and the first of each month for a year.
DAYS, MONTHS = 14, 12
STORED = "SELECT id, sha256_stored, has_thumbnail FROM files_storedfile ORDER BY id"


# Unpacked data of a process that was killed; a restore by hand never takes so long.
LEFT_BEHIND = dt.timedelta(days=1)


def quiet(_: str) -> None:
    """For those nobody watches."""


def take(*, say: Say = quiet) -> Backup:
    """Write one backup of the database and the files as they are at this moment."""
    row = Backup.objects.create(
        name=f"timdu-{timezone.now():%Y%m%dT%H%M%SZ}{SUFFIX}", state=Run.State.RUNNING
    )
    try:
        manifest = _write(settings.BACKUP_ROOT / row.name, say)
    except Exception as error:
        row.end(Run.State.FAILED, f"Cadangan gagal: {error}")
        raise
    target = settings.BACKUP_ROOT / row.name
    row.size, row.sha256 = target.stat().st_size, archive.digest(target)
    row.rows, row.files = manifest.row_count, len(manifest.files)
    row.end(Run.State.DONE, _about_damage(manifest))
    return row


def _about_damage(manifest: Manifest) -> str:
    if not manifest.damaged:
        return ""
    return (
        f"{len(manifest.damaged)} berkas hilang atau tidak sama dengan sidiknya sebelum "
        f"dicadangkan: {', '.join(manifest.damaged[:5])}"
    )


def _write(target: Path, say: Say) -> Manifest:
    key = keys.present()
    settings.BACKUP_ROOT.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="cadangan-", dir=settings.VAR) as folder,
        postgres.frozen(owner_url()) as moment,
    ):
        rows = postgres.counts(moment.connection)
        files, damaged = files_of(moment.connection)
        say(f"Basis data: {sum(rows.values())} baris dalam {len(rows)} tabel")
        dump = Path(folder, archive.DUMP)
        postgres.dump(owner_url(), moment, dump)
        say(f"Berkas: {len(files)}, disalin dari {place()}")
        manifest = Manifest(
            taken_at=timezone.now().isoformat(timespec="seconds"),
            version=settings.TIMDU_VERSION,
            server=str(moment.connection.info.server_version),
            rows=rows,
            files=files,
            damaged=damaged,
        )
        archive.write(target, key, manifest, dump, default_storage.open)
    return manifest


def files_of(connection: psycopg.Connection) -> tuple[dict[str, str], list[str]]:
    """Hash of every file a row names, and those that are missing or not as they were stored."""
    found, damaged = {}, []
    for key, sha256, has_thumbnail in connection.execute(STORED):
        path = f"{key.hex[:2]}/{key.hex}"
        for name, expected in [(path, sha256), *([(f"{path}-kecil", "")] if has_thumbnail else [])]:
            try:
                found[name] = digest_of(name)
            except FileNotFoundError:
                damaged.append(name)
                continue
            if expected and found[name] != expected:
                damaged.append(name)
    return found, damaged


def digest_of(name: str) -> str:
    """SHA-256 of a file in the storage; FileNotFoundError when it is not there."""
    sha256 = hashlib.sha256()
    with default_storage.open(name) as file:
        for chunk in file.chunks():
            sha256.update(chunk)
    return sha256.hexdigest()


def owner_url() -> str:
    """The database as its owner reaches it; the running role may neither dump nor restore."""
    if not settings.DATABASE_OWNER_URL:
        raise Refused("DATABASE_OWNER_URL belum diisi: mencadangkan dan memulihkan memerlukannya.")
    return str(settings.DATABASE_OWNER_URL)


def sweep(*, now: dt.datetime) -> None:
    """Remove what a killed backup or restore left unpacked."""
    for folder in (*settings.VAR.glob("cadangan-*"), *settings.VAR.glob("pulih-*")):
        if (
            folder.is_dir()
            and now.timestamp() - folder.stat().st_mtime > LEFT_BEHIND.total_seconds()
        ):
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def opened(source: Path) -> Iterator[tuple[Manifest, Path]]:
    """The backup unpacked and checked in a folder that goes away."""
    if not source.is_file():
        raise Refused(f"Tidak ada berkas {source}.")
    with tempfile.TemporaryDirectory(prefix="pulih-", dir=settings.VAR) as folder:
        yield archive.read(source, keys.present(), Path(folder)), Path(folder)


def restore(source: Path, *, replace: bool = False, say: Say = quiet) -> Manifest:
    """Put a backup in the place of what this installation holds.

    Refused while there is a team in the database, unless all of it is to be replaced; nothing is
    touched before the whole backup was read and checked.
    """
    url = owner_url()
    with opened(source) as (manifest, folder):
        teams = teams_in(url)
        if teams and not replace:
            raise Refused(
                f"Basis data ini berisi {teams} tim. Memulihkan mengganti SEMUA isinya; bila "
                "memang itu yang dimaksud, ulangi dengan --ganti-semua."
            )
        rows, files = manifest.row_count, len(manifest.files)
        say(f"Cadangan {manifest.taken_at}: {rows} baris, {files} berkas")
        postgres.restore(url, folder / archive.DUMP)
        must_agree(manifest, url)
        say("Basis data dipulihkan; jumlah baris setiap tabel sama.")
        for path in manifest.files:
            put_back(folder / archive.FILES / path, path)
        say(f"Berkas dipulihkan ke {place()}; sidik setiap berkas sama.")
    return manifest


def teams_in(url: str) -> int:
    """How many teams the database holds; none where it has no tables yet."""
    with psycopg.connect(url) as connection:
        counted = postgres.counts(connection)
    return counted.get("team_team", 0)


def put_back(file: Path, path: str) -> None:
    """One file into the storage, in place of one with the same name."""
    if default_storage.exists(path):
        default_storage.delete(path)
    with file.open("rb") as content:
        default_storage.save(path, content)


def must_agree(manifest: Manifest, url: str) -> None:
    """Count every table again."""
    with psycopg.connect(url) as connection:
        now = postgres.counts(connection)
    wrong = [
        f"{table}: {manifest.rows.get(table, 0)} menjadi {now.get(table, 0)}"
        for table in sorted({*manifest.rows, *now})
        if manifest.rows.get(table) != now.get(table)
    ]
    if wrong:
        raise Refused(f"Jumlah baris sesudah pemulihan tidak sama: {'; '.join(wrong[:5])}")


def rehearse(backup: Backup, *, say: Say = quiet) -> Rehearsal:
    """Restore into the scratch database, count, compare each file, and leave nothing behind."""
    row = Rehearsal.objects.create(backup=backup, state=Run.State.RUNNING)
    try:
        url = scratch_url()
        with opened(settings.BACKUP_ROOT / backup.name) as (manifest, folder):
            postgres.restore(url, folder / archive.DUMP)
            try:
                must_agree(manifest, url)
            finally:
                postgres.clear(url)
    except Exception as error:
        row.end(Run.State.FAILED, f"Latihan pemulihan gagal: {error}")
        raise
    words = f"{manifest.row_count} baris dan {len(manifest.files)} berkas kembali sama."
    row.end(Run.State.DONE, words)
    say(words)
    return row


def scratch_url() -> str:
    """Where restores are rehearsed: beside the real database, never in it."""
    owner = urlsplit(owner_url())
    beside = owner._replace(path=f"{owner.path}_latihan").geturl()
    return settings.DATABASE_SCRATCH_URL or beside


def prune(*, now: dt.datetime) -> list[Backup]:
    """Remove backups that are past keeping; never one that was not followed by a good one."""
    done = list(Backup.objects.filter(state=Run.State.DONE, removed_at=None).order_by("started_at"))
    firsts = {row.started_at.strftime("%Y-%m"): row.pk for row in reversed(done)}
    kept_months = set(sorted(firsts)[-MONTHS:])
    keep = {firsts[month] for month in kept_months}
    gone = []
    for row in done[:-1]:
        if row.pk not in keep and now - row.started_at > DAYS * dt.timedelta(days=1):
            (settings.BACKUP_ROOT / row.name).unlink(missing_ok=True)
            row.removed_at = now
            row.save(update_fields=["removed_at"])
            gone.append(row)
    return gone
