"""A real clamd with a signature of our own: nothing downloaded, nothing of the system started."""

import os
import shutil
import subprocess
import time
from contextlib import contextmanager, suppress

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
PROGRAM = shutil.which("clamd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
# What clamd is to find, anywhere in a file: name, kind of file, place, bytes.
SIGNATURE = f"Uji.Eicar:0:*:{EICAR.hex()}\n"


@contextmanager
def running(folder, *, address=None, **options):
    """Start clamd in the folder; gives the address it listens at."""
    (folder / "db").mkdir(exist_ok=True)
    (folder / "db" / "uji.ndb").write_text(SIGNATURE)
    address = address or str(folder / "clamd.ctl")
    lines = {"DatabaseDirectory": folder / "db", "Foreground": "yes", "LogFile": folder / "log"}
    if address.startswith("/"):
        lines["LocalSocket"] = address
    else:
        lines["TCPAddr"], lines["TCPSocket"] = address.split(":")
    (folder / "clamd.conf").write_text(
        "".join(f"{name} {value}\n" for name, value in {**lines, **options}.items())
    )
    process = subprocess.Popen(
        [PROGRAM, "--config-file", folder / "clamd.conf"], stdout=subprocess.DEVNULL
    )
    try:
        yield address
    finally:
        process.terminate()
        process.wait(timeout=120)


def wait(is_there, seconds=180.0):
    """Wait until it is; clamd reads its signatures first."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(OSError):
            if is_there():
                return
        time.sleep(0.1)
    raise TimeoutError("clamd did not start")
