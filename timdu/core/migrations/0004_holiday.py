"""Days off, as each team keeps them."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_opening_team"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("team", "0006_staf_pimpinan"),
    ]

    operations = [
        migrations.CreateModel(
            name="Holiday",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="hari")),
                ("name", models.CharField(max_length=80, verbose_name="nama")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("national", "Libur nasional"),
                            ("joint", "Cuti bersama"),
                            ("local", "Libur setempat"),
                        ],
                        default="national",
                        max_length=8,
                        verbose_name="jenis",
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="dibatalkan"),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="team.team",
                        verbose_name="tim",
                    ),
                ),
            ],
            options={
                "verbose_name": "hari libur",
                "verbose_name_plural": "hari libur",
                "ordering": ["day"],
            },
        ),
        migrations.CreateModel(
            name="HolidayEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("day", models.DateField(verbose_name="hari")),
                ("name", models.CharField(max_length=80, verbose_name="nama")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("national", "Libur nasional"),
                            ("joint", "Cuti bersama"),
                            ("local", "Libur setempat"),
                        ],
                        default="national",
                        max_length=8,
                        verbose_name="jenis",
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="dibatalkan"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="core.holiday",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="team.team",
                        verbose_name="tim",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="holiday",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)),
                fields=("team", "day"),
                name="holiday_once_a_day",
                violation_error_message="Hari ini sudah ada dalam daftar.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="holiday",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "core_holidayevent" ("day", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "team_id", "withdrawn_at") VALUES (NEW."day", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."team_id", NEW."withdrawn_at"); RETURN NULL;',
                    hash="ce431c1cd2136f603ee372280f1b4f92643042de",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8d880",
                    table="core_holiday",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="holiday",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "core_holidayevent" ("day", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "team_id", "withdrawn_at") VALUES (NEW."day", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."team_id", NEW."withdrawn_at"); RETURN NULL;',
                    hash="1096b4eaddc5340aa666822a459402154182e930",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6e66e",
                    table="core_holiday",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="holiday",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "core_holidayevent" ("day", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "team_id", "withdrawn_at") VALUES (OLD."day", OLD."id", OLD."kind", OLD."name", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."team_id", OLD."withdrawn_at"); RETURN NULL;',
                    hash="adbe17962ace71cb682f404a748d742abea90b88",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5ac02",
                    table="core_holiday",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="holidayevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f034a9a76eefaba90a1e78327dc1fee5f9ff1d28",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b2318",
                    table="core_holidayevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
