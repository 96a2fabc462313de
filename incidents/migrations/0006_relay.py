"""How a report reached whoever typed it, when somebody else told it: channel, time, source."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0005_after_sending"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Relay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("phone", "Telepon"),
                            ("whatsapp", "WhatsApp"),
                            ("letter", "Surat"),
                            ("visit", "Datang langsung"),
                            ("other_way", "Lainnya, misalnya radio"),
                        ],
                        max_length=12,
                        verbose_name="disampaikan lewat",
                    ),
                ),
                ("told_at", models.DateTimeField(verbose_name="waktu disampaikan")),
                (
                    "told_by",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="nama yang menyampaikan"
                    ),
                ),
                (
                    "contact",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="kontak yang menyampaikan"
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="pesan seperti diterima"
                    ),
                ),
                ("recorded_by", models.CharField(max_length=250, verbose_name="dicatat oleh")),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relays",
                        to="incidents.incident",
                    ),
                ),
            ],
            options={
                "verbose_name": "penyampaian",
                "verbose_name_plural": "penyampaian",
            },
        ),
        migrations.CreateModel(
            name="RelayVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("phone", "Telepon"),
                            ("whatsapp", "WhatsApp"),
                            ("letter", "Surat"),
                            ("visit", "Datang langsung"),
                            ("other_way", "Lainnya, misalnya radio"),
                        ],
                        max_length=12,
                        verbose_name="disampaikan lewat",
                    ),
                ),
                ("told_at", models.DateTimeField(verbose_name="waktu disampaikan")),
                (
                    "told_by",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="nama yang menyampaikan"
                    ),
                ),
                (
                    "contact",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="kontak yang menyampaikan"
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="pesan seperti diterima"
                    ),
                ),
                ("recorded_by", models.CharField(max_length=250, verbose_name="dicatat oleh")),
                (
                    "incident",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="incidents.incident",
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
                        to="incidents.relay",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="relay",
            constraint=models.UniqueConstraint(fields=("incident",), name="relay_once"),
        ),
        migrations.AddConstraint(
            model_name="relay",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("channel__in", ["phone", "whatsapp", "letter", "visit", "other_way"])
                ),
                name="relay_has_channel",
                violation_error_message="Pilih lewat apa laporan ini disampaikan.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relay",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "incidents_relayversion" ("channel", "contact", "id", "incident_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by", "text", "told_at", "told_by") VALUES (NEW."channel", NEW."contact", NEW."id", NEW."incident_id", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."recorded_by", NEW."text", NEW."told_at", NEW."told_by"); RETURN NULL;',
                    hash="524713f09655846ec00c58956aa3690bc35a3cd9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b0298",
                    table="incidents_relay",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relay",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "incidents_relayversion" ("channel", "contact", "id", "incident_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by", "text", "told_at", "told_by") VALUES (NEW."channel", NEW."contact", NEW."id", NEW."incident_id", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."recorded_by", NEW."text", NEW."told_at", NEW."told_by"); RETURN NULL;',
                    hash="d54a66e37ecdce2df14ed30e7b339ea569366338",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8e413",
                    table="incidents_relay",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relay",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "incidents_relayversion" ("channel", "contact", "id", "incident_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by", "text", "told_at", "told_by") VALUES (OLD."channel", OLD."contact", OLD."id", OLD."incident_id", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."recorded_by", OLD."text", OLD."told_at", OLD."told_by"); RETURN NULL;',
                    hash="dee72dfa2c28a8d1edb62417d5415a1aaa1485f3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_781bf",
                    table="incidents_relay",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relayversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b242468c03454db20c8fb2062a4cdd54fdf64620",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d85ae",
                    table="incidents_relayversion",
                    when="BEFORE",
                ),
            ),
        ),
    ]
