"""Fixtures for all: the world of two teams, and a guard that refuses writes."""

import re
from contextlib import contextmanager

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection

from tests import servers
from tests.access import build_world

WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|TRUNCATE)\b", re.IGNORECASE)
# What a GET may write: session rows and the log of openings (design rule 4).
ALLOWED = ("django_session", "usersessions_", "core_accesslog", "django_cache")


@pytest.fixture(autouse=True)
def fresh_caches():
    """Nothing counted for one test (rate limits, content types) reaches the next."""
    cache.clear()
    ContentType.objects.clear_cache()


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


@pytest.fixture(scope="session")
def site_template():
    """The name of a database with schema, rights and area codes, made once for the run."""
    name = servers.make_template()
    yield name
    servers.drop(name)


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
