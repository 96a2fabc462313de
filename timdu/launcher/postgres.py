"""The embedded PostgreSQL: made, started, recovered. Programs of the wheel, nothing else of it.

Nobody but the account itself can reach the server: it listens on no network address, its socket
stands in a folder with mode 0700, and whoever gets there needs a generated password. Nobody can
sign in as its superuser at all; roles are made in single-user mode.
"""

import hashlib
import os
import secrets
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from timdu.launcher import stamps
from timdu.launcher.account import Account, make_folder
from timdu.launcher.keys import Keys
from timdu.launcher.process import PRIVATE, Failed, call, explain
from timdu.launcher.trouble import Trouble

VERSION = "18"
DATABASE = "timdu"
OWNER = "timdu_owner"
APP = "timdu_app"
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET = 100
HBA = "# Passwords only, for everybody, on the one socket there is.\nlocal all all scram-sha-256\n"
SETTINGS = ["listen_addresses=", "unix_socket_permissions=0700", "max_connections=100"]
# A test cluster may be lost with the power: it is made anew.
CARELESS = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]


@dataclass(frozen=True)
class Cluster:
    """One cluster: where it lives, who runs it, with which programs and secrets."""

    home: Path
    binaries: Path
    account: Account
    keys: Keys
    log: Path
    for_tests: bool = False

    @property
    def data(self) -> Path:
        return self.home / "data"

    def command(self, sockets: Path) -> list[str]:
        """The server in the foreground, so that whoever starts it holds it."""
        settings = [*SETTINGS, f'unix_socket_directories="{sockets}"']
        settings += CARELESS if self.for_tests else []
        flags = [part for setting in settings for part in ("-c", setting)]
        return [str(self.binaries / "postgres"), "-D", str(self.data), *flags]

    def url(self, sockets: Path, *, owner: bool = False) -> str:
        """Address for DATABASE_URL, the folder of the socket percent-encoded as libpq wants it."""
        role = OWNER if owner else APP
        password = self.keys.owner_password if owner else self.keys.app_password
        return f"postgres://{role}:{password}@{quote(str(sockets), safe='')}/{DATABASE}"

    def run(self, program: str, *arguments: str | Path, stdin: str | None = None) -> list[str]:
        return call(
            [self.binaries / program, *arguments],
            log=self.log, cwd=self.home, umask=PRIVATE, stdin=stdin,
            uid=self.account.uid if self.account.lent else None,
        )  # fmt: skip


def ready_data(cluster: Cluster) -> bool:
    """Make the cluster, or check the one that is there. True when it is new."""
    # A lent account passes through; what root writes there is not for it to touch.
    make_folder(cluster.home, 0o711 if cluster.account.lent else 0o700)
    new = not cluster.data.exists()
    if new:
        create(cluster)
    else:
        inspect(cluster)
        recover(cluster)
    roles = hashlib.sha256(f"{cluster.keys}".encode()).hexdigest()
    if not stamps.stands(cluster.home / "peran", roles):
        alone(cluster, "postgres", role_statements(cluster))
        stamps.put(cluster.home / "peran", roles)
    ready_scratch(cluster)
    return new


def ready_scratch(cluster: Cluster) -> None:
    """Make the scratch database, also in a cluster that is older than the rehearsals."""
    stamp = cluster.home / "latihan"
    if stamps.stands(stamp, SCRATCH):
        return
    query = f"SELECT datname FROM pg_database WHERE datname = '{SCRATCH}'\n"  # nosec B608
    found = cluster.run("postgres", "--single", "-D", cluster.data, "postgres", stdin=query)
    if not any(f'"{SCRATCH}"' in line for line in found):
        alone(
            cluster,
            "postgres",
            [
                f"CREATE DATABASE {SCRATCH} OWNER {OWNER}",
                f"REVOKE ALL ON DATABASE {SCRATCH} FROM PUBLIC",
            ],
        )
    stamps.put(stamp, SCRATCH)


def create(cluster: Cluster) -> None:
    """Make the cluster aside and move it in place whole: an interrupted start leaves none."""
    draft = cluster.home / "data.baru"
    if draft.exists():
        shutil.rmtree(draft)
    draft.mkdir(mode=0o700)
    cluster.account.give(draft)
    password = cluster.home / "sandi"
    password.write_text(secrets.token_urlsafe(48), encoding="utf-8")
    password.chmod(0o600)
    cluster.account.give(password)
    try:
        cluster.run(
            "initdb", "-D", draft, "-U", "postgres", "--auth=scram-sha-256", "--pwfile", password,
            "--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8", "--no-instructions",
            *(["--no-sync"] if cluster.for_tests else []),
        )  # fmt: skip
        (draft / "pg_hba.conf").write_text(HBA, encoding="utf-8")
        alone(cluster, "template1", [*role_statements(cluster), *GRANTS], data=draft)
    except Failed as failed:
        raise explain(failed, "Basis data tertanam tidak dapat dibuat.", cluster.log) from failed
    finally:
        password.unlink()
    draft.rename(cluster.data)


DEFAULTS = f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT"
# Written into template1, from which every database of the cluster, the tests' included, is copied.
GRANTS = [
    f"{DEFAULTS} SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP}",
    f"{DEFAULTS} USAGE, SELECT ON SEQUENCES TO {APP}",
    f"CREATE DATABASE {DATABASE} OWNER {OWNER}",
    f"REVOKE ALL ON DATABASE {DATABASE}, postgres FROM PUBLIC",
    f"GRANT CONNECT, TEMPORARY ON DATABASE {DATABASE} TO {APP}",
    f"GRANT CONNECT ON DATABASE postgres TO {OWNER}",
]
# Where the restore of a backup is rehearsed each night; the owner may not make it.
SCRATCH = f"{DATABASE}_latihan"


def role_statements(cluster: Cluster) -> list[str]:
    """Both roles with their present passwords. Only the tests' owner may make databases."""
    may = "CREATEDB" if cluster.for_tests else "NOCREATEDB"
    passwords = {OWNER: cluster.keys.owner_password, APP: cluster.keys.app_password}
    made = [
        # Two names of our own; no word of anybody else's comes here.
        f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') "  # nosec B608
        f"THEN CREATE ROLE {role} LOGIN; END IF; END $$"
        for role in passwords
    ]
    given = [f"ALTER ROLE {role} PASSWORD '{word}'" for role, word in passwords.items()]
    return [*made, *given, f"ALTER ROLE {OWNER} {may}"]


def alone(
    cluster: Cluster, database: str, statements: Sequence[str], data: Path | None = None
) -> None:
    """Run statements in single-user mode: no server, no connection, no superuser password."""
    lines = "".join(f"{statement}\n" for statement in statements)
    said = cluster.run("postgres", "--single", "-D", data or cluster.data, database, stdin=lines)
    wrong = [line for line in said if " ERROR:" in line or " FATAL:" in line]
    if wrong:
        raise Failed(1, wrong)


def inspect(cluster: Cluster) -> None:
    """Say what is wrong with a data folder before PostgreSQL says it in its own words."""
    backup = (
        f"Pulihkan dari cadangan, atau pindahkan {cluster.home} dan jalankan lagi (mulai kosong)."
    )
    if not cluster.account.owns(cluster.data):
        raise Trouble(
            f"Folder basis data {cluster.data} milik pengguna lain, bukan {cluster.account.name}.",
            "Jalankan sebagai pengguna itu, atau pakai TIMDU_VAR lain.",
        )
    marker = cluster.data / "PG_VERSION"
    if not marker.is_file() or not (cluster.data / "global" / "pg_control").is_file():
        raise Trouble(f"Folder basis data {cluster.data} rusak atau tidak lengkap.", backup)
    found = marker.read_text(encoding="utf-8").strip()
    if found != VERSION:
        raise Trouble(
            f"Folder basis data {cluster.data} dibuat oleh PostgreSQL {found}, "
            f"sedangkan Timdu memakai PostgreSQL {VERSION}.",
            f"Pindahkan isinya dengan pg_dump dari versi {found} (docs/operasi.md), "
            "atau pakai TIMDU_VAR lain.",
        )


def recover(cluster: Cluster) -> None:
    """Settle what a killed start left: stop a server without a master, drop a stale pid file.

    We hold the lock of the data folder, so a server on it has lost its master.
    """
    pidfile = cluster.data / "postmaster.pid"
    if not pidfile.exists():
        return
    first = pidfile.read_text(encoding="utf-8").split("\n", 1)[0].strip()
    pid = int(first) if first.isdigit() else 0
    if not serves(pid, cluster.data):
        pidfile.unlink(missing_ok=True)
        return
    os.kill(pid, signal.SIGINT)
    deadline = time.monotonic() + 30
    while serves(pid, cluster.data):
        if time.monotonic() > deadline:
            raise Trouble(
                f"PostgreSQL lama (proses {pid}) tidak mau berhenti.", f"Hentikan: kill -9 {pid}"
            )
        time.sleep(0.1)


def serves(pid: int, data: Path) -> bool:
    """Is this process a server on that folder? A server stands in its data folder."""
    try:
        return pid > 0 and Path(f"/proc/{pid}/cwd").readlink() == data
    except OSError:
        return False


def socket_folder(cluster: Cluster) -> Path:
    """A new folder only the account can enter, on a path short enough for a socket.

    New, because a socket a killed server left is locked by its pid, which may be somebody's again.
    """
    shutil.rmtree(present_socket_folder(cluster), ignore_errors=True)
    folder = cluster.home / "soket"
    # For libpq a comma separates one host from the next.
    if len(str(folder / SOCKET_NAME)) <= LONGEST_SOCKET and "," not in str(folder):
        folder.mkdir(mode=0o700)
        (cluster.home / "soket-luar").unlink(missing_ok=True)
    else:
        # mkdtemp makes it for us alone, under a name nobody could have taken before.
        folder = Path(tempfile.mkdtemp(prefix="timdu-", dir="/tmp"))  # nosec B108
        stamps.put(cluster.home / "soket-luar", str(folder))
    cluster.account.give(folder)
    return folder


def present_socket_folder(cluster: Cluster) -> Path:
    """Where the socket was put by the last start."""
    outside = cluster.home / "soket-luar"
    if outside.exists():
        return Path(outside.read_text(encoding="utf-8"))
    return cluster.home / "soket"


def wait_until_ready(cluster: Cluster, sockets: Path, alive: Callable[[], bool]) -> None:
    """Wait for the first answer; a server that ended says why in its log."""
    deadline = time.monotonic() + 60
    while alive() and time.monotonic() < deadline:
        try:
            cluster.run("pg_isready", "-q", "-h", sockets, "-d", DATABASE, "-U", APP)
            return
        except Failed:
            time.sleep(0.1)
    raise Trouble(
        f"Basis data tertanam tidak mau menyala: {last_words(cluster.log)}",
        f"Bila datanya rusak, pulihkan {cluster.home} dari cadangan. Catatan: {cluster.log}",
    )


def last_words(log: Path) -> str:
    """The last thing PostgreSQL complained of."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-200:]
    loud = [line for line in lines if " FATAL:" in line or " PANIC:" in line]
    return loud[-1].split(":  ", 1)[-1].strip() if loud else "tanpa keterangan"
