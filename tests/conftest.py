"""Fixtures for all: the world of two teams, and a guard that refuses writes."""

import os
import re
import shutil
import subprocess
import time
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test import Client

from tests import servers, spread
from tests.access import build_world

WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|TRUNCATE)\b", re.IGNORECASE)
LONG_NAME = 60
# What a GET may write: session rows and the log of openings (design rule 4).
ALLOWED = ("django_session", "usersessions_", "core_accesslog", "django_cache")


@pytest.fixture(autouse=True)
def fresh_caches():
    """Nothing counted for one test (rate limits, content types) reaches the next."""
    cache.clear()
    ContentType.objects.clear_cache()


class SignedIn(Client):
    """`force_login` stands for a sign-in a moment ago: what proves oneself is not asked again."""

    def force_login(self, user, backend=None):
        super().force_login(user, backend)
        session = self.session
        session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()


@pytest.fixture
def client():
    return SignedIn()


@pytest.fixture
def world(db):
    return build_world()


@pytest.fixture
def no_writes():
    """A context in which SQL that writes is an error."""

    def refuse(execute, sql, params, many, context):
        if WRITES.match(sql) and not any(table in sql for table in ALLOWED):
            raise AssertionError(f"a GET wrote: {sql[:200]}")
        return execute(sql, params, many, context)

    @contextmanager
    def guard():
        with connection.execute_wrapper(refuse):
            yield

    return guard


def pytest_make_parametrize_id(val):
    """A file is no name for a test: long, and when it is random another in each process."""
    return "berkas" if isinstance(val, bytes) and len(val) > LONG_NAME else None


def pytest_itemcollected(item):
    """Each test gets its group as it is found: xdist reads them before any other hook sorts."""
    spread.mark(item)


def pytest_collection_finish(session):
    """Without groups the suite would still pass, but make its servers again and again."""
    groups = ("@" in item.nodeid for item in session.items)
    assert "PYTEST_XDIST_WORKER" not in os.environ or all(groups), "xdist lost the groups"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Runs after pytest-django has put the tests in order."""
    spread.arrange(items)


def pytest_sessionfinish(session):
    """Whoever has no parent clears away what all processes of the run shared."""
    if not hasattr(session.config, "workerinput") and "DATABASE_OWNER_URL" in os.environ:
        servers.drop(servers.TEMPLATE)
        servers.drop(servers.BASE)


@pytest.fixture(scope="session")
def shared(tmp_path_factory):
    """`shared(name, make)`: what is made once for all processes of a run."""
    folder = spread.folder_of_run(tmp_path_factory)
    return lambda name, make: spread.once(folder, name, make)


@pytest.fixture(scope="session")
def base_database(shared):
    """The name of a migrated, granted, empty database."""
    return shared("dasar", servers.make_base)


@pytest.fixture(scope="session")
def django_db_keepdb():
    """The tests' own database is cloned below, not made by running the migrations once more."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request, django_db_modify_db_settings_parallel_suffix):
    """Clone this process's database from the base, unless one is to be used again."""
    name = settings.DATABASES["default"]["TEST"]["NAME"]
    if not (request.config.getvalue("reuse_db") and servers.exists(name)):
        servers.clone(name, request.getfixturevalue("base_database"))


@pytest.fixture(scope="session")
def site_template(shared, base_database):
    """The name of a database with schema, rights and area codes."""
    return shared("cetakan", lambda: servers.make_template(base_database))


@pytest.fixture
def make_site(site_template, tmp_path):
    """Make sites of one's own: `make_site("nama", EMAIL_PORT="…")`."""
    made = []

    def make(name, **env):
        site = servers.Site(name, tmp_path / name, site_template, **env)
        made.append(site)
        return site

    yield make
    for site in made:
        site.close()


@pytest.fixture
def redis(tmp_path):
    """The address of a real Redis of one's own."""
    port = servers.free_port()
    server = subprocess.Popen(
        [shutil.which("redis-server") or "redis-server", "--port", str(port), "--save", "",
         "--bind", "127.0.0.1", "--dir", str(tmp_path)],
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    yield f"redis://127.0.0.1:{port}/0"
    server.terminate()
    server.wait(timeout=60)
