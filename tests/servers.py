"""Real servers for browser, broker and race tests: their own database, folder and processes.

A `Site` is one running copy: a database cloned from a migrated template, a folder of its own, web,
worker and beat as real processes that connect as `timdu_app`.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
RUN = os.environ.get("TIMDU_TEST_DB", "test_timdu").removeprefix("test_")
# Two processes of a run may both have a site of the same name.
SUFFIX = "_".join(filter(None, [RUN, os.environ.get("PYTEST_XDIST_WORKER", "")]))
# What all processes of a run share: an empty migrated database, and one with the area codes.
BASE, TEMPLATE = f"timdu_{RUN}_dasar", f"timdu_{RUN}_cetakan"
PATIENCE = 300.0


def free_port() -> int:
    """A port nobody listens on now."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def database_url(url: str, name: str) -> str:
    """The same server and role, another database."""
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def owner() -> psycopg.Connection:
    """A connection that may create and drop databases."""
    return psycopg.connect(
        database_url(os.environ["DATABASE_OWNER_URL"], "postgres"), autocommit=True
    )


def app_url(name: str) -> str:
    """The database as the running application reaches it."""
    given = os.environ.get("DATABASE_APP_URL") or os.environ["DATABASE_URL"]
    return database_url(given, name)


def drop(name: str) -> None:
    """Remove a database; connections of killed processes are given time to end."""
    end = time.monotonic() + PATIENCE
    with owner() as connection:
        while True:
            try:
                connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
                return
            except psycopg.errors.ObjectInUse:
                if time.monotonic() > end:
                    raise
                time.sleep(0.2)


class Site:
    """One copy of the system with its own database, folder and processes."""

    def __init__(
        self, name: str, folder: Path, template: str = "", *, database: str = "", **env: str
    ) -> None:
        self.database = database or f"timdu_{SUFFIX}_{name}"
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        folder.mkdir(parents=True, exist_ok=True)
        drop(self.database)
        with owner() as connection:
            copy = f' TEMPLATE "{template}"' if template else ""
            connection.execute(f'CREATE DATABASE "{self.database}"{copy}')
        self.env = {
            **{key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"},
            "DATABASE_URL": app_url(self.database),
            "DATABASE_OWNER_URL": database_url(os.environ["DATABASE_OWNER_URL"], self.database),
            "TIMDU_VAR": str(folder),
            "FILES_ROOT": str(folder / "files"),
            "STATIC_ROOT": str(static_root()),
            "SECRET_KEY": "kunci uji untuk peladen sungguhan 0123456789 abcdefghijklmnop",
            "TIMDU_LOCAL": "1",
            "PORT": str(self.port),
            "SITE_URL": self.url,
            "DEBUG": "0",
            "REDIS_URL": "",
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": "1",
            "EMAIL_TIMEOUT": "5",
            **env,
        }

    def manage(self, *words: str, as_owner: bool = False) -> str:
        """Run one management command and return what it printed."""
        env = self.env
        if as_owner:
            env = {**env, "DATABASE_URL": env["DATABASE_OWNER_URL"]}
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT, env=env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{words}: {done.stdout}\n{done.stderr}"
        return done.stdout

    def start(self, *parts: str) -> None:
        """Start any of web, worker, beat."""
        commands = {
            "web": [
                str(BIN / "gunicorn"), "timdu.wsgi", "-b", f"127.0.0.1:{self.port}",
                "-w", "1", "--threads", "4", "--log-level", "warning",
            ],
            "worker": [str(BIN / "celery"), "-A", "timdu", "worker", "-c", "1", "-l", "WARNING"],
            "beat": [str(BIN / "celery"), "-A", "timdu", "beat", "-l", "WARNING"],
        }  # fmt: skip
        for part in parts:
            with (self.folder / f"{part}.log").open("ab") as log:
                self.processes[part] = subprocess.Popen(
                    commands[part], cwd=ROOT, env=self.env, stdout=log, stderr=log,
                    start_new_session=True,
                )  # fmt: skip
        if "web" in parts:
            self.wait_for_web()

    def wait_for_web(self) -> None:
        """Wait until the pages answer."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with suppress(OSError):
                urllib.request.urlopen(f"{self.url}/sehat/", timeout=60).close()
                return
            time.sleep(0.1)
        raise AssertionError((self.folder / "web.log").read_text())

    def kill(self, part: str, how: int = signal.SIGKILL) -> None:
        """End a part with everything it started."""
        process = self.processes.pop(part)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, how)
        process.wait(timeout=PATIENCE)

    def rows(self, sql: str, *params: object) -> list[tuple]:
        """Ask the database behind the pages, as its owner."""
        named = params[0] if params and isinstance(params[0], dict) else params
        with psycopg.connect(self.env["DATABASE_OWNER_URL"]) as connection:
            return connection.execute(sql, named).fetchall()

    def close(self) -> None:
        """Stop everything and remove the database."""
        for part in list(self.processes):
            self.kill(part)
        drop(self.database)


_static: Path | None = None


def static_root() -> Path:
    """One collected folder of static files for all sites of a run."""
    global _static
    if _static is None:
        _static = Path(os.environ.get("TIMDU_VAR", str(ROOT / "var"))) / f"static-uji-{SUFFIX}"
        _static.mkdir(parents=True, exist_ok=True)
        env = {
            **{key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"},
            "STATIC_ROOT": str(_static),
            "SECRET_KEY": "kunci uji untuk mengumpulkan berkas statis 0123456789 abc",
            "TIMDU_LOCAL": "1",
        }
        subprocess.run(
            [sys.executable, "manage.py", "collectstatic", "--noinput", "--clear", "-v", "0"],
            cwd=ROOT, env=env, check=True,
        )  # fmt: skip
    return _static


def make_base() -> str:
    """Make the database all others are cloned from: migrated and granted, otherwise empty."""
    folder = Path(os.environ.get("TIMDU_VAR", str(ROOT / "var"))) / "cetakan"
    site = Site("dasar", folder, database=BASE)
    site.manage("migrate", "-v", "0", as_owner=True)
    site.manage("createcachetable", as_owner=True)
    site.manage("grant_app", as_owner=True)
    return site.database


def make_template(base: str) -> str:
    """Make the database every site is cloned from: the base with all area codes."""
    folder = Path(os.environ.get("TIMDU_VAR", str(ROOT / "var"))) / "cetakan"
    site = Site("cetakan", folder, base, database=TEMPLATE)
    site.manage("load_wilayah")
    return site.database


def clone(name: str, template: str) -> None:
    """Make a database of this name like the template, in place of one that is there."""
    drop(name)
    with owner() as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def exists(name: str) -> bool:
    """Whether there is a database of this name."""
    with owner() as connection:
        sql = "SELECT 1 FROM pg_database WHERE datname = %s"
        return connection.execute(sql, [name]).fetchone() is not None
