"""What the machine itself must bring: system libraries and programs, by apt where we may."""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from timdu.launcher.config import Config
from timdu.launcher.process import Failed, call, explain
from timdu.launcher.trouble import Trouble


@dataclass(frozen=True)
class Need:
    """One Debian package, and how to see that what it brings is there."""

    package: str
    present: Callable[[], bool]


def library(name: str) -> Callable[[], bool]:
    def present() -> bool:
        try:
            ctypes.CDLL(name)
        except OSError:
            return False
        return True

    return present


def program(name: str) -> Callable[[], bool]:
    return lambda: shutil.which(name) is not None


def font(path: str) -> Callable[[], bool]:
    return Path(path).exists


def venv_package() -> str:
    return f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


TO_RUN = [
    Need(venv_package(), lambda: importlib.util.find_spec("ensurepip") is not None),
    Need("libpango-1.0-0", library("libpango-1.0.so.0")),
    Need("libpangoft2-1.0-0", library("libpangoft2-1.0.so.0")),
    Need("libharfbuzz-subset0", library("libharfbuzz-subset.so.0")),
    Need("libfontconfig1", library("libfontconfig.so.1")),
]
TO_TEST = [
    *TO_RUN,
    Need("redis-server", program("redis-server")),
    Need("chromium", program("chromium")),
    Need("poppler-utils", program("pdfinfo")),
    Need("qpdf", program("qpdf")),
    Need("fonts-dejavu-core", font("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")),
]

# Packages that bring a service (Redis) would start it; this forbids it for as long as apt runs.
INSTALL = """
set -e
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\\nexit 101\\n' > "$policy"
    chmod 755 "$policy"
    trap 'rm -f "$policy"' EXIT
    trap 'exit 1' HUP INT TERM
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -q -y --no-install-recommends "$@"
"""


def missing(needs: Sequence[Need]) -> list[str]:
    """Name the packages whose content is not on this machine."""
    return [need.package for need in needs if not need.present()]


def by_hand(packages: Sequence[str]) -> str:
    """The one line a person can run instead of us."""
    return (
        "sudo apt-get update && sudo RUNLEVEL=1 apt-get install -y --no-install-recommends "
        + " ".join(packages)
    )


def installer() -> list[str] | None:
    """How to install as root without asking anybody, or None."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return ["sh", "-c", INSTALL, "sh"]
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n", "sh", "-c", INSTALL, "sh"] if asked.returncode == 0 else None


def install(config: Config, packages: Sequence[str]) -> None:
    """Install the packages, or say the one line that does."""
    command = installer()
    again = "Setelah itu jalankan lagi perintah tadi."
    if command is None:
        raise Trouble(
            f"Komputer ini belum mempunyai: {', '.join(packages)}; untuk memasangnya perlu root.",
            f"Jalankan satu baris ini:\n\n    {by_hand(packages)}\n\n  {again}",
        )
    log = config.logs / "apt.log"
    try:
        # A package manager is let finish, whatever we are told: the machine is not ours to break.
        call([*command, *packages], log=log, patience=300)
    except Failed as failed:
        raise explain(
            failed,
            f"apt-get tidak dapat memasang {', '.join(packages)}. "
            "Periksa jaringan dan sumber paket, lalu jalankan lagi.",
            log,
        ) from failed
