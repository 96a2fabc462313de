"""Entrance: `python3 -m timdu.launcher run` or `test`."""

import contextlib
import io
import os
import sys

from timdu.launcher import config, gate, manage, run, words
from timdu.launcher.trouble import Trouble

HELP = """Pemakaian:
  ./run            menyiapkan dan menjalankan Timdu dengan data contoh
  ./run --kosong   tanpa data contoh
  ./run kelola …   satu perintah manage.py di dalam Timdu yang sedang berjalan
Peubah: PORT, TIMDU_VAR (folder data), DATABASE_URL, REDIS_URL, EMAIL_HOST.
"""


def say(line: str) -> None:
    """Print, unless the terminal is gone: then there is nobody to tell."""
    with contextlib.suppress(OSError):
        print(line, flush=True)


def main(arguments: list[str]) -> int:
    command, rest = arguments[0], arguments[1:]
    # A terminal that knows no "…" gets a question mark, not a traceback.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        if command == "test":
            return gate.main(config.for_test(), rest, say)
        if rest[:1] == ["kelola"]:
            return manage.main(config.for_run(os.environ), rest[1:])
        if set(rest) - {"--kosong"}:
            say(HELP)
            return 0 if rest in (["--help"], ["-h"]) else 2
        return run.main(config.for_run(os.environ, empty="--kosong" in rest), say)
    except Trouble as trouble:
        words.trouble(trouble, say)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
