"""Who owes a monthly answer, who need not give one, and the reminders of each month."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0003_covering_indexes"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("team", "0006_staf_pimpinan"),
        ("wilayah", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField(verbose_name="bulan")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("before", "sebelum batas"),
                            ("due", "hari batas"),
                            ("over", "sesudah batas"),
                        ],
                        max_length=8,
                        verbose_name="tahap",
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="diingatkan sejak")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="terjawab")),
                (
                    "called_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="dihubungi"),
                ),
                (
                    "called_whom",
                    models.CharField(blank=True, max_length=120, verbose_name="yang dihubungi"),
                ),
                (
                    "called_note",
                    models.CharField(blank=True, max_length=300, verbose_name="yang dikatakan"),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="team.agency",
                        verbose_name="instansi",
                    ),
                ),
                (
                    "called_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dihubungi oleh",
                    ),
                ),
                (
                    "kecamatan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wilayah.wilayah",
                    ),
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
                "verbose_name": "pengingat bulanan",
                "verbose_name_plural": "pengingat bulanan",
            },
        ),
        migrations.CreateModel(
            name="ReminderEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("month", models.DateField(verbose_name="bulan")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("before", "sebelum batas"),
                            ("due", "hari batas"),
                            ("over", "sesudah batas"),
                        ],
                        max_length=8,
                        verbose_name="tahap",
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="diingatkan sejak")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="terjawab")),
                (
                    "called_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="dihubungi"),
                ),
                (
                    "called_whom",
                    models.CharField(blank=True, max_length=120, verbose_name="yang dihubungi"),
                ),
                (
                    "called_note",
                    models.CharField(blank=True, max_length=300, verbose_name="yang dikatakan"),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="team.agency",
                        verbose_name="instansi",
                    ),
                ),
                (
                    "called_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dihubungi oleh",
                    ),
                ),
                (
                    "kecamatan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="wilayah.wilayah",
                    ),
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
                        to="incidents.reminder",
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
        migrations.CreateModel(
            name="ReportingDuty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("owes", "Wajib lapor"), ("exempt", "Tidak wajib lapor")],
                        max_length=8,
                        verbose_name="keputusan",
                    ),
                ),
                ("first", models.DateField(verbose_name="sejak bulan")),
                ("last", models.DateField(blank=True, null=True, verbose_name="sampai bulan")),
                ("reason", models.CharField(max_length=300, verbose_name="alasan")),
                ("decided_by", models.CharField(max_length=120, verbose_name="diputuskan oleh")),
                ("at", models.DateTimeField(verbose_name="dicatat")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="dibatalkan"),
                ),
                (
                    "withdrawn_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="alasan dibatalkan"),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="team.agency",
                        verbose_name="instansi",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dicatat oleh",
                    ),
                ),
                (
                    "kecamatan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wilayah.wilayah",
                    ),
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
                "verbose_name": "kewajiban lapor",
                "verbose_name_plural": "kewajiban lapor",
                "ordering": ["-first", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ReportingDutyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("owes", "Wajib lapor"), ("exempt", "Tidak wajib lapor")],
                        max_length=8,
                        verbose_name="keputusan",
                    ),
                ),
                ("first", models.DateField(verbose_name="sejak bulan")),
                ("last", models.DateField(blank=True, null=True, verbose_name="sampai bulan")),
                ("reason", models.CharField(max_length=300, verbose_name="alasan")),
                ("decided_by", models.CharField(max_length=120, verbose_name="diputuskan oleh")),
                ("at", models.DateTimeField(verbose_name="dicatat")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="dibatalkan"),
                ),
                (
                    "withdrawn_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="alasan dibatalkan"),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="team.agency",
                        verbose_name="instansi",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dicatat oleh",
                    ),
                ),
                (
                    "kecamatan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="wilayah.wilayah",
                    ),
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
                        to="incidents.reportingduty",
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
            model_name="reminder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agency", None), ("kecamatan__isnull", False)),
                    models.Q(("agency__isnull", False), ("kecamatan", None)),
                    _connector="OR",
                ),
                name="reminder_has_one_sender",
                violation_error_message="Pilih kecamatan atau instansi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.CheckConstraint(
                condition=models.Q(("month", None), ("month__day", 1), _connector="OR"),
                name="reminder_month_is_first_day",
                violation_error_message="Bulan ditulis sebagai tanggal 1.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(
                fields=("team", "month", "kecamatan", "agency"),
                name="reminder_once_a_month",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("called_at", None), ("called_by", None), ("called_note", "")),
                    models.Q(
                        ("called_at__isnull", False),
                        ("called_by__isnull", False),
                        ("called_note__gt", ""),
                    ),
                    _connector="OR",
                ),
                name="reminder_call_is_whole",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reminder",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "incidents_reminderevent" ("agency_id", "called_at", "called_by_id", "called_note", "called_whom", "closed_at", "id", "kecamatan_id", "month", "opened_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "team_id") VALUES (NEW."agency_id", NEW."called_at", NEW."called_by_id", NEW."called_note", NEW."called_whom", NEW."closed_at", NEW."id", NEW."kecamatan_id", NEW."month", NEW."opened_at", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."stage", NEW."team_id"); RETURN NULL;',
                    hash="7f63685f7f6b9d8af80ad7d7b1d9ec0f3abdcf8a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b5a07",
                    table="incidents_reminder",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reminder",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "incidents_reminderevent" ("agency_id", "called_at", "called_by_id", "called_note", "called_whom", "closed_at", "id", "kecamatan_id", "month", "opened_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "team_id") VALUES (NEW."agency_id", NEW."called_at", NEW."called_by_id", NEW."called_note", NEW."called_whom", NEW."closed_at", NEW."id", NEW."kecamatan_id", NEW."month", NEW."opened_at", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."stage", NEW."team_id"); RETURN NULL;',
                    hash="a12fca59dd115fbf51aa0aab6ff975300a267855",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bc418",
                    table="incidents_reminder",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reminder",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "incidents_reminderevent" ("agency_id", "called_at", "called_by_id", "called_note", "called_whom", "closed_at", "id", "kecamatan_id", "month", "opened_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "team_id") VALUES (OLD."agency_id", OLD."called_at", OLD."called_by_id", OLD."called_note", OLD."called_whom", OLD."closed_at", OLD."id", OLD."kecamatan_id", OLD."month", OLD."opened_at", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."stage", OLD."team_id"); RETURN NULL;',
                    hash="15c4419a98ef259b61351f004e877756b32f766b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8b409",
                    table="incidents_reminder",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reminderevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="02187a8f7ae0948c08f1142c0672954449b2c468",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b7ff0",
                    table="incidents_reminderevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="reportingduty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agency", None), ("kecamatan__isnull", False)),
                    models.Q(("agency__isnull", False), ("kecamatan", None)),
                    _connector="OR",
                ),
                name="duty_has_one_sender",
                violation_error_message="Pilih kecamatan atau instansi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportingduty",
            constraint=models.CheckConstraint(
                condition=models.Q(("first", None), ("first__day", 1), _connector="OR"),
                name="duty_first_is_first_day",
                violation_error_message="Bulan ditulis sebagai tanggal 1.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportingduty",
            constraint=models.CheckConstraint(
                condition=models.Q(("last", None), ("last__day", 1), _connector="OR"),
                name="duty_last_is_first_day",
                violation_error_message="Bulan ditulis sebagai tanggal 1.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportingduty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "owes"), _negated=True),
                    ("agency__isnull", False),
                    _connector="OR",
                ),
                name="duty_owes_is_of_agency",
                violation_error_message="Kecamatan wajib lapor tanpa keputusan tersendiri.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportingduty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last", None), ("last__gte", models.F("first")), _connector="OR"
                ),
                name="duty_months_in_order",
                violation_error_message="Bulan terakhir tidak boleh sebelum bulan pertama.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportingduty",
            constraint=models.CheckConstraint(
                condition=models.Q(("decided_by__gt", ""), ("reason__gt", "")),
                name="duty_says_why_and_who",
                violation_error_message="Tulis alasannya, dan siapa yang memutuskan.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportingduty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_at", None), ("withdrawn_reason__gt", ""), _connector="OR"
                ),
                name="duty_withdrawn_with_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportingduty",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "incidents_reportingdutyevent" ("agency_id", "at", "by_id", "decided_by", "first", "id", "kecamatan_id", "kind", "last", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "team_id", "withdrawn_at", "withdrawn_reason") VALUES (NEW."agency_id", NEW."at", NEW."by_id", NEW."decided_by", NEW."first", NEW."id", NEW."kecamatan_id", NEW."kind", NEW."last", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."reason", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="d73d2a915a4e8d5379b9403110744b90817977e6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0dcd1",
                    table="incidents_reportingduty",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportingduty",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "incidents_reportingdutyevent" ("agency_id", "at", "by_id", "decided_by", "first", "id", "kecamatan_id", "kind", "last", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "team_id", "withdrawn_at", "withdrawn_reason") VALUES (NEW."agency_id", NEW."at", NEW."by_id", NEW."decided_by", NEW."first", NEW."id", NEW."kecamatan_id", NEW."kind", NEW."last", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."reason", NEW."team_id", NEW."withdrawn_at", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="d6661efded752fdeb097e093a5fb5ac478b086c5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_79850",
                    table="incidents_reportingduty",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportingduty",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "incidents_reportingdutyevent" ("agency_id", "at", "by_id", "decided_by", "first", "id", "kecamatan_id", "kind", "last", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "team_id", "withdrawn_at", "withdrawn_reason") VALUES (OLD."agency_id", OLD."at", OLD."by_id", OLD."decided_by", OLD."first", OLD."id", OLD."kecamatan_id", OLD."kind", OLD."last", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."reason", OLD."team_id", OLD."withdrawn_at", OLD."withdrawn_reason"); RETURN NULL;',
                    hash="2c2669416fe92dbafbf5e50e59cd2ea56abd7dd6",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ea7a2",
                    table="incidents_reportingduty",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportingdutyevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="383c686a22eb80d733b373536abfb813ee13a3ac",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e467c",
                    table="incidents_reportingdutyevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
