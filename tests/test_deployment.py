"""The production shape, as far as it can be read: no container engine is asked."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PARTS = {"db", "redis", "migrate", "web", "worker", "beat", "backup", "proxy"}
APP = {"migrate", "web", "worker", "beat", "backup"}
VARIABLE = re.compile(r"(?<!\$)\$\{(\w+)")


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


@pytest.fixture(scope="module")
def example():
    lines = (ROOT / ".env.example").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_every_part_stands(compose):
    assert set(compose["services"]) == PARTS


def test_every_lasting_part_is_watched_and_restarted(compose):
    lasting = {name: part for name, part in compose["services"].items() if name != "migrate"}

    assert {name for name, part in lasting.items() if "healthcheck" not in part} == set()
    assert {part["restart"] for part in lasting.values()} == {"unless-stopped"}
    assert compose["services"]["migrate"]["restart"] == "no"


def test_only_the_proxy_is_reached_from_outside(compose):
    reached = {name for name, part in compose["services"].items() if "ports" in part}

    assert reached == {"proxy"}


def test_only_what_migrates_and_what_backs_up_know_the_owners_password(compose):
    knows = {name for name in APP if "OWNER" in str(compose["services"][name])}

    assert knows == {"migrate", "backup"}


def test_nothing_starts_without_its_secrets(compose):
    """Compose itself refuses: `${NAME:?…}` somewhere for each."""
    text = (ROOT / "docker-compose.yml").read_text()

    for secret in (
        "SECRET_KEY", "SUPERUSER_PASSWORD", "OWNER_PASSWORD", "APP_PASSWORD", "BACKUP_KEY",
    ):  # fmt: skip
        assert f"${{{secret}:?" in text


def test_example_names_exactly_what_is_asked(example):
    text = (ROOT / "docker-compose.yml").read_text()

    assert set(VARIABLE.findall(text)) == set(example)


def test_example_holds_no_secret(example):
    assert {
        name: value for name, value in example.items() if "PASSWORD" in name or "KEY" in name
    } == {
        "SECRET_KEY": "",
        "SUPERUSER_PASSWORD": "",
        "OWNER_PASSWORD": "",
        "APP_PASSWORD": "",
        "EMAIL_PASSWORD": "",
        "BACKUP_KEY": "",
    }


def test_settings_read_every_variable_of_the_application(compose):
    text = (ROOT / "timdu" / "settings.py").read_text()
    given = compose["services"]["backup"]["environment"]

    assert [name for name in given if f'"{name}"' not in text] == []


def test_commands_are_programs_that_are_installed(compose):
    programs = {
        part["command"][0] for name, part in compose["services"].items() if name in APP - {"web"}
    }
    installed = settings.BASE_DIR / ".venv" / "bin"

    assert {name for name in programs if not shutil.which(name, path=f"{installed}:/bin")} == set()


def test_mounted_and_copied_files_exist(compose):
    mounted = [
        volume.split(":")[0]
        for part in compose["services"].values()
        for volume in part.get("volumes", [])
        if volume.startswith("./")
    ]
    copied = re.findall(
        r"^COPY (?!--from)(.+) \S+$", (ROOT / "Dockerfile").read_text(), re.MULTILINE
    )
    names = [*mounted, *" ".join(copied).split()]

    assert [name for name in names if not (ROOT / name).exists()] == []


def test_volumes_in_use_are_declared(compose):
    used = {
        volume.split(":")[0]
        for part in compose["services"].values()
        for volume in part.get("volumes", [])
        if not volume.startswith(("./", "${"))
    }

    assert used == set(compose["volumes"])


def test_image_runs_as_nobody_special():
    users = re.findall(r"^USER (\w+)$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)

    assert users == ["timdu"]


def test_scripts_are_sound():
    for script in ("run", "test", ".ci/run", "deploy/roles.sh"):
        subprocess.run(["sh", "-n", ROOT / script], check=True)
