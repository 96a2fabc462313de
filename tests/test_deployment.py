"""The production shape, as far as it can be read: no container engine is asked."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from tests import compose as reading

ROOT = Path(settings.BASE_DIR)
PARTS = {"db", "redis", "migrate", "web", "worker", "beat", "backup", "proxy", "clamav"}
APP = {"migrate", "web", "worker", "beat", "backup"}
VARIABLE = re.compile(r"(?<!\$)\$\{(\w+)")


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


@pytest.fixture(scope="module")
def example():
    return reading.example()


def test_every_part_stands(compose):
    assert set(compose["services"]) == PARTS


def test_every_lasting_part_is_watched_and_restarted(compose):
    lasting = {name: part for name, part in compose["services"].items() if name != "migrate"}

    assert {name for name, part in lasting.items() if "healthcheck" not in part} == set()
    assert {part["restart"] for part in lasting.values()} == {"unless-stopped"}
    assert compose["services"]["migrate"]["restart"] == "no"


def test_the_virus_scanner_starts_only_where_it_is_asked_for(compose, example):
    optional = {name: part["profiles"] for name, part in compose["services"].items()
                if "profiles" in part}  # fmt: skip

    assert optional == {"clamav": ["clamav"]}
    assert example["COMPOSE_PROFILES"] == example["CLAMAV_ADDRESS"] == ""
    assert not any("clamav" in part.get("depends_on", {}) for part in compose["services"].values())


def test_the_proxy_lets_go_of_a_line_before_the_web_does():
    caddy = (ROOT / "deploy" / "Caddyfile").read_text()
    web = (ROOT / "deploy" / "gunicorn.py").read_text()
    (kept_there,) = re.findall(r"^\s*keepalive (\d+)s$", caddy, re.MULTILINE)
    (kept_here,) = re.findall(r"^keepalive = (\d+)$", web, re.MULTILINE)

    assert int(kept_there) < int(kept_here)


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

    # Which optional services start, compose asks by itself.
    assert set(VARIABLE.findall(text)) == set(example) - {"COMPOSE_PROFILES"}


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
        "FILES_S3_ACCESS_KEY": "",
        "FILES_S3_SECRET_KEY": "",
    }


# Read by the settings, and not for an office with a server to decide.
NOT_ON_A_SERVER = {
    "DEBUG": "never on a server",
    "TIMDU_LOCAL": "plain HTTP on one computer: ./run sets it",
    "PORT": "the container's own; the proxy knows it",
    "DATABASE_SCRATCH_URL": "beside the database unless told otherwise",
    "FILES_ROOT": "in the volume, below TIMDU_VAR",
    "TASK_SILENCE": "the tests shorten it",
    "WILAYAH_DATA": "in the image",
    "DOCUMENT_FONTS": "in the image",
}


def variables_read(path):
    """Names a module asks the environment for: `env("X")`, `env.int("X")`, `os.environ["X"]`."""
    found = set()
    for node in ast.walk(ast.parse((ROOT / path).read_text())):
        if isinstance(node, ast.Call) and node.args:
            asked, key = node.func, node.args[0]
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
            asked, key = node.value, node.slice
        else:
            continue
        if re.fullmatch(r"env(\.\w+)?|os\.environ(\.get)?|os\.getenv", ast.unparse(asked)):
            found.add(ast.literal_eval(key))
    return found


def test_settings_are_the_only_place_that_reads_the_environment():
    """Their values can be listed, and a missing one is found at the start."""
    modules = [
        path.relative_to(ROOT)
        for top in ("timdu", "incidents", "renaksi", "reports")
        for path in (ROOT / top).rglob("*.py")
        if "launcher" not in path.parts and path.name != "settings.py"
    ]
    told = {"DJANGO_SETTINGS_MODULE"}

    assert {str(path): names for path in modules if (names := variables_read(path) - told)} == {}


def test_every_variable_that_is_read_is_given_and_every_one_given_is_read(compose):
    read = variables_read("timdu/settings.py")
    given = set(compose["services"]["backup"]["environment"]) | set(reading.image())

    assert read - given == set(NOT_ON_A_SERVER)
    assert given - read == {"PATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"}


def test_what_stands_beside_the_application_reads_only_what_it_is_given(compose):
    services = compose["services"]
    script = set(re.findall(r"\$(\w+)", (ROOT / "deploy" / "roles.sh").read_text()))
    caddy = set(re.findall(r"\{\$(\w+)", (ROOT / "deploy" / "Caddyfile").read_text()))

    assert script == {name for name in services["db"]["environment"] if "POSTGRES" not in name}
    assert caddy == set(services["proxy"]["environment"])
    assert variables_read("deploy/healthy.py") == {"ALLOWED_HOSTS", "PORT"}
    assert "ALLOWED_HOSTS" in services["web"]["environment"]


@pytest.mark.parametrize("missing", ["SECRET_KEY", "BACKUP_KEY", "EMAIL_HOST", "APP_PASSWORD"])
def test_compose_says_which_variable_is_empty(missing, example):
    full = {name: value or "isi" for name, value in example.items()}

    with pytest.raises(KeyError, match=missing):
        reading.services(full | {missing: ""})


def test_commands_are_programs_that_are_installed(compose):
    programs = {
        part["command"][0] for name, part in compose["services"].items() if name in APP - {"web"}
    }
    programs.add(reading.command_of_image()[0])
    installed = Path(sys.executable).parent

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


def test_every_threat_names_tests_that_exist():
    rows = (ROOT / "docs" / "ancaman.md").read_text().splitlines()
    named = {name for row in rows for name in re.findall(r"`(tests/[^`]*)`", row)}

    assert len(named) > 15
    assert {name for name in named if not (ROOT / name).exists()} == set()
