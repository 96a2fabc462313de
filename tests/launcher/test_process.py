"""Programs started on the way end with their step."""

import os
import pwd
import subprocess
import sys
import time
from pathlib import Path

import pytest

from timdu.launcher import orphans, process


def gone(pid):
    """Has the process ended, or does it only wait to be reaped?"""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return True
    return stat.rpartition(")")[2].split()[0] == "Z"


def gone_within(pid, seconds):
    deadline = time.monotonic() + seconds
    while not gone(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return gone(pid)


def test_call_keeps_the_output_and_returns_the_last_lines(folder):
    seen = []

    said = process.call(
        ["sh", "-c", "echo satu; echo dua >&2"], log=folder / "log", each_line=seen.append
    )

    assert said == ["satu", "dua"]
    assert (folder / "log").read_text() == "satu\ndua\n"
    assert seen == ["satu\n", "dua\n"]


def test_call_raises_with_the_last_lines_when_the_program_fails(folder):
    with pytest.raises(process.Failed) as caught:
        process.call(["sh", "-c", "echo rusak; exit 3"], log=folder / "log")

    assert (caught.value.code, caught.value.tail) == (3, ["rusak"])


def test_call_hands_over_input_and_umask(folder):
    process.call(
        ["sh", "-c", f"cat > {folder}/tulisan"],
        log=folder / "log",
        stdin="isi",
        umask=process.PRIVATE,
    )

    assert (folder / "tulisan").read_text() == "isi"
    assert (folder / "tulisan").stat().st_mode & 0o777 == 0o600


def test_call_sweeps_what_the_program_left_behind(folder):
    said = process.call(["sh", "-c", "sleep 60 >/dev/null 2>&1 & echo $!"], log=folder / "log")

    assert gone_within(int(said[0]), 30)


def test_call_ends_the_program_when_its_reader_breaks_off(folder):
    pids = []

    def stop(line):
        pids.append(int(line))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        process.call(["sh", "-c", "echo $$; exec sleep 60"], log=folder / "log", each_line=stop)

    assert gone_within(pids[0], 30)


@pytest.mark.root
def test_call_runs_as_another_user_with_none_of_our_groups(folder):
    nobody = pwd.getpwnam("nobody").pw_uid
    ours = os.getgroups()
    os.setgroups([*ours, 4])

    said = process.call(["sh", "-c", "id -u; id -G"], log=folder / "log", uid=nobody)
    os.setgroups(ours)

    assert said == [str(nobody), str(pwd.getpwnam("nobody").pw_gid)]


def test_end_kills_who_does_not_listen():
    deaf = subprocess.Popen(
        ["sh", "-c", "trap '' TERM; echo siap; while :; do sleep 1; done"],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    deaf.stdout.readline()

    process.end(deaf, patience=0.1)

    assert deaf.returncode == -9


def test_end_orphans_ends_what_left_its_group_too(folder):
    script = f"""
import subprocess, sys
from timdu.launcher import orphans
orphans.adopt_orphans()
subprocess.run(["setsid", "--fork", "sh", "-c", "echo $$ > {folder}/pid; exec sleep 60"])
while not open("{folder}/pid", "a+").tell(): pass
orphans.end_orphans(keep=set())
"""
    subprocess.run([sys.executable, "-c", script], check=True, timeout=120)

    assert gone(int((folder / "pid").read_text()))


def test_children_of_names_our_children():
    child = subprocess.Popen(["sleep", "60"])

    assert child.pid in orphans.children_of(os.getpid())

    child.kill()
    child.wait()
