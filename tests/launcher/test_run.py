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
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/sehat/", timeout=5) as answer:
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
        first.until("Hentikan dengan Ctrl-C.", within=300)
        first.process.send_signal(signal.SIGTERM)
        status = first.process.wait(timeout=60)
        yield shelf / "var", first.said(), status
    finally:
        first.kill()
        shutil.rmtree(shelf)


@pytest.fixture
def start(prepared, folder):
    """Start copies on the prepared folder (or one in `folder`); kill what a test leaves running.

    It asks for `folder` so that a folder goes only after the copy that lives in it.
    """
    started = []

    def start(var=prepared[0], **more):
        started.append(Copy(var, **more))
        return started[-1]

    yield start
    for copy in started:
        family = copy.family()
        copy.kill()
        assert all(gone_within(pid, 20) for pid in family)


def ready(copy):
    copy.until("Hentikan dengan Ctrl-C.", within=120)
    return copy


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


def test_run_does_nothing_twice(start):
    """What makes the second start a matter of seconds."""
    copy = ready(start())

    ended = re.findall(r"^\[ \d/9\] [^:]+: ([^…,]+), ", copy.said(), re.MULTILINE)
    assert ended == [
        "lengkap", "tidak berubah", "tidak berubah", "PostgreSQL 18 menyala", "tidak berubah",
        "tidak berubah", "tidak berubah", "dilewati (--kosong)", "selesai",
    ]  # fmt: skip
    assert copy.healthy()


def test_run_leaves_nothing_behind_when_it_is_killed(start):
    copy = ready(start())
    family = copy.family()

    copy.kill()

    assert len(family) > 8
    assert all(gone_within(pid, 20) for pid in family)


def test_run_restarts_every_part_that_dies(start):
    copy = ready(start())
    parts = {
        "web": "gunicorn", "pekerja": "worker", "penjadwal": "beat", "cadangan": "nightly",
        "basis data": "postgres",
    }  # fmt: skip
    victims = [copy.named(part) for part in parts.values()]
    family = copy.family()

    for victim in victims:
        os.kill(victim, signal.SIGKILL)

    for name in parts:
        copy.until(f"Bagian {name} berhenti sendiri (sinyal 9); dinyalakan lagi (1).", within=60)
    assert all(gone_within(pid, 10) for pid in family)
    deadline = time.monotonic() + 60
    while not answers(copy) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert copy.healthy()


def answers(copy):
    try:
        return copy.healthy()
    except OSError:
        return False


def test_run_refuses_a_folder_that_is_in_use_and_a_port_that_is_busy(start, folder):
    first = ready(start())

    same_folder = start()
    same_port = start(folder / "var", port=first.port)

    assert same_folder.process.wait(timeout=20) == 1
    assert f"sudah berjalan dengan folder data {first.var}" in same_folder.said()
    assert same_port.process.wait(timeout=20) == 1
    assert f"Port {first.port} sedang dipakai program lain." in same_port.said()
    assert first.healthy()


def test_two_copies_run_side_by_side(start, prepared, folder):
    subprocess.run(["cp", "-a", prepared[0], folder / "var"], check=True)

    first, second = start(), start(folder / "var")

    assert ready(first).healthy()
    assert ready(second).healthy()


def test_kelola_runs_a_command_inside_the_running_copy(start):
    copy = ready(start())
    env = {**os.environ, "TIMDU_VAR": str(copy.var)}
    for name in OURS:
        env.pop(name, None)

    def kelola(*words):
        return subprocess.run(
            [ROOT / "run", "kelola", *words], env=env, capture_output=True, text=True, check=False
        )

    live = kelola("migrate", "--check")
    family = copy.family()
    copy.kill()
    assert all(gone_within(pid, 20) for pid in family)
    dead = kelola("migrate", "--check")

    assert (live.returncode, live.stdout, live.stderr) == (0, "", "")
    assert dead.returncode == 1
    assert "Basis data tertanam tidak menyala." in dead.stdout


def test_kelola_says_when_there_is_nothing_yet(folder):
    env = {**os.environ, "TIMDU_VAR": str(folder / "var")}

    said = subprocess.run(
        [ROOT / "run", "kelola", "check"], env=env, capture_output=True, text=True, check=False
    )

    assert said.returncode == 1
    assert said.stdout.startswith(f"\nBelum ada data di {folder}/var.")
