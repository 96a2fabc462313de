"""One parent: nobody dies unnoticed, nobody outlives it."""

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.launcher.test_process import gone_within
from timdu.launcher import supervisor as supervisor_module
from timdu.launcher.supervisor import RESTARTS, Child, Signals, Supervisor
from timdu.launcher.trouble import Stopped, Trouble

LISTENS = ["sleep", "60"]
LOOP = "while :; do sleep 0.05; done"
DEAF = "trap '' TERM; touch {}; " + LOOP


def appears(path):
    while not path.exists():
        time.sleep(0.02)


@pytest.fixture
def said():
    return []


@pytest.fixture
def house(said, monkeypatch):
    """A supervisor whose children are all stopped when the test is over."""
    monkeypatch.setattr(supervisor_module, "PATIENCE", 0.5)
    house = Supervisor(said.append)
    yield house
    house.stop(hurry=lambda: True)


def child(folder, argv, **more):
    return Child("web", argv, folder / "web.log", **more)


def test_start_gives_each_child_a_group_of_its_own(folder, house):
    started = house.start(child(folder, LISTENS))

    assert os.getpgid(started.process.pid) == started.process.pid


def test_look_restarts_a_dead_child_with_words(folder, house, said):
    started = house.start(child(folder, LISTENS))
    first = started.process.pid
    os.kill(first, signal.SIGKILL)
    gone_within(first, 30)

    house.look()

    assert started.alive() and started.process.pid != first
    assert said == ["Bagian web berhenti sendiri (sinyal 9); dinyalakan lagi (1)."]


def test_look_kills_what_a_dead_child_left_in_its_group(folder, house):
    argv = ["sh", "-c", f"sleep 60 & echo $! > {folder}/pid; exec sleep 60"]
    started = house.start(child(folder, argv))
    while not (folder / "pid").exists() or not (folder / "pid").read_text():
        time.sleep(0.02)
    grandchild = int((folder / "pid").read_text())
    os.kill(started.process.pid, signal.SIGKILL)
    gone_within(started.process.pid, 30)

    house.look()

    assert gone_within(grandchild, 30)


def test_look_gives_up_on_a_child_that_dies_again_and_again(folder, house, said, monkeypatch):
    monkeypatch.setattr(supervisor_module.time, "sleep", lambda _: None)
    started = house.start(child(folder, ["false"]))

    with pytest.raises(Trouble, match="Bagian web berhenti sendiri 5 kali"):
        while True:
            gone_within(started.process.pid, 30)
            house.look()

    assert len(said) == RESTARTS


def test_stop_stops_the_database_last(folder, house):
    order = folder / "urutan"
    note = f"trap 'echo %s >> {order}; exit 0' TERM; touch {folder}/%s; {LOOP}"
    house.start(child(folder, ["sh", "-c", note % ("db", "db")], stops_last=True))
    house.start(child(folder, ["sh", "-c", note % ("web", "web")]))
    appears(folder / "db")
    appears(folder / "web")

    house.stop(hurry=lambda: False)

    assert order.read_text().split() == ["web", "db"]


def test_stop_kills_who_does_not_listen(folder, house):
    deaf = house.start(child(folder, ["sh", "-c", DEAF.format(folder / "siap")]))
    appears(folder / "siap")

    house.stop(hurry=lambda: False)

    assert deaf.process.returncode == -signal.SIGKILL


def test_stop_in_a_hurry_does_not_wait(folder, house, monkeypatch):
    monkeypatch.setattr(supervisor_module, "PATIENCE", 120)
    house.start(child(folder, ["sh", "-c", DEAF.format(folder / "siap")]))
    appears(folder / "siap")
    began = time.monotonic()

    house.stop(hurry=lambda: True)

    assert time.monotonic() - began < 60


def test_signals_stop_in_order_first_and_in_a_hurry_then():
    # Under nohup a closed terminal would rightly be ignored.
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    with Signals() as signals:
        with pytest.raises(Stopped):
            signal.raise_signal(signal.SIGTERM)
        assert not signals.hurry()

        signal.raise_signal(signal.SIGHUP)

        assert signals.hurry()
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL


PARENT = """
import sys, time
from pathlib import Path
from timdu.launcher.supervisor import Child, Supervisor
folder = Path(sys.argv[1])
house = Supervisor(print)
for name in ("web", "pekerja"):
    house.start(Child(name, ["sleep", "60"], folder / name))
print(*(one.process.pid for one in house.children), flush=True)
house.watch()
"""


def test_no_child_survives_the_kill_of_its_parent(folder):
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, folder], stdout=subprocess.PIPE, text=True
    )
    pids = [int(pid) for pid in parent.stdout.readline().split()]

    parent.kill()
    parent.wait()
    parent.stdout.close()

    assert len(pids) == 2
    assert all(gone_within(pid, 30) for pid in pids)
