"""Troubles told before anything is started."""

import os
import shutil
import socket
import stat
from collections import namedtuple

import pytest

from timdu.launcher import checks
from timdu.launcher.config import Config
from timdu.launcher.trouble import Trouble

Usage = namedtuple("Usage", "total used free")


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_open_data_folder_makes_it_closed_to_others(copy):
    assert mode(copy.var) == (0o711 if os.geteuid() == 0 else 0o700)
    assert mode(copy.logs) == 0o700


def test_open_data_folder_does_not_depend_on_the_umask(folder):
    before = os.umask(0o077)
    try:
        checks.open_data_folder(Config(root=folder, var=folder / "var"))
    finally:
        os.umask(before)

    assert mode(folder / "var") == (0o711 if os.geteuid() == 0 else 0o700)


def test_open_data_folder_leaves_the_folders_above_as_they_are(folder):
    folder.chmod(0o750)

    checks.open_data_folder(Config(root=folder, var=folder / "var"))

    assert mode(folder) == 0o750


def test_open_data_folder_says_when_a_file_stands_in_its_place(folder):
    (folder / "var").write_text("bukan folder")

    with pytest.raises(Trouble, match=r"tidak dapat ditulis \(bukan folder\)"):
        checks.open_data_folder(Config(root=folder, var=folder / "var"))


def test_open_data_folder_says_when_it_may_not_write():
    # /proc takes no folder from anybody, root included.
    with pytest.raises(Trouble, match=r"/proc/timdu tidak dapat ditulis"):
        checks.open_data_folder(Config(root=checks.Path("/"), var=checks.Path("/proc/timdu")))


def test_open_data_folder_refuses_one_that_everybody_may_write(folder):
    (folder / "var").mkdir()
    (folder / "var").chmod(0o777)

    with pytest.raises(Trouble, match="dapat ditulis oleh siapa saja"):
        checks.open_data_folder(Config(root=folder, var=folder / "var"))


def test_lock_refuses_a_second_copy_on_the_same_folder_and_names_the_first(copy):
    with (
        checks.lock(copy),
        pytest.raises(Trouble, match=f"sudah berjalan .*proses {os.getpid()}"),
    ):
        checks.lock(copy)


def test_lock_falls_with_its_holder(copy):
    checks.lock(copy).close()

    checks.lock(copy).close()


@pytest.mark.parametrize(
    ("free", "installing", "refused"),
    [(199, False, True), (201, False, False), (1_699, True, True), (1_701, True, False)],
)
def test_room_counts_what_is_still_to_be_installed(monkeypatch, copy, free, installing, refused):
    here = Config(root=copy.var, var=copy.var)
    usage = Usage(10**12, 0, free * checks.MEGABYTE)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)

    if refused:
        with pytest.raises(Trouble, match=f"tinggal {free} MB"):
            checks.room(here, installing=installing)
    else:
        checks.room(here, installing=installing)


def test_port_is_free_names_the_busy_port_and_the_next_one():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        with pytest.raises(Trouble, match=f"Port {port} sedang dipakai") as caught:
            checks.port_is_free(port)

    assert f"PORT={port + 1} ./run" in caught.value.remedy


def test_port_is_free_sees_a_server_on_all_addresses():
    with socket.create_server(("0.0.0.0", 0)) as server, pytest.raises(Trouble):
        checks.port_is_free(server.getsockname()[1])
