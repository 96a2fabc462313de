"""Every service of docker-compose.yml, started with its own command and its own environment.

No container engine is asked: the programs are the ones of this machine, the database and the broker
are real, hosts and folders of the containers stand for ours. The proxy (Caddy) alone is not here.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psycopg
import pyrage
import pytest

from tests import compose
from tests.servers import BIN, PATIENCE, ROOT, free_port, static_root
from tests.settings import FULL
from timdu.launcher import account, database, postgres
from timdu.launcher.keys import Keys
from timdu.launcher.process import end

pytestmark = [
    pytest.mark.broker,
    pytest.mark.skipif(not FULL, reason="minutes of starting programs: only in the full run"),
]
# Programs of the machine that stand for those of an image.
TWINS = {"valkey-server": "redis-server", "valkey-cli": "redis-cli"}


class House:
    """The services, and where each thing of a container lies here."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.programs: dict[str, subprocess.Popen] = {}
        self.ports = {name: str(free_port()) for name in ("db", "redis", "web")}
        for name in ("data", "cadangan", "log"):
            (folder / name).mkdir(mode=0o700)
        example = compose.example()
        self.env = {name: value or f"sandi{n}" for n, (name, value) in enumerate(example.items())}
        # No office has everything: files lie in the volume here.
        self.env |= {name: "" for name in example if name.startswith("FILES_S3_")}
        self.env |= {
            "BACKUP_FOLDER": str(folder / "cadangan"),
            "BACKUP_KEY": str(pyrage.x25519.Identity.generate()),
        }
        self.services = compose.services(self.env)
        self.cluster = postgres.Cluster(
            home=folder / "db",
            binaries=account.binaries_for(
                account.current(), *database.find_wheel(Path(sys.prefix))
            ),
            account=account.current(),
            keys=Keys("", "", ""),
            log=folder / "log" / "initdb",
        )

    def here(self, text: str) -> str:
        """The same text with our ports and folders in the place of the containers'."""
        for name, port in (("db", "5432"), ("redis", "6379")):
            text = text.replace(f"{name}:{port}", f"127.0.0.1:{self.ports[name]}")
        text = text.replace("/var/lib/timdu", str(self.folder / "data"))
        return text.replace("/cadangan", str(self.folder / "cadangan"))

    def environment(self, name: str) -> dict[str, str]:
        """What a container of this service has, and nothing of what we have."""
        service = self.services[name]
        given = {
            **(compose.image() if name in compose.APP else {}),
            **service.get("environment", {}),
        }
        return {
            **{key: self.here(str(value)) for key, value in given.items()},
            "PATH": os.pathsep.join([str(BIN), str(self.cluster.binaries), os.environ["PATH"]]),
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
            "HOSTNAME": socket.gethostname(),
            "STATIC_ROOT": str(static_root()),
            "PORT": self.ports["web"],
            "PGPORT": self.ports["db"],
            # The image is nobody special; here we may be root, and Celery says so in its own words.
            "PYTHONWARNINGS": "" if os.geteuid() else "ignore",
        }

    def argv(self, words: list[str]) -> list[str]:
        first, *rest = (self.here(word) for word in words)
        redis = ["-p", self.ports["redis"]] if first == "valkey-cli" else []
        return [TWINS.get(first, first), *redis, *rest]

    def command(self, name: str) -> list[str]:
        """What the container starts."""
        return self.argv(self.services[name].get("command") or compose.command_of_image())

    def run(self, name: str, *more: str) -> subprocess.CompletedProcess[str]:
        """A service that ends."""
        return subprocess.run(
            [*self.command(name), *more], cwd=ROOT, env=self.environment(name),
            capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip

    def start(self, name: str, argv: list[str] | None = None, uid: int | None = None) -> None:
        """A service that stays."""
        with (self.folder / "log" / name).open("wb") as log:
            self.programs[name] = subprocess.Popen(
                argv or self.command(name), cwd=self.folder if argv else ROOT,
                env=self.environment(name), stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                user=uid, extra_groups=None if uid is None else [], start_new_session=True,
            )  # fmt: skip

    def healthy(self, name: str) -> bool:
        """What compose asks of the service, asked once."""
        kind, *words = self.services[name]["healthcheck"]["test"]
        argv = self.argv(words) if kind == "CMD" else ["sh", "-c", self.here(words[0])]
        return not subprocess.run(
            argv, cwd=ROOT, env=self.environment(name), capture_output=True, check=False, timeout=60
        ).returncode

    def becomes_healthy(self, name: str) -> bool:
        """Asked until it says yes, the service ends or the patience does."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.programs[name].poll() is None:
            if self.healthy(name):
                return True
            time.sleep(0.3)
        return False

    def said(self, name: str) -> list[str]:
        return (self.folder / "log" / name).read_text().splitlines()

    def make_database(self) -> None:
        """What the image of PostgreSQL does at the first start: initdb, the server, our script."""
        home, runs_as = self.cluster.home, self.cluster.account
        given = self.services["db"]["environment"]
        home.mkdir(mode=0o700)
        (home / "sandi").write_text(given["POSTGRES_PASSWORD"])
        for path in (home, home / "sandi"):
            runs_as.give(path)
        words = given["POSTGRES_INITDB_ARGS"].split()
        self.cluster.run(
            "initdb", "-D", home / "data", "-U", "postgres", "--pwfile", home / "sandi",
            "--no-sync", *words,
        )  # fmt: skip
        server = [
            str(self.cluster.binaries / "postgres"), "-D", str(home / "data"),
            "-c", "listen_addresses=127.0.0.1", "-c", f"port={self.ports['db']}",
            "-c", f"unix_socket_directories={home}", "-c", "fsync=off",
        ]  # fmt: skip
        self.start("db", server, runs_as.uid if runs_as.lent else None)
        assert self.becomes_healthy("db"), self.said("db")
        address = {"PGHOST": "127.0.0.1", "PGPASSWORD": given["POSTGRES_PASSWORD"]}
        subprocess.run(
            ["sh", "deploy/roles.sh"], cwd=ROOT, env={**self.environment("db"), **address},
            check=True, timeout=60,
        )  # fmt: skip

    def close(self) -> None:
        for program in reversed(self.programs.values()):
            end(program, patience=15)


@pytest.fixture(scope="module")
def house():
    """Database and broker up, migrated by the service that migrates."""
    # The account of the database passes through here; pytest's own folders are closed to it.
    folder = Path(f"/tmp/ts-{os.getpid()}")
    folder.mkdir(mode=0o711)
    house = House(folder)
    try:
        house.make_database()
        house.start("redis", [
            *house.command("redis"), "--port", house.ports["redis"], "--dir", str(folder / "data"),
            "--bind", "127.0.0.1",
        ])  # fmt: skip
        assert house.becomes_healthy("redis"), house.said("redis")
        migrated = house.run("migrate")
        assert migrated.returncode == 0, migrated.stdout + migrated.stderr
        house.start("web")
        house.start("worker")
        house.start("beat")
        yield house
    finally:
        house.close()
        shutil.rmtree(folder, ignore_errors=True)


def test_migrating_once_more_changes_nothing(house):
    again = house.run("migrate")

    assert again.returncode == 0, again.stderr
    assert "No migrations to apply" in again.stdout


def test_web_answers_its_health_check_and_shows_the_sign_in(house):
    assert house.becomes_healthy("web"), house.said("web")

    # As the proxy asks: in the name people type, and saying that they came by TLS.
    request = urllib.request.Request(
        f"http://127.0.0.1:{house.ports['web']}/masuk/",
        headers={"Host": house.env["TIMDU_DOMAIN"], "X-Forwarded-Proto": "https"},
    )
    with urllib.request.urlopen(request, timeout=30) as page:
        assert "; Secure" in page.headers["Set-Cookie"]
        assert "max-age=31536000" in page.headers["Strict-Transport-Security"]
        assert b"Masuk" in page.read()


def test_every_web_process_gets_ready_to_draw_by_itself(house):
    deadline = time.monotonic() + 2 * PATIENCE
    while str(house.said("web")).count("ready to draw") < 2 and time.monotonic() < deadline:
        time.sleep(0.5)

    assert str(house.said("web")).count("ready to draw") == 2


def test_worker_and_beat_answer_and_are_heard_by_the_web(house):
    assert house.becomes_healthy("worker"), house.said("worker")
    assert house.becomes_healthy("beat"), house.said("beat")

    deadline = time.monotonic() + 2 * PATIENCE
    while '"hidup", "worker": "hidup"' not in health(house) and time.monotonic() < deadline:
        time.sleep(0.5)

    assert json.loads(health(house)) == {"database": "hidup", "worker": "hidup"}


def health(house):
    request = urllib.request.Request(
        f"http://127.0.0.1:{house.ports['web']}/sehat/", headers={"Host": house.env["TIMDU_DOMAIN"]}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.read().decode()


def test_web_knows_the_running_role_and_not_the_owner(house):
    env = house.environment("web")

    with psycopg.connect(env["DATABASE_URL"]) as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("timdu_app",)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE TABLE milik_kami (id int)")
    assert house.env["OWNER_PASSWORD"] not in str(env)


def test_the_night_backs_up_rehearses_and_is_seen_by_its_health_check(house):
    assert not house.healthy("backup")

    night = house.run("backup", "--sekali")

    assert night.returncode == 0, night.stdout + night.stderr
    assert house.healthy("backup")
    house.start("backup")
    with pytest.raises(subprocess.TimeoutExpired):
        house.programs["backup"].wait(timeout=4)


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_every_line_of_the_log_is_one_object(house, name):
    assert house.becomes_healthy(name)

    lines = house.said(name)

    assert lines
    for line in lines:
        assert {"time", "level", "logger", "message"} <= set(json.loads(line)), line


def test_a_missing_secret_ends_the_web_at_once_and_says_which(house):
    env = house.environment("web")
    del env["SECRET_KEY"]

    tried = subprocess.run(
        house.command("web"), cwd=ROOT, env=env, capture_output=True, text=True, check=False,
        timeout=60,
    )  # fmt: skip

    assert tried.returncode != 0
    assert "SECRET_KEY" in tried.stderr
