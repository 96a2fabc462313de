"""What comes after sending: perkembangan, corrections asked for; the queue by first sending."""

import uuid

import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0004_monthly_duties"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("team", "0006_staf_pimpinan"),
        ("wilayah", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Development",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "client_uuid",
                    models.UUIDField(default=uuid.uuid4, verbose_name="kunci pengiriman"),
                ),
                ("received", models.JSONField(default=dict, verbose_name="isi yang diterima")),
                (
                    "received_hash",
                    models.CharField(max_length=64, verbose_name="sidik isi yang diterima"),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="apa yang baru")),
                ("as_of", models.DateTimeField(verbose_name="keadaan per")),
                ("byline", models.CharField(max_length=250, verbose_name="dari")),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="diterima"
                    ),
                ),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="dibaca")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="ditarik"),
                ),
                (
                    "withdrawn_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="alasan ditarik"),
                ),
            ],
            options={
                "verbose_name": "perkembangan",
                "verbose_name_plural": "perkembangan",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="DevelopmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "received_hash",
                    models.CharField(max_length=64, verbose_name="sidik isi yang diterima"),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="apa yang baru")),
                ("as_of", models.DateTimeField(verbose_name="keadaan per")),
                ("byline", models.CharField(max_length=250, verbose_name="dari")),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="diterima"
                    ),
                ),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="dibaca")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="ditarik"),
                ),
                (
                    "withdrawn_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="alasan ditarik"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field", models.CharField(max_length=40, verbose_name="isian")),
                ("value", models.JSONField(verbose_name="yang diusulkan")),
                ("text", models.CharField(max_length=1000, verbose_name="yang diusulkan")),
                (
                    "stood",
                    models.CharField(max_length=1000, verbose_name="tercatat saat diusulkan"),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="alasan")),
                ("byline", models.CharField(max_length=250, verbose_name="dari")),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="pada"),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Diterima"),
                            ("refused", "Ditolak"),
                            ("withdrawn", "Ditarik"),
                        ],
                        max_length=12,
                        verbose_name="hasil",
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="jawaban")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="diputuskan"),
                ),
            ],
            options={
                "verbose_name": "permintaan koreksi",
                "verbose_name_plural": "permintaan koreksi",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ProposalEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("field", models.CharField(max_length=40, verbose_name="isian")),
                ("value", models.JSONField(verbose_name="yang diusulkan")),
                ("text", models.CharField(max_length=1000, verbose_name="yang diusulkan")),
                (
                    "stood",
                    models.CharField(max_length=1000, verbose_name="tercatat saat diusulkan"),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="alasan")),
                ("byline", models.CharField(max_length=250, verbose_name="dari")),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="pada"),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Diterima"),
                            ("refused", "Ditolak"),
                            ("withdrawn", "Ditarik"),
                        ],
                        max_length=12,
                        verbose_name="hasil",
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="jawaban")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="diputuskan"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.RemoveIndex(
            model_name="incident",
            name="incident_queue",
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                fields=["team", "status", "-urgency", "reported_at", "id"],
                include=("entered_by", "classification"),
                name="incident_queue",
            ),
        ),
        migrations.AddField(
            model_name="development",
            name="entered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="development",
            name="incident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="developments",
                to="incidents.incident",
                verbose_name="laporan",
            ),
        ),
        migrations.AddField(
            model_name="development",
            name="read_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="developmentevent",
            name="entered_by",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="developmentevent",
            name="incident",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="incidents.incident",
                verbose_name="laporan",
            ),
        ),
        migrations.AddField(
            model_name="developmentevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="developmentevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="incidents.development",
            ),
        ),
        migrations.AddField(
            model_name="developmentevent",
            name="read_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="development",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposals",
                to="incidents.development",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="incident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposals",
                to="incidents.incident",
                verbose_name="laporan",
            ),
        ),
        migrations.AddField(
            model_name="proposalevent",
            name="by",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="proposalevent",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="proposalevent",
            name="development",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="incidents.development",
            ),
        ),
        migrations.AddField(
            model_name="proposalevent",
            name="incident",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="incidents.incident",
                verbose_name="laporan",
            ),
        ),
        migrations.AddField(
            model_name="proposalevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="proposalevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="incidents.proposal",
            ),
        ),
        migrations.AddConstraint(
            model_name="development",
            constraint=models.UniqueConstraint(
                fields=("entered_by", "client_uuid"), name="development_sent_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="development",
            constraint=models.CheckConstraint(
                condition=models.Q(("text__gt", "")),
                name="development_says_something",
                violation_error_message="Tulis apa yang baru.",
            ),
        ),
        migrations.AddConstraint(
            model_name="development",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_at", None), ("withdrawn_reason__gt", ""), _connector="OR"
                ),
                name="development_withdrawn_with_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="development",
            trigger=pgtrigger.compiler.Trigger(
                name="development_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."incident_id" IS DISTINCT FROM (NEW."incident_id") OR OLD."client_uuid" IS DISTINCT FROM (NEW."client_uuid") OR OLD."received" IS DISTINCT FROM (NEW."received") OR OLD."received_hash" IS DISTINCT FROM (NEW."received_hash") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."as_of" IS DISTINCT FROM (NEW."as_of") OR OLD."entered_by_id" IS DISTINCT FROM (NEW."entered_by_id") OR OLD."byline" IS DISTINCT FROM (NEW."byline") OR OLD."at" IS DISTINCT FROM (NEW."at"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="dab6bb180c8a740fece8b3b1f2174e0e550da4a7",
                    operation="UPDATE",
                    pgid="pgtrigger_development_stays_00712",
                    table="incidents_development",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="development",
            trigger=pgtrigger.compiler.Trigger(
                name="development_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="eb4244aed7b8170594b88a4c22fc8ad4a9fff1ba",
                    operation="DELETE",
                    pgid="pgtrigger_development_kept_71c05",
                    table="incidents_development",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="development",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "incidents_developmentevent" ("as_of", "at", "byline", "entered_by_id", "id", "incident_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_at", "read_by_id", "received_hash", "text", "withdrawn_at", "withdrawn_reason") VALUES (NEW."as_of", NEW."at", NEW."byline", NEW."entered_by_id", NEW."id", NEW."incident_id", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."read_at", NEW."read_by_id", NEW."received_hash", NEW."text", NEW."withdrawn_at", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="551d4a323d7a25eaa5cdb6ff28452f9c03ce44bd",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a3317",
                    table="incidents_development",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="development",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."as_of" IS DISTINCT FROM (NEW."as_of") OR OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."byline" IS DISTINCT FROM (NEW."byline") OR OLD."entered_by_id" IS DISTINCT FROM (NEW."entered_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."incident_id" IS DISTINCT FROM (NEW."incident_id") OR OLD."read_at" IS DISTINCT FROM (NEW."read_at") OR OLD."read_by_id" IS DISTINCT FROM (NEW."read_by_id") OR OLD."received_hash" IS DISTINCT FROM (NEW."received_hash") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at") OR OLD."withdrawn_reason" IS DISTINCT FROM (NEW."withdrawn_reason"))',
                    func='INSERT INTO "incidents_developmentevent" ("as_of", "at", "byline", "entered_by_id", "id", "incident_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_at", "read_by_id", "received_hash", "text", "withdrawn_at", "withdrawn_reason") VALUES (NEW."as_of", NEW."at", NEW."byline", NEW."entered_by_id", NEW."id", NEW."incident_id", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."read_at", NEW."read_by_id", NEW."received_hash", NEW."text", NEW."withdrawn_at", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="aac501b37b7deae1ff8d5a5cb73d6f72c2d9ca9b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fe5c8",
                    table="incidents_development",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="development",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "incidents_developmentevent" ("as_of", "at", "byline", "entered_by_id", "id", "incident_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_at", "read_by_id", "received_hash", "text", "withdrawn_at", "withdrawn_reason") VALUES (OLD."as_of", OLD."at", OLD."byline", OLD."entered_by_id", OLD."id", OLD."incident_id", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."read_at", OLD."read_by_id", OLD."received_hash", OLD."text", OLD."withdrawn_at", OLD."withdrawn_reason"); RETURN NULL;',
                    hash="f810318c81d0374d7433e03436ccacbe74f722f3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_46010",
                    table="incidents_development",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="developmentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="058515190bf852eb1d447349ac9dcd0dc4c87edb",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6490a",
                    table="incidents_developmentevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decided_at", None), ("development", None)),
                fields=("incident", "field"),
                name="proposal_one_open",
                violation_error_message="Permintaan koreksi isian ini sudah menunggu jawaban.",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("outcome", "")),
                    models.Q(
                        ("decided_at__isnull", False), models.Q(("outcome", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="proposal_decided_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "refused"), _negated=True),
                    ("answer__gt", ""),
                    _connector="OR",
                ),
                name="proposal_refused_in_words",
                violation_error_message="Penolakan memerlukan alasan.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proposal",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "incidents_proposalevent" ("answer", "at", "by_id", "byline", "decided_at", "decided_by_id", "development_id", "field", "id", "incident_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "stood", "text", "value") VALUES (NEW."answer", NEW."at", NEW."by_id", NEW."byline", NEW."decided_at", NEW."decided_by_id", NEW."development_id", NEW."field", NEW."id", NEW."incident_id", NEW."outcome", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."reason", NEW."stood", NEW."text", NEW."value"); RETURN NULL;',
                    hash="293e3206f0932d8b183675eda19aaa7e078e82d5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_61583",
                    table="incidents_proposal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proposal",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "incidents_proposalevent" ("answer", "at", "by_id", "byline", "decided_at", "decided_by_id", "development_id", "field", "id", "incident_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "stood", "text", "value") VALUES (NEW."answer", NEW."at", NEW."by_id", NEW."byline", NEW."decided_at", NEW."decided_by_id", NEW."development_id", NEW."field", NEW."id", NEW."incident_id", NEW."outcome", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."reason", NEW."stood", NEW."text", NEW."value"); RETURN NULL;',
                    hash="276f0bb03e6c5e9f74cf368d67f6d38109dd8bdc",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cde43",
                    table="incidents_proposal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proposal",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "incidents_proposalevent" ("answer", "at", "by_id", "byline", "decided_at", "decided_by_id", "development_id", "field", "id", "incident_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "stood", "text", "value") VALUES (OLD."answer", OLD."at", OLD."by_id", OLD."byline", OLD."decided_at", OLD."decided_by_id", OLD."development_id", OLD."field", OLD."id", OLD."incident_id", OLD."outcome", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."reason", OLD."stood", OLD."text", OLD."value"); RETURN NULL;',
                    hash="53249f35e0be6a48d9f94059eb79b540da657360",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_13fcb",
                    table="incidents_proposal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proposalevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="22e94d0b24d01bb3544247c0271dcb7388b99bae",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_28503",
                    table="incidents_proposalevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
