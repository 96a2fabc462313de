"""What was recorded stays: seen from the role the application runs as, and from its owner."""

import psycopg
import pytest

from tests.servers import app_url

FORBIDDEN = [
    "UPDATE core_event SET note = 'lain'",
    "DELETE FROM core_event",
    "TRUNCATE core_event CASCADE",
    "ALTER TABLE core_event DISABLE TRIGGER ALL",
    "SET session_replication_role = replica",
    "DROP TABLE core_event CASCADE",
    "DELETE FROM core_eventsubject",
    "DELETE FROM core_accesslog",
    "UPDATE team_userevent SET role = 'admin'",
    "UPDATE incidents_development SET text = 'lain'",
    "DELETE FROM django_migrations",
    "CREATE TABLE mine (id int)",
]


@pytest.fixture
def site(make_site):
    site = make_site("jejak")
    with psycopg.connect(site.env["DATABASE_OWNER_URL"]) as owner:
        owner.execute(
            "INSERT INTO core_event (at, what, note, data) VALUES (now(), 'uji', '', '{}')"
        )
    return site


def test_the_running_role_may_only_add(site):
    outcome = {}
    with psycopg.connect(app_url(site.database), autocommit=True) as connection:
        for sql in FORBIDDEN:
            try:
                connection.execute(sql)
                outcome[sql] = "done"
            except psycopg.errors.InsufficientPrivilege:
                outcome[sql] = "refused"

        assert outcome == dict.fromkeys(FORBIDDEN, "refused")
        assert connection.execute("SELECT note FROM core_event").fetchall() == [("",)]
        # Of a perkembangan the words stay; that it was read, or taken back, is written beside them.
        connection.execute("UPDATE incidents_development SET read_at = now(), withdrawn_at = NULL")


def test_even_the_owner_meets_the_trigger(site):
    with psycopg.connect(site.env["DATABASE_OWNER_URL"], autocommit=True) as owner:
        for sql in FORBIDDEN[:2]:
            with pytest.raises(psycopg.errors.RaiseException):
                owner.execute(sql)
