"""Virtual environment, Python packages and npm packages, each only when its lock changed."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from timdu.launcher import stamps
from timdu.launcher.config import Config
from timdu.launcher.process import Failed, call, explain
from timdu.launcher.progress import Progress
from timdu.launcher.trouble import Trouble

LOCK = "requirements-dev.txt"
OLDEST_NODE = 18


def python_stamp(config: Config) -> str:
    return stamps.of_files([config.root / LOCK], sys.version, str(config.root))


def npm_stamp(config: Config) -> str:
    return stamps.of_files([config.root / "package-lock.json", config.root / "package.json"])


def python_stands(config: Config) -> bool:
    """Are the locked Python packages there, and does the environment still start?"""
    if not stamps.stands(config.venv / "timdu-stamp", python_stamp(config)):
        return False
    return _starts(config.python)


def npm_stands(config: Config) -> bool:
    return stamps.stands(config.root / "node_modules" / ".timdu-stamp", npm_stamp(config))


def make_venv(config: Config) -> None:
    """Make `.venv`, anew when the one there does not start or was made for another place."""
    origin = config.venv / "timdu-asal"
    value = f"{sys.version} {config.root}"
    if _starts(config.python) and (not origin.exists() or stamps.stands(origin, value)):
        return
    if config.venv.exists():
        shutil.rmtree(config.venv)
    # Inside another virtual environment, the interpreter underneath it makes ours.
    base = getattr(sys, "_base_executable", sys.executable)
    log = config.logs / "venv.log"
    try:
        call([base, "-m", "venv", config.venv], log=log, cwd=config.root)
    except Failed as failed:
        raise explain(
            failed, f"Lingkungan Python {config.venv} tidak dapat dibuat.", log
        ) from failed
    stamps.put(origin, value)


def install_python(config: Config, progress: Progress) -> None:
    """Install exactly the locked packages, each file checked against its hash."""
    lock = config.root / LOCK
    of = len(re.findall(r"^\S+==", lock.read_text(encoding="utf-8"), re.MULTILINE))
    position = 0

    def count(line: str) -> None:
        nonlocal position
        if line.startswith(("Collecting ", "Requirement already satisfied")):
            position = min(position + 1, of)
            progress.at(position, of, "paket")
        elif line.startswith("Installing collected"):
            progress.at(of, of, "paket terunduh, memasang")

    log = config.logs / "pip.log"
    # The lock names everything: nothing is to be worked out. Python compiles what it imports.
    argv: list[str | Path] = [
        config.python, "-m", "pip", "install", "--disable-pip-version-check", "--no-input",
        "--progress-bar", "off", "--no-deps", "--no-compile", "--require-hashes", "-r", lock,
    ]  # fmt: skip
    try:
        call(argv, log=log, cwd=config.root, each_line=count)
    except Failed as failed:
        raise explain(
            failed, "Paket Python tidak dapat dipasang. Periksa jaringan, lalu jalankan lagi.", log
        ) from failed
    stamps.put(config.venv / "timdu-stamp", python_stamp(config))


def install_npm(config: Config) -> None:
    """Install exactly the locked npm packages; none of them may run a script of its own."""
    npm = find_npm(config)
    env = {**os.environ, "PATH": f"{Path(npm).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    log = config.logs / "npm.log"
    argv = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
    try:
        call(argv, log=log, cwd=config.root, env=env)
    except Failed as failed:
        raise explain(
            failed, "Paket npm tidak dapat dipasang. Periksa jaringan, lalu jalankan lagi.", log
        ) from failed
    stamps.put(config.root / "node_modules" / ".timdu-stamp", npm_stamp(config))


def find_npm(config: Config) -> str:
    """The machine's npm when its Node is young enough, else the one in the virtual environment."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm and node and _node_version(node) >= OLDEST_NODE:
        return npm
    bundled = config.venv / "bin" / "npm"
    if not bundled.exists():
        raise Trouble(
            "npm tidak ditemukan.",
            "Hapus folder .venv, lalu jalankan lagi: npm ikut dipasang di sana.",
        )
    return str(bundled)


def _node_version(node: str) -> int:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.", said)
    return int(found.group(1)) if found else 0


def _starts(python: Path) -> bool:
    try:
        return subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0
    except OSError:
        return False
