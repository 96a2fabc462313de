"""What `./run` reads from the environment."""

from pathlib import Path

import pytest

from timdu.launcher.config import for_run, for_test
from timdu.launcher.trouble import Trouble

ROOT = Path("/srv/timdu")


def test_for_run_has_harmless_defaults():
    config = for_run({}, root=ROOT)

    assert (config.var, config.port, config.database_url) == (ROOT / "var", 8000, "")
    assert config.address == "http://localhost:8000/"


def test_for_run_honours_what_is_set_and_takes_empty_for_unset():
    environ = {"PORT": "8101", "TIMDU_VAR": "/srv/data", "DATABASE_URL": "postgres://x/y"}

    config = for_run({**environ, "REDIS_URL": ""}, empty=True, root=ROOT)

    assert (config.port, config.var, config.empty) == (8101, Path("/srv/data"), True)
    assert (config.database_url, config.redis_url) == ("postgres://x/y", "")


@pytest.mark.parametrize("port", ["0", "65536", "delapan", "-1", "80.5", "٨٠٠٠"])
def test_for_run_refuses_what_is_no_port(port):
    with pytest.raises(Trouble, match=f"PORT={port} bukan nomor port"):
        for_run({"PORT": port}, root=ROOT)


@pytest.mark.parametrize("folder", ["/", "/tmp", "/srv", "/srv/timdu", "~"])
def test_for_run_refuses_a_data_folder_that_holds_other_things(folder):
    with pytest.raises(Trouble, match="bukan folder tersendiri"):
        for_run({"TIMDU_VAR": folder}, root=ROOT)


def test_for_test_takes_nothing_from_outside(monkeypatch):
    monkeypatch.setenv("TIMDU_VAR", "/srv/data")
    monkeypatch.setenv("DATABASE_URL", "postgres://x/y")

    config = for_test(ROOT)

    assert (config.var, config.database_url) == (ROOT / "var" / "test", "")
