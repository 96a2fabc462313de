"""What can be known before anything is started: data folder, disk, port, a second copy."""

import errno
import fcntl
import os
import shutil
import socket
import stat
from pathlib import Path
from typing import TextIO

from timdu.launcher.account import make_folder
from timdu.launcher.config import Config
from timdu.launcher.trouble import Trouble

MEGABYTE = 1024 * 1024
# Measured: the virtual environment takes 850 MB, npm 30 MB, the demo and its database 200 MB.
ROOM_TO_INSTALL = 1_500 * MEGABYTE
ROOM_TO_RUN = 200 * MEGABYTE


def open_data_folder(config: Config) -> None:
    """Make the data folder and prove that it can be written; touch nothing above it."""
    remedy = "Pilih folder lain (TIMDU_VAR=$HOME/timdu-data ./run) atau perbaiki izinnya."
    try:
        config.var.parent.mkdir(parents=True, exist_ok=True)
        # As root the database runs under its own account and must be able to pass through.
        make_folder(config.var, 0o711 if os.geteuid() == 0 else 0o700)
        make_folder(config.logs, 0o700)
        probe = config.var / ".tulis"
        probe.write_text("ya", encoding="utf-8")
        probe.unlink()
    except OSError as error:
        raise Trouble(
            f"Folder data {config.var} tidak dapat ditulis ({reason(error)}).", remedy
        ) from error
    if config.var.stat().st_mode & stat.S_IWOTH:
        raise Trouble(f"Folder data {config.var} dapat ditulis oleh siapa saja.", remedy)


def reason(error: OSError) -> str:
    """Say in Indonesian what the system said in English."""
    words = {
        errno.EACCES: "izin ditolak",
        errno.EPERM: "izin ditolak",
        errno.EROFS: "hanya dapat dibaca",
        errno.ENOTDIR: "bukan folder",
        errno.EEXIST: "bukan folder",
        errno.ENOSPC: "ruang disk habis",
        errno.ENOENT: "tidak ada",
    }
    return words.get(error.errno or 0, error.strerror or "galat")


def lock(config: Config) -> TextIO:
    """Hold the data folder for this copy alone. The lock falls with us, even by kill -9."""
    holder = (config.var / "timdu.lock").open("a+", encoding="utf-8")
    try:
        fcntl.flock(holder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        with holder:
            holder.seek(0)
            who = holder.read().strip()
        raise Trouble(
            f"Timdu sudah berjalan dengan folder data {config.var} (proses {who}).",
            "Hentikan dahulu (Ctrl-C di terminalnya), atau beri salinan kedua folder dan port "
            "sendiri: PORT=8001 TIMDU_VAR=$HOME/timdu-2 ./run",
        ) from error
    holder.truncate(0)
    holder.write(str(os.getpid()))
    holder.flush()
    return holder


def room(config: Config, *, installing: bool) -> None:
    """Refuse to begin what the disk cannot hold."""
    needs: dict[int, tuple[Path, int]] = {}
    wanted = [(config.var, ROOM_TO_RUN)] + ([(config.root, ROOM_TO_INSTALL)] if installing else [])
    for path, need in wanted:
        device = path.stat().st_dev
        needs[device] = (path, need + needs.get(device, (path, 0))[1])
    for path, need in needs.values():
        free = shutil.disk_usage(path).free
        if free < need:
            raise Trouble(
                f"Ruang disk di {path} tinggal {free // MEGABYTE} MB; "
                f"Timdu memerlukan {need // MEGABYTE} MB.",
                "Kosongkan disk, lalu jalankan lagi. Tidak ada yang diubah.",
            )


def port_is_free(port: int) -> None:
    """Refuse a busy port before minutes of preparation are spent."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise _port_trouble(port, error) from error


def _port_trouble(port: int, error: OSError) -> Trouble:
    other = port + 1 if port < 65535 else 8000
    if error.errno == errno.EADDRINUSE:
        sentence = f"Port {port} sedang dipakai program lain."
    else:
        sentence = f"Port {port} tidak boleh dipakai pengguna ini ({reason(error)})."
        other = 8000
    return Trouble(sentence, f"Pakai port lain: PORT={other} ./run")
