"""Known holes in what we depend on, as pip-audit's service knows them; honest when it is silent.

It ends with 0 when every package was looked up and none has a hole, with 1 when one has, and with
`UNKNOWN` when that could not be found out: no service, no answer in time, a package it has not.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

# EX_TEMPFAIL of sysexits.h: nothing is wrong with us, and nothing was found out.
UNKNOWN = 75
SECONDS = 20
ASKED = [
    "-r", "requirements.txt", "--require-hashes", "--disable-pip", "--format", "json",
    "--progress-spinner", "off", "--timeout", "5",
]  # fmt: skip


def main() -> int:
    """Ask, and say what came of it."""
    program = Path(sys.executable).with_name("pip-audit")
    try:
        asked = subprocess.run(
            [program, *ASKED], capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return unknown(f"layanannya tidak menjawab dalam {SECONDS} detik")
    try:
        found = json.loads(asked.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        said = asked.stderr.strip().splitlines() or [f"pip-audit berakhir {asked.returncode}"]
        return unknown(said[-1][:300])
    return judge(found)


def judge(packages: list[dict[str, Any]]) -> int:
    """Holes first; then what nobody knows about."""
    holes = [(package, hole) for package in packages for hole in package.get("vulns", [])]
    for package, hole in holes:
        mended = ", ".join(hole.get("fix_versions", [])) or "belum ada perbaikan"
        print(f"{package['name']} {package['version']}: {hole['id']} (diperbaiki di: {mended})")
    if holes:
        return 1
    missed = [package["name"] for package in packages if "skip_reason" in package]
    if missed or not packages:
        known = f"{len(missed)} dari {len(packages)} paket"
        return unknown(f"layanannya tidak mengenal {known}: {', '.join(missed[:5])}")
    print(f"{len(packages)} paket diperiksa, tidak ada celah yang diketahui.")
    return 0


def unknown(why: str) -> int:
    """Say why nothing is known."""
    print(f"Celah keamanan pustaka TIDAK diperiksa: {why}. Ini bukan tanda lulus.")
    return UNKNOWN


if __name__ == "__main__":
    sys.exit(main())
