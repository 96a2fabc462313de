"""Migrating without drawing anew: the same state, the same schema, fewer drawings."""

import os

import pgtrigger
import psycopg
import pytest
from django.db import models
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.state import ProjectState
from pgtrigger.compiler import Trigger
from pgtrigger.migrations import AddTrigger

from tests import servers
from tests.settings import FULL
from timdu.core.migrating import State

SCHEMA = """
SELECT 'kolom', table_name || '.' || column_name, concat_ws(' ', data_type, is_nullable,
       column_default, character_maximum_length, is_identity, generation_expression)
  FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL SELECT 'batasan', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT 'indeks', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'pemicu', tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid)
  FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'fungsi', proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace
 ORDER BY 1, 2, 3"""
OPERATIONS = [
    AddConstraint("village", models.UniqueConstraint(fields=["name"], name="one_name")),
    AddIndex("village", models.Index(fields=["name"], name="by_name")),
    AddTrigger("village", Trigger(name="keep", sql=pgtrigger.compiler.UpsertTriggerSql(
        pgid="keep", table="desa_village", when="BEFORE", operation="DELETE", func="RETURN NULL;",
        hash="1"))),
]  # fmt: skip


def begun(kind):
    """A state with two models, the second of which points to the first, both drawn."""
    state = kind(real_apps=set())
    CreateModel("Area", [("id", models.AutoField(primary_key=True))]).state_forwards("desa", state)
    CreateModel(
        "Village",
        [
            ("id", models.AutoField(primary_key=True)),
            ("name", models.TextField()),
            ("area", models.ForeignKey("desa.Area", models.CASCADE)),
        ],
    ).state_forwards("desa", state)
    assert state.apps.get_model("desa", "village")
    # The first time a model is touched it is drawn; whatever follows may leave it.
    state.reload_model("desa", "village")
    return state


def test_what_stands_beside_the_fields_draws_nothing_anew():
    state, plain = begun(State), begun(ProjectState)
    before, ordinary = state.apps.get_model("desa", "village"), plain.apps.get_model("desa", "area")

    for operation in OPERATIONS:
        operation.state_forwards("desa", state)
        operation.state_forwards("desa", plain)

    assert state.apps.get_model("desa", "village") is before
    # The measure can fail: Django draws even the neighbour again.
    assert plain.apps.get_model("desa", "area") is not ordinary
    wanted = plain.apps.get_model("desa", "village")._meta
    for option in ("constraints", "indexes"):
        assert getattr(before._meta, option) == getattr(wanted, option) != []
    assert [trigger.name for trigger in before._meta.triggers] == ["keep"]


def test_a_field_is_drawn_and_a_copy_draws_by_itself():
    state = begun(State)
    copy = state.clone()

    AddField("village", "code", models.TextField(default="")).state_forwards("desa", copy)

    def columns(state):
        return [field.name for field in state.apps.get_model("desa", "village")._meta.fields]

    assert columns(copy) == ["id", "name", "area", "code"]
    assert columns(state) == ["id", "name", "area"]
    AddField("village", "code", models.TextField(default="")).state_forwards("desa", state)
    assert columns(state) == columns(copy)


def test_a_new_model_draws_no_other_until_rows_are_read():
    state = begun(State)
    before = state.apps.get_model("desa", "area")
    fields = [
        ("id", models.AutoField(primary_key=True)),
        ("area", models.ForeignKey("desa.Area", models.CASCADE)),
    ]

    CreateModel("Post", fields).state_forwards("desa", state)

    post = state.apps.get_model("desa", "post")
    assert state.apps.get_model("desa", "area") is before is post.area.field.related_model
    copy = state.clone()
    # What RunPython does before its function is called.
    copy.clear_delayed_apps_cache()
    area, village = (copy.apps.get_model("desa", name) for name in ("area", "village"))
    assert {one.related_model._meta.model_name for one in area._meta.related_objects} == {
        "village", "post"
    }  # fmt: skip
    assert area.objects.filter(post=None, village=None).query.get_compiler("default").as_sql()
    assert village.area.field.related_model is area


@pytest.mark.skipif(not FULL, reason="two migrations from nothing: only in the full run")
def test_the_schema_is_that_of_djangos_own_command(tmp_path):
    found = {}
    for name, command in {
        "cepat": ["migrate"],
        "biasa": ["shell", "-c", PLAIN],
    }.items():
        site = servers.Site(name, tmp_path / name)
        try:
            site.manage(*command, as_owner=True)
            with psycopg.connect(
                servers.database_url(os.environ["DATABASE_OWNER_URL"], site.database)
            ) as connection:
                found[name] = connection.execute(SCHEMA).fetchall()
        finally:
            site.close()

    assert len(found["biasa"]) > 1000
    assert found["cepat"] == found["biasa"]


PLAIN = """
from django.core.management import call_command
from django.core.management.commands import migrate
call_command(migrate.Command(), verbosity=0)
"""
