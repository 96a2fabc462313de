"""What docker-compose.yml and .env.example say, read as compose reads them."""

import re
import shlex
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
APP = ("migrate", "web", "worker", "beat", "backup")
# `$$` is a dollar for the container's own shell; `${NAME:-word}` and `${NAME:?words}` answer
# when the variable is empty.
MARK = re.compile(r"\$\$|\$\{(\w+)(?:(:-|:\?)([^}]*))?\}")


def example() -> dict[str, str]:
    """The variables of .env.example with the values that stand there."""
    lines = (ROOT / ".env.example").read_text().splitlines()
    pairs = (line.split("=", 1) for line in lines if line and not line.startswith("#"))
    return {name: "".join(shlex.split(value)) if '"' in value else value for name, value in pairs}


def services(env: dict[str, str]) -> dict[str, dict]:
    """Every service with the variables filled in; KeyError where one that is asked for is empty."""
    whole = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    return {name: filled(part, env) for name, part in whole["services"].items()}


def filled(value, env):
    """The same with every variable in its texts replaced."""
    if isinstance(value, dict):
        return {key: filled(inner, env) for key, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, env) for inner in value]
    return MARK.sub(lambda found: word(found, env), value) if isinstance(value, str) else value


def word(found: re.Match, env: dict[str, str]) -> str:
    """What stands in the place of one mark."""
    name, way, rest = found.groups()
    if name is None:
        return "$"
    if env.get(name):
        return env[name]
    if way == ":?":
        raise KeyError(f"{name}: {rest}")
    return rest if way == ":-" else ""


def image() -> dict[str, str]:
    """The environment the image brings, from the last stage of the Dockerfile."""
    text = (ROOT / "Dockerfile").read_text().rpartition("\nFROM ")[2].replace("\\\n", " ")
    (line,) = re.findall(r"^ENV (.+)$", text, re.MULTILINE)
    return dict(pair.split("=", 1) for pair in line.split())


def command_of_image() -> list[str]:
    """What the image starts when nothing else is said."""
    (line,) = re.findall(r"^CMD \[(.+)\]$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    return [part.strip().strip('"') for part in line.split(",")]
