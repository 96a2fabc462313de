"""Folders and copies for the launcher's tests; nothing here needs Django's database."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from timdu.launcher import checks
from timdu.launcher.config import ROOT, Config


@pytest.fixture
def folder() -> Iterator[Path]:
    """A short folder others may pass through, as a data folder of root must be."""
    path = Path(tempfile.mkdtemp(prefix="tl-"))
    path.chmod(0o711)
    yield path
    shutil.rmtree(path)


@pytest.fixture
def copy(folder: Path) -> Config:
    """One copy of Timdu with its data folder made."""
    config = Config(root=ROOT, var=folder / "var")
    checks.open_data_folder(config)
    return config


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What only root can show (becoming another user) is not asked of a plain user."""
    if os.geteuid() == 0:
        return
    asked = [item for item in items if item.get_closest_marker("root")]
    config.hook.pytest_deselected(items=asked)
    items[:] = [item for item in items if item not in asked]
