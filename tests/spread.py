"""The suite on several processes: who runs what, and what is made once for all of them.

`./test` starts pytest with one process a core. A file stays on one process, in the order
pytest-django gave (what empties tables comes last); what takes longest begins first, so that no
core is idle at the end.
"""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest

# Begun first, in this order; behind the browser stands what needs no database, for the process that
# would otherwise wait for the first one to make it. The matrix takes three minutes: begun last, as
# its name would have it, it would leave the other processes idle.
LONGEST = (
    "tests/browser/",
    "tests/launcher/",
    "tests/offline/",
    "tests/documents/test_kill.py",
    "tests/test_access.py",
)
# Folders whose tests share what is made once for all of them: a server, a loaded demo.
TOGETHER = ("tests/browser/", "tests/offline/", "tests/demo/")


def group_of(item: pytest.Item) -> str:
    """What is run by one process: a folder that shares something, or a file.

    A file's tests that empty the tables are a group of their own, run after everybody's others.
    """
    path = item.path.relative_to(item.config.rootpath).as_posix()
    if path.startswith(TOGETHER):
        return next(folder for folder in TOGETHER if path.startswith(folder))
    database = item.get_closest_marker("django_db")
    empties = database is not None and database.kwargs.get("transaction", False)
    return f"{path} (mengosongkan)" if empties else path


def mark(item: pytest.Item) -> None:
    """Say which group a test belongs to."""
    item.add_marker(pytest.mark.xdist_group(group_of(item)))


def arrange(items: list[pytest.Item]) -> None:
    """Move the longest to the front."""
    items.sort(key=lambda item: rank(group_of(item)))


def rank(group: str) -> int:
    """The place of a group among the longest; all others keep their order behind them."""
    return next((n for n, name in enumerate(LONGEST) if group.startswith(name)), len(LONGEST))


def once(folder: Path, name: str, make: Callable[[], str]) -> str:
    """What the first process of a run to need it made; the others wait and take it.

    `folder` is one for all processes of the run; `make` returns the name of what it made.
    """
    with (folder / f"{name}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = folder / f"{name}.made"
        if not made.exists():
            made.write_text(make())
        return made.read_text()


def folder_of_run(factory: pytest.TempPathFactory) -> Path:
    """A folder all processes of this run have in common."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
