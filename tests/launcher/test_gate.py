"""`./test`: what it runs, what it shows, how it ends."""

import io
import os
import stat

import pytest

from tests.launcher.test_process import gone
from timdu.launcher import database, gate, prepare, system
from timdu.launcher.config import Config
from timdu.launcher.progress import Progress
from timdu.launcher.supervisor import Supervisor
from timdu.launcher.trouble import Trouble


@pytest.fixture
def said():
    return []


@pytest.fixture
def config(folder):
    """A copy whose programs are small scripts of ours."""
    config = Config(root=folder, var=folder / "var", for_tests=True)
    (config.venv / "bin").mkdir(parents=True)
    config.logs.mkdir(parents=True)
    return config


def program(config, name, script):
    path = config.venv / "bin" / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def check(config, said, script, **env):
    program(config, "alat", script)
    progress = Progress(1, io.StringIO())
    tool = gate.Tool("Alat", ["alat", "semua"], env)
    return gate.check(
        tool, config, dict(os.environ), progress, said.append
    ), progress.out.getvalue()


def test_check_is_quiet_about_a_tool_that_agrees(config, said):
    passed, shown = check(config, said, "echo cerewet")

    assert passed
    assert said == []
    assert "selesai" in shown


def test_check_shows_what_a_tool_objects_to(config, said):
    passed, shown = check(config, said, 'echo "$1: $KEADAAN"; exit 1', KEADAAN="rusak")

    assert not passed
    assert said == ["semua: rusak"]
    assert "TIDAK LULUS" in shown


def test_check_shows_only_the_last_run(config, said):
    check(config, said, "echo lama; exit 1")
    said.clear()

    check(config, said, "echo baru; exit 1")

    assert said == ["baru"]


def test_check_does_not_call_passed_what_could_not_be_found_out(config, said):
    passed, shown = check(config, said, "echo layanan tidak menjawab; exit 75")

    assert passed
    assert said == ["layanan tidak menjawab"]
    assert "TIDAK DIPERIKSA" in shown and "selesai" not in shown


def test_pytest_passes_arguments_on_and_returns_the_status(config, folder):
    program(config, "python", f'echo "$@" > {folder}/kata; exit 5')

    status = gate.pytest(config, ["tests/incidents", "-k", "draft"], os.environ)

    assert status == 5
    assert (folder / "kata").read_text().split() == [
        "-m", "pytest", "tests/incidents", "-k", "draft",
    ]  # fmt: skip


def test_pytest_leaves_no_process_of_a_test_behind(config, folder):
    program(
        config, "python", f"setsid --fork sh -c 'echo $$ > {folder}/pid; exec sleep 60'; sleep 0.5"
    )

    gate.pytest(config, [], os.environ)

    assert gone(int((folder / "pid").read_text()))


@pytest.fixture
def prepared(monkeypatch):
    """The machine is ready and the database too: what is under test comes after."""
    monkeypatch.setattr(prepare, "machine", lambda config: None)
    monkeypatch.setattr(prepare, "everything", lambda config, progress: None)
    monkeypatch.setattr(gate, "environment", lambda config, supervisor, progress: dict(os.environ))


def run(config, arguments, said):
    return gate.gate(config, arguments, Supervisor(said.append), said.append)


def test_gate_runs_every_tool_and_then_pytest(config, folder, said, prepared):
    for name in {tool.argv[0] for tool in gate.TOOLS} | {"python"}:
        program(config, name, f'echo {name} "$@" >> {folder}/urutan')

    status = run(config, [], said)

    ran = (folder / "urutan").read_text().splitlines()
    assert status == 0
    tests = " ".join(["python", "-m", "pytest", *gate.SPREAD])
    assert ran == [" ".join(tool.argv) for tool in gate.TOOLS] + [tests]


def test_gate_does_not_test_what_a_tool_objects_to(config, folder, said, prepared):
    for name in {tool.argv[0] for tool in gate.TOOLS} | {"python"}:
        program(config, name, f"echo {name} >> {folder}/urutan")
    program(config, "mypy", "exit 1")

    status = run(config, [], said)

    assert status == 1
    # The other tools still have their say.
    assert "bandit" in (folder / "urutan").read_text()
    assert "pytest" not in (folder / "urutan").read_text()


def test_gate_with_arguments_is_pytest_alone(config, folder, said, prepared):
    program(config, "python", f'echo "$@" "$TIMDU_TEST_FULL" > {folder}/kata')

    status = run(config, ["tests/core", "-x"], said)

    assert status == 0
    assert (folder / "kata").read_text() == "-m pytest tests/core -x \n"


def test_gate_lengkap_asks_for_the_full_counts(config, folder, said, prepared):
    program(config, "python", f'echo "$@" "$TIMDU_TEST_FULL" > {folder}/kata')

    run(config, ["--lengkap", "tests/core"], said)

    assert (folder / "kata").read_text() == "-m pytest tests/core 1\n"


def test_environment_leaves_the_tests_their_own_settings(config, monkeypatch):
    for name in gate.NOT_FOR_TESTS:
        monkeypatch.setenv(name, "dari luar")
    found = database.Database("postgres://app@x/timdu", "postgres://owner@x/timdu", None)
    monkeypatch.setattr(database, "find", lambda *_: found)

    env = gate.environment(config, Supervisor(print), Progress(1, io.StringIO()))

    assert set(env).isdisjoint(gate.NOT_FOR_TESTS)
    assert env["DATABASE_URL"] == found.url
    assert env["TIMDU_VAR"] == str(config.var)


def test_missing_names_what_is_not_there():
    needs = [
        system.Need("ada", system.program("sh")),
        system.Need("tiada", system.program("program-yang-tidak-ada")),
        system.Need("tanpa", system.library("libtidakada.so.9")),
    ]

    assert system.missing(needs) == ["tiada", "tanpa"]


def test_install_without_root_says_the_one_line(config, monkeypatch):
    monkeypatch.setattr(system, "installer", lambda: None)

    with pytest.raises(Trouble) as caught:
        system.install(config, ["libpango-1.0-0", "python3.11-venv"])

    assert caught.value.remedy.splitlines()[2].strip() == (
        "sudo apt-get update && sudo RUNLEVEL=1 apt-get install -y --no-install-recommends "
        "libpango-1.0-0 python3.11-venv"
    )
