"""Bringing the application up to date: what is called, as whom, and what is not called again."""

import io
import stat

import pytest

from timdu.launcher import application
from timdu.launcher.application import Application
from timdu.launcher.config import Config
from timdu.launcher.keys import Keys
from timdu.launcher.progress import Progress
from timdu.launcher.trouble import Trouble

APP, OWNER = "postgres://timdu_app@x/timdu", "postgres://timdu_owner@x/timdu"
KEYS = Keys("kunci", "sandi-pemilik", "sandi-aplikasi")


@pytest.fixture
def config(folder):
    """A copy whose Python writes down what it was asked, and as whom."""
    config = Config(root=folder / "kode", var=folder / "var")
    for made in (config.venv / "bin", config.logs, config.root / "timdu/wilayah"):
        made.mkdir(parents=True)
    for name in ("requirements.txt", "package-lock.json", "timdu/wilayah/source.py"):
        (config.root / name).touch()
    grants = config.root / "timdu/core/management/commands/grant_app.py"
    grants.parent.mkdir(parents=True)
    grants.touch()
    script(config, f'echo "$DATABASE_URL" "$@" >> {folder}/dipanggil')
    return config


def script(config, line):
    config.python.write_text(f"#!/bin/sh\n{line}\n")
    config.python.chmod(config.python.stat().st_mode | stat.S_IXUSR)


@pytest.fixture
def called(folder):
    def called():
        path = folder / "dipanggil"
        return path.read_text().replace("manage.py ", "").splitlines() if path.exists() else []

    return called


def make(config, owner=OWNER, marks=None):
    env = application.environment(config, KEYS, APP, owner)
    return Application(config, env, owner, marks)


def progress():
    return Progress(1, io.StringIO())


def test_migrate_works_as_the_owner_and_then_gives_the_rights(config, called):
    application.migrate(make(config), progress())

    assert called() == [
        f"{OWNER} migrate --noinput", f"{OWNER} createcachetable", f"{OWNER} grant_app",
    ]  # fmt: skip


def test_migrate_gives_no_rights_where_one_role_does_both(config, called):
    application.migrate(make(config, owner=APP), progress())

    assert called() == [f"{APP} migrate --noinput", f"{APP} createcachetable"]


def test_migrate_is_not_repeated_until_a_migration_changes(config, folder, called):
    app = make(config, marks=folder)
    application.migrate(app, progress())
    application.migrate(app, progress())
    once = len(called())
    (config.root / "timdu/__init__.py").touch()
    (config.root / "timdu/core/migrations").mkdir()
    (config.root / "timdu/core/migrations/0002_lagi.py").write_text("lagi")

    application.migrate(app, progress())

    assert (once, len(called())) == (3, 6)


def test_migrate_asks_anew_at_every_start_where_the_database_is_anothers(config, called):
    for _ in range(2):
        application.migrate(make(config, marks=None), progress())

    assert len(called()) == 6


def test_load_wilayah_works_as_the_running_role_and_once(config, folder, called):
    app = make(config, marks=folder)

    application.load_wilayah(app, progress())
    application.load_wilayah(app, progress())

    assert called() == [f"{APP} load_wilayah --bila-perlu"]


def test_load_demo_fills_once(config, folder, called):
    app = make(config, marks=folder)

    application.load_demo(app, progress())
    application.load_demo(app, progress())

    assert called() == [f"{APP} load_demo --bila-kosong"]


def test_load_demo_keeps_an_empty_copy_empty_and_remembers_nothing(config, folder, called):
    empty = Config(root=config.root, var=config.var, empty=True)

    application.load_demo(make(empty, marks=folder), progress())
    application.load_demo(make(config, marks=folder), progress())

    assert called() == [f"{APP} load_demo --bila-kosong"]


def test_a_command_that_fails_is_told_with_its_last_lines_and_done_again(config, folder, called):
    app = make(config, marks=folder)
    script(config, "echo sebabnya; exit 1")

    with pytest.raises(Trouble, match="Kode wilayah tidak dapat dimuat") as caught:
        application.load_wilayah(app, progress())

    assert "    sebabnya\n" in caught.value.remedy
    script(config, f'echo "$DATABASE_URL" "$@" >> {folder}/dipanggil')
    application.load_wilayah(app, progress())
    assert len(called()) == 1


def test_environment_holds_mail_back_unless_a_server_was_named(config, monkeypatch):
    monkeypatch.delenv("MAIL_SENDING", raising=False)
    monkeypatch.setenv("SECRET_KEY", "")
    quiet = application.environment(config, KEYS, APP, OWNER)
    named = Config(root=config.root, var=config.var, email_host="surat.example")

    loud = application.environment(named, KEYS, APP, OWNER)

    assert quiet["MAIL_SENDING"] == "0"
    assert "MAIL_SENDING" not in loud
    assert quiet["SECRET_KEY"] == "kunci"
