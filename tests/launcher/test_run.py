"""`./run` itself, on a folder of its own: comes up, survives, leaves nothing behind."""

import os
import re
import shutil
import signal
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from tests.launcher.test_process import gone_within
from tests.servers import free_port
from timdu.launcher import orphans
from timdu.launcher.config import ROOT

# How long a refusal may take on a machine that is busy with other things, in seconds.
PATIENCE = 300
OURS = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "EMAIL_HOST", "SECRET_KEY", "DEBUG")


class Copy:
    """One `./run --kosong` with its own port and folder."""

    def __init__(self, var, port=None):
        self.var = var
        self.port = port or free_port()
        self.output = var.parent / f"keluaran-{self.port}"
        env = {key: value for key, value in os.environ.items() if key not in OURS}
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [ROOT / "run", "--kosong"],
                env={**env, "PORT": str(self.port), "TIMDU_VAR": str(var)},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def said(self):
        return self.output.read_text()

    def until(self, words, within):
        deadline = time.monotonic() + within
        while words not in self.said() and time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        assert words in self.said(), self.said()

    def healthy(self):
        # By number: a machine just made may not know its own name yet.
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/sehat/", timeout=60) as answer:
            return answer.status == 200

    def family(self):
        """Every process below the parent, however deep."""
        found, fresh = [], orphans.children_of(self.process.pid)
        while fresh:
            found += fresh
            fresh = [child for pid in fresh for child in orphans.children_of(pid)]
        return found

    def named(self, part):
        """The child one word of whose command line is `part`, or the program of that name."""
        for pid in orphans.children_of(self.process.pid):
            words = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
            if part in (*words, Path(words[0]).name):
                return pid
        raise AssertionError(f"{part} is not running")

    def kill(self):
        self.process.kill()
        self.process.wait()


@pytest.fixture(scope="module")
def prepared():
    """A folder that was brought up once, and what was said on the way."""
    shelf = Path(f"/tmp/tr-{os.getpid()}")
    shelf.mkdir(mode=0o711)
    first = Copy(shelf / "var")
    try:
        first.until("Hentikan dengan Ctrl-C.", within=900)
        first.process.send_signal(signal.SIGTERM)
        status = first.process.wait(timeout=PATIENCE)
        yield shelf / "var", first.said(), status
    finally:
        first.kill()
        shutil.rmtree(shelf)


@pytest.fixture(scope="module")
def copies(prepared):
    """Two copies that run side by side: one for the tests to ask, one for them to kill.

    Each start takes a quarter of a minute, so all tests share these two.
    """
    var = prepared[0]
    twin = var.parent / "kembar"
    twin.mkdir(mode=0o711)
    subprocess.run(["cp", "-a", var, twin / "var"], check=True)
    started = [Copy(var), Copy(twin / "var")]
    try:
        for copy in started:
            copy.until("Hentikan dengan Ctrl-C.", within=PATIENCE)
        yield started
    finally:
        families = [pid for copy in started for pid in copy.family()]
        for copy in started:
            copy.kill()
        assert all(gone_within(pid, PATIENCE) for pid in families)


@pytest.fixture
def running(copies):
    return copies[0]


@pytest.fixture
def start():
    """Start what is to be refused; kill it where it was not."""
    started = []

    def start(var, **more):
        started.append(Copy(var, **more))
        return started[-1]

    yield start
    for copy in started:
        copy.kill()


def test_run_shows_every_step_and_the_address(prepared):
    _, said, _ = prepared

    steps = re.findall(r"^\[ (\d)/9\] ([^:]+): (?!…)", said, re.MULTILINE)
    assert [words for _, words in steps] == [
        "Pustaka sistem", "Paket Python", "Paket npm", "Basis data", "Struktur basis data",
        "Kode wilayah seluruh Indonesia", "Berkas tampilan", "Data contoh",
        "Web, pekerja, penjadwal dan cadangan",
    ]  # fmt: skip
    assert [int(number) for number, _ in steps] == list(range(1, 10))
    assert re.search(r"Timdu siap dalam .+: {2}http://localhost:\d+/$", said, re.MULTILINE)
    # An empty installation tells the one in front of it how to begin.
    assert re.search(
        r"Buka http://localhost:\d+/mulai/ dan tulis kode: (\w{4}-){3}\w{4}$", said, re.MULTILINE
    )


def test_run_stops_in_order_on_sigterm(prepared):
    _, said, status = prepared

    assert said.splitlines()[-2:] == ["Menghentikan Timdu …", "Semua bagian sudah berhenti."]
    assert status == 0


def test_run_does_nothing_twice(running):
    """What makes the second start a matter of seconds."""
    ended = re.findall(r"^\[ \d/9\] [^:]+: ([^…,]+), ", running.said(), re.MULTILINE)
    assert ended == [
        "lengkap", "tidak berubah", "tidak berubah", "PostgreSQL 18 menyala", "tidak berubah",
        "tidak berubah", "tidak berubah", "dilewati (--kosong)", "selesai",
    ]  # fmt: skip
    assert running.healthy()


def test_two_copies_run_side_by_side(copies):
    first, second = copies

    assert first.healthy()
    assert second.healthy()


def test_run_refuses_a_folder_that_is_in_use_and_a_port_that_is_busy(running, start, folder):
    same_folder = start(running.var)
    same_port = start(folder / "var", port=running.port)

    assert same_folder.process.wait(timeout=PATIENCE) == 1
    assert f"sudah berjalan dengan folder data {running.var}" in same_folder.said()
    assert same_port.process.wait(timeout=PATIENCE) == 1
    assert f"Port {running.port} sedang dipakai program lain." in same_port.said()
    assert running.healthy()


def kelola(copy, *words):
    """`./run kelola` beside a copy, as somebody in another terminal would say it."""
    env = {name: value for name, value in os.environ.items() if name not in OURS}
    return subprocess.run(
        [ROOT / "run", "kelola", *words],
        env={**env, "TIMDU_VAR": str(copy.var)}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_kelola_runs_a_command_inside_the_running_copy(running):
    live = kelola(running, "migrate", "--check")

    assert (live.returncode, live.stdout, live.stderr) == (0, "", "")


def test_run_restarts_every_part_that_dies(running):
    parts = {
        "web": "gunicorn", "pekerja": "worker", "penjadwal": "beat", "cadangan": "nightly",
        "basis data": "postgres",
    }  # fmt: skip
    victims = [running.named(part) for part in parts.values()]
    family = running.family()

    for victim in victims:
        os.kill(victim, signal.SIGKILL)

    for name in parts:
        running.until(
            f"Bagian {name} berhenti sendiri (sinyal 9); dinyalakan lagi (1).", within=PATIENCE
        )
    assert all(gone_within(pid, PATIENCE) for pid in family)
    deadline = time.monotonic() + PATIENCE
    while not answers(running) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert running.healthy()


def answers(copy):
    try:
        return copy.healthy()
    except OSError:
        return False


def test_run_leaves_nothing_behind_when_it_is_killed(copies):
    stays, dies = copies
    family = dies.family()

    dies.kill()

    assert len(family) > 8
    assert all(gone_within(pid, PATIENCE) for pid in family)
    assert stays.healthy()
    dead = kelola(dies, "migrate", "--check")
    assert dead.returncode == 1
    assert "Basis data tertanam tidak menyala." in dead.stdout


def test_kelola_says_when_there_is_nothing_yet(folder):
    env = {**os.environ, "TIMDU_VAR": str(folder / "var")}

    said = subprocess.run(
        [ROOT / "run", "kelola", "check"], env=env, capture_output=True, text=True, check=False
    )

    assert said.returncode == 1
    assert said.stdout.startswith(f"\nBelum ada data di {folder}/var.")
