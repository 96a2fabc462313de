import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("incidents", "0008_withdrawn"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("team", "0007_duty_account"),
        ("wilayah", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="kode")),
                ("title", models.CharField(max_length=200, verbose_name="permasalahan")),
                (
                    "classification",
                    models.CharField(
                        choices=[("B", "Biasa/Terbuka"), ("T", "Terbatas")],
                        default="T",
                        max_length=1,
                        verbose_name="klasifikasi",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("a", "a. Politik, ekonomi, dan sosial budaya"),
                            ("b", "b. Antarumat atau interumat beragama, antarsuku, antaretnis"),
                            ("c", "c. Sengketa batas wilayah"),
                            ("d", "d. Sengketa sumber daya alam"),
                            ("e", "e. Distribusi sumber daya alam yang tidak seimbang"),
                        ],
                        max_length=1,
                        verbose_name="sumber konflik",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("latent", "Laten"),
                            ("tension", "Ketegangan"),
                            ("escalation", "Eskalasi"),
                            ("violence", "Kekerasan terbuka"),
                            ("de_escalation", "De-eskalasi"),
                            ("aftermath", "Pascakonflik"),
                            ("over", "Selesai"),
                        ],
                        default="latent",
                        max_length=14,
                        verbose_name="tahap eskalasi",
                    ),
                ),
                (
                    "stage_since",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="tahap sejak"
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("prevention", "Pencegahan"),
                            ("stopping", "Penghentian"),
                            ("recovery", "Pemulihan Pascakonflik"),
                        ],
                        default="prevention",
                        max_length=12,
                        verbose_name="fase penanganan",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="tenggat berikut")),
                (
                    "due_what",
                    models.CharField(blank=True, max_length=160, verbose_name="untuk apa"),
                ),
                (
                    "likelihood",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "Rendah"), (2, "Sedang"), (3, "Tinggi"), (4, "Sangat Tinggi")],
                        null=True,
                        verbose_name="kemungkinan",
                    ),
                ),
                (
                    "impact",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "Rendah"), (2, "Sedang"), (3, "Tinggi"), (4, "Sangat Tinggi")],
                        null=True,
                        verbose_name="dampak",
                    ),
                ),
                (
                    "level",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                models.Q(("impact", 1), ("likelihood", 1)), then=models.Value(1)
                            ),
                            models.When(
                                models.Q(("impact", 2), ("likelihood", 1)), then=models.Value(1)
                            ),
                            models.When(
                                models.Q(("impact", 3), ("likelihood", 1)), then=models.Value(2)
                            ),
                            models.When(
                                models.Q(("impact", 4), ("likelihood", 1)), then=models.Value(2)
                            ),
                            models.When(
                                models.Q(("impact", 1), ("likelihood", 2)), then=models.Value(1)
                            ),
                            models.When(
                                models.Q(("impact", 2), ("likelihood", 2)), then=models.Value(2)
                            ),
                            models.When(
                                models.Q(("impact", 3), ("likelihood", 2)), then=models.Value(3)
                            ),
                            models.When(
                                models.Q(("impact", 4), ("likelihood", 2)), then=models.Value(3)
                            ),
                            models.When(
                                models.Q(("impact", 1), ("likelihood", 3)), then=models.Value(2)
                            ),
                            models.When(
                                models.Q(("impact", 2), ("likelihood", 3)), then=models.Value(3)
                            ),
                            models.When(
                                models.Q(("impact", 3), ("likelihood", 3)), then=models.Value(3)
                            ),
                            models.When(
                                models.Q(("impact", 4), ("likelihood", 3)), then=models.Value(4)
                            ),
                            models.When(
                                models.Q(("impact", 1), ("likelihood", 4)), then=models.Value(2)
                            ),
                            models.When(
                                models.Q(("impact", 2), ("likelihood", 4)), then=models.Value(3)
                            ),
                            models.When(
                                models.Q(("impact", 3), ("likelihood", 4)), then=models.Value(4)
                            ),
                            models.When(
                                models.Q(("impact", 4), ("likelihood", 4)), then=models.Value(4)
                            ),
                        ),
                        output_field=models.PositiveSmallIntegerField(
                            null=True, verbose_name="tingkat kerawanan"
                        ),
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Terbuka"), ("closed", "Ditutup")],
                        default="open",
                        max_length=8,
                        verbose_name="keadaan",
                    ),
                ),
                (
                    "opened_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="dibuka"),
                ),
                (
                    "changed_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="terakhir berubah"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="versi")),
                (
                    "holder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="team.agency",
                        verbose_name="instansi pemegang",
                    ),
                ),
                (
                    "holder_kecamatan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wilayah.wilayah",
                        verbose_name="kecamatan pemegang",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pattern",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incidents.issuepattern",
                        verbose_name="pola isu",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="team.team",
                        verbose_name="tim",
                    ),
                ),
            ],
            options={
                "verbose_name": "permasalahan",
                "verbose_name_plural": "permasalahan",
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "likelihood",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Rendah"), (2, "Sedang"), (3, "Tinggi"), (4, "Sangat Tinggi")],
                        verbose_name="kemungkinan",
                    ),
                ),
                (
                    "impact",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Rendah"), (2, "Sedang"), (3, "Tinggi"), (4, "Sangat Tinggi")],
                        verbose_name="dampak",
                    ),
                ),
                (
                    "level",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                models.Q(("impact", 1), ("likelihood", 1)), then=models.Value(1)
                            ),
                            models.When(
                                models.Q(("impact", 2), ("likelihood", 1)), then=models.Value(1)
                            ),
                            models.When(
                                models.Q(("impact", 3), ("likelihood", 1)), then=models.Value(2)
                            ),
                            models.When(
                                models.Q(("impact", 4), ("likelihood", 1)), then=models.Value(2)
                            ),
                            models.When(
                                models.Q(("impact", 1), ("likelihood", 2)), then=models.Value(1)
                            ),
                            models.When(
                                models.Q(("impact", 2), ("likelihood", 2)), then=models.Value(2)
                            ),
                            models.When(
                                models.Q(("impact", 3), ("likelihood", 2)), then=models.Value(3)
                            ),
                            models.When(
                                models.Q(("impact", 4), ("likelihood", 2)), then=models.Value(3)
                            ),
                            models.When(
                                models.Q(("impact", 1), ("likelihood", 3)), then=models.Value(2)
                            ),
                            models.When(
                                models.Q(("impact", 2), ("likelihood", 3)), then=models.Value(3)
                            ),
                            models.When(
                                models.Q(("impact", 3), ("likelihood", 3)), then=models.Value(3)
                            ),
                            models.When(
                                models.Q(("impact", 4), ("likelihood", 3)), then=models.Value(4)
                            ),
                            models.When(
                                models.Q(("impact", 1), ("likelihood", 4)), then=models.Value(2)
                            ),
                            models.When(
                                models.Q(("impact", 2), ("likelihood", 4)), then=models.Value(3)
                            ),
                            models.When(
                                models.Q(("impact", 3), ("likelihood", 4)), then=models.Value(4)
                            ),
                            models.When(
                                models.Q(("impact", 4), ("likelihood", 4)), then=models.Value(4)
                            ),
                        ),
                        output_field=models.PositiveSmallIntegerField(
                            null=True, verbose_name="tingkat kerawanan"
                        ),
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="alasan")),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="pada"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="cases.case",
                        verbose_name="permasalahan",
                    ),
                ),
            ],
            options={
                "verbose_name": "penilaian kerawanan",
                "verbose_name_plural": "penilaian kerawanan",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CaseEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("code", models.CharField(max_length=20, verbose_name="kode")),
                ("title", models.CharField(max_length=200, verbose_name="permasalahan")),
                (
                    "classification",
                    models.CharField(
                        choices=[("B", "Biasa/Terbuka"), ("T", "Terbatas")],
                        default="T",
                        max_length=1,
                        verbose_name="klasifikasi",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("a", "a. Politik, ekonomi, dan sosial budaya"),
                            ("b", "b. Antarumat atau interumat beragama, antarsuku, antaretnis"),
                            ("c", "c. Sengketa batas wilayah"),
                            ("d", "d. Sengketa sumber daya alam"),
                            ("e", "e. Distribusi sumber daya alam yang tidak seimbang"),
                        ],
                        max_length=1,
                        verbose_name="sumber konflik",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("latent", "Laten"),
                            ("tension", "Ketegangan"),
                            ("escalation", "Eskalasi"),
                            ("violence", "Kekerasan terbuka"),
                            ("de_escalation", "De-eskalasi"),
                            ("aftermath", "Pascakonflik"),
                            ("over", "Selesai"),
                        ],
                        default="latent",
                        max_length=14,
                        verbose_name="tahap eskalasi",
                    ),
                ),
                (
                    "stage_since",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="tahap sejak"
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("prevention", "Pencegahan"),
                            ("stopping", "Penghentian"),
                            ("recovery", "Pemulihan Pascakonflik"),
                        ],
                        default="prevention",
                        max_length=12,
                        verbose_name="fase penanganan",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="tenggat berikut")),
                (
                    "due_what",
                    models.CharField(blank=True, max_length=160, verbose_name="untuk apa"),
                ),
                (
                    "likelihood",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "Rendah"), (2, "Sedang"), (3, "Tinggi"), (4, "Sangat Tinggi")],
                        null=True,
                        verbose_name="kemungkinan",
                    ),
                ),
                (
                    "impact",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "Rendah"), (2, "Sedang"), (3, "Tinggi"), (4, "Sangat Tinggi")],
                        null=True,
                        verbose_name="dampak",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Terbuka"), ("closed", "Ditutup")],
                        default="open",
                        max_length=8,
                        verbose_name="keadaan",
                    ),
                ),
                (
                    "opened_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="dibuka"),
                ),
                (
                    "changed_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="terakhir berubah"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="versi")),
                (
                    "holder",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="team.agency",
                        verbose_name="instansi pemegang",
                    ),
                ),
                (
                    "holder_kecamatan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="wilayah.wilayah",
                        verbose_name="kecamatan pemegang",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pattern",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="incidents.issuepattern",
                        verbose_name="pola isu",
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
                        to="cases.case",
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
            name="CaseIncident",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="dihubungkan"
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="dilepas"),
                ),
                (
                    "withdrawn_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="alasan dilepas"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="cases.case",
                        verbose_name="permasalahan",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incidents.incident",
                        verbose_name="laporan",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "laporan terhubung",
                "verbose_name_plural": "laporan terhubung",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CaseIncidentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="dihubungkan"
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="dilepas"),
                ),
                (
                    "withdrawn_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="alasan dilepas"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.case",
                        verbose_name="permasalahan",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="incidents.incident",
                        verbose_name="laporan",
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
                        to="cases.caseincident",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CaseParty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="pihak")),
                ("position", models.PositiveSmallIntegerField(verbose_name="urutan")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "pihak permasalahan",
                "verbose_name_plural": "pihak permasalahan",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CasePartyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=120, verbose_name="pihak")),
                ("position", models.PositiveSmallIntegerField(verbose_name="urutan")),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.case",
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
                        to="cases.caseparty",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CasePlace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="places",
                        to="cases.case",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wilayah.wilayah",
                        verbose_name="kecamatan",
                    ),
                ),
            ],
            options={
                "verbose_name": "kecamatan permasalahan",
                "verbose_name_plural": "kecamatan permasalahan",
                "ordering": ["place_id"],
            },
        ),
        migrations.CreateModel(
            name="CasePlaceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.case",
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
                        to="cases.caseplace",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="wilayah.wilayah",
                        verbose_name="kecamatan",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Closing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("agreed", "Selesai dengan kesepakatan para pihak"),
                            ("decided", "Selesai dengan putusan atau keputusan yang berwenang"),
                            ("calmed", "Mereda tanpa kesepakatan"),
                            ("passed_on", "Diserahkan kepada instansi yang berwenang"),
                            ("unfounded", "Tidak terbukti"),
                        ],
                        max_length=12,
                        verbose_name="hasil",
                    ),
                ),
                (
                    "checks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                (
                                    "calm",
                                    "Tidak ada kejadian baru yang dilaporkan sejak keadaan mereda",
                                ),
                                ("parties", "Para pihak mengetahui dan menerima hasilnya"),
                                (
                                    "carried_out",
                                    "Kesepakatan, putusan, atau langkah yang dijanjikan dilaksanakan",
                                ),
                                ("watched", "Sudah jelas siapa yang memantau sesudah ditutup"),
                            ],
                            max_length=12,
                        ),
                        size=None,
                        verbose_name="yang diperiksa",
                    ),
                ),
                ("grounds", models.TextField(max_length=2000, verbose_name="bukti dan alasan")),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="ditutup"),
                ),
                (
                    "reopened_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="dibuka lagi"),
                ),
                (
                    "reopened_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="alasan dibuka lagi"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closings",
                        to="cases.case",
                        verbose_name="permasalahan",
                    ),
                ),
                (
                    "reopened_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "penutupan permasalahan",
                "verbose_name_plural": "penutupan permasalahan",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ClosingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("agreed", "Selesai dengan kesepakatan para pihak"),
                            ("decided", "Selesai dengan putusan atau keputusan yang berwenang"),
                            ("calmed", "Mereda tanpa kesepakatan"),
                            ("passed_on", "Diserahkan kepada instansi yang berwenang"),
                            ("unfounded", "Tidak terbukti"),
                        ],
                        max_length=12,
                        verbose_name="hasil",
                    ),
                ),
                (
                    "checks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                (
                                    "calm",
                                    "Tidak ada kejadian baru yang dilaporkan sejak keadaan mereda",
                                ),
                                ("parties", "Para pihak mengetahui dan menerima hasilnya"),
                                (
                                    "carried_out",
                                    "Kesepakatan, putusan, atau langkah yang dijanjikan dilaksanakan",
                                ),
                                ("watched", "Sudah jelas siapa yang memantau sesudah ditutup"),
                            ],
                            max_length=12,
                        ),
                        size=None,
                        verbose_name="yang diperiksa",
                    ),
                ),
                ("grounds", models.TextField(max_length=2000, verbose_name="bukti dan alasan")),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="ditutup"),
                ),
                (
                    "reopened_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="dibuka lagi"),
                ),
                (
                    "reopened_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="alasan dibuka lagi"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.case",
                        verbose_name="permasalahan",
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
                        to="cases.closing",
                    ),
                ),
                (
                    "reopened_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Handling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=500, verbose_name="melakukan apa")),
                ("done_at", models.DateTimeField(verbose_name="kapan")),
                ("result", models.CharField(blank=True, max_length=500, verbose_name="hasil")),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="dicatat"),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="ditarik"),
                ),
                (
                    "withdrawn_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="alasan ditarik"),
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
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handlings",
                        to="cases.case",
                        verbose_name="permasalahan",
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
                        verbose_name="kecamatan",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="team.partner",
                        verbose_name="mitra",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "langkah penanganan",
                "verbose_name_plural": "langkah penanganan",
                "ordering": ["-done_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="HandlingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("what", models.CharField(max_length=500, verbose_name="melakukan apa")),
                ("done_at", models.DateTimeField(verbose_name="kapan")),
                ("result", models.CharField(blank=True, max_length=500, verbose_name="hasil")),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="dicatat"),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="ditarik"),
                ),
                (
                    "withdrawn_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="alasan ditarik"),
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
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cases.case",
                        verbose_name="permasalahan",
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
                        verbose_name="kecamatan",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="team.partner",
                        verbose_name="mitra",
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
                        to="cases.handling",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["team", "-changed_at", "-id"], name="case_newest"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("title__gt", "")),
                name="case_has_title",
                violation_error_message="Tulis satu kalimat: apa permasalahannya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("classification__in", ["B", "T"])),
                name="case_up_to_restricted",
                violation_error_message="Permasalahan digolongkan Biasa atau Terbatas.",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("holder", None), ("holder_kecamatan", None), _connector="OR"),
                name="case_one_holder",
                violation_error_message="Satu permasalahan dipegang satu kantor.",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("due_on", None), ("due_what", "")),
                    models.Q(("due_on__isnull", False), ("due_what__gt", "")),
                    _connector="OR",
                ),
                name="case_deadline_whole",
                violation_error_message="Tenggat memerlukan tanggal dan untuk apa.",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("impact", None), ("likelihood", None)),
                    models.Q(
                        ("impact__in", [1, 2, 3, 4]),
                        ("impact__isnull", False),
                        ("likelihood__in", [1, 2, 3, 4]),
                        ("likelihood__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="case_both_risk_inputs",
                violation_error_message="Isi kemungkinan dan dampak, keduanya.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="case",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_caseevent" ("changed_at", "classification", "code", "due_on", "due_what", "holder_id", "holder_kecamatan_id", "id", "impact", "likelihood", "opened_at", "opened_by_id", "pattern_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "source", "stage", "stage_since", "status", "team_id", "title", "version") VALUES (NEW."changed_at", NEW."classification", NEW."code", NEW."due_on", NEW."due_what", NEW."holder_id", NEW."holder_kecamatan_id", NEW."id", NEW."impact", NEW."likelihood", NEW."opened_at", NEW."opened_by_id", NEW."pattern_id", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."phase", NEW."source", NEW."stage", NEW."stage_since", NEW."status", NEW."team_id", NEW."title", NEW."version"); RETURN NULL;',
                    hash="8fba661cb424dd6deb2061fbf73b24d7aace5863",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0b483",
                    table="cases_case",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="case",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."changed_at" IS DISTINCT FROM (NEW."changed_at") OR OLD."classification" IS DISTINCT FROM (NEW."classification") OR OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."due_what" IS DISTINCT FROM (NEW."due_what") OR OLD."holder_id" IS DISTINCT FROM (NEW."holder_id") OR OLD."holder_kecamatan_id" IS DISTINCT FROM (NEW."holder_kecamatan_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."impact" IS DISTINCT FROM (NEW."impact") OR OLD."likelihood" IS DISTINCT FROM (NEW."likelihood") OR OLD."opened_at" IS DISTINCT FROM (NEW."opened_at") OR OLD."opened_by_id" IS DISTINCT FROM (NEW."opened_by_id") OR OLD."pattern_id" IS DISTINCT FROM (NEW."pattern_id") OR OLD."phase" IS DISTINCT FROM (NEW."phase") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."stage" IS DISTINCT FROM (NEW."stage") OR OLD."stage_since" IS DISTINCT FROM (NEW."stage_since") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."team_id" IS DISTINCT FROM (NEW."team_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "cases_caseevent" ("changed_at", "classification", "code", "due_on", "due_what", "holder_id", "holder_kecamatan_id", "id", "impact", "likelihood", "opened_at", "opened_by_id", "pattern_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "source", "stage", "stage_since", "status", "team_id", "title", "version") VALUES (NEW."changed_at", NEW."classification", NEW."code", NEW."due_on", NEW."due_what", NEW."holder_id", NEW."holder_kecamatan_id", NEW."id", NEW."impact", NEW."likelihood", NEW."opened_at", NEW."opened_by_id", NEW."pattern_id", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."phase", NEW."source", NEW."stage", NEW."stage_since", NEW."status", NEW."team_id", NEW."title", NEW."version"); RETURN NULL;',
                    hash="09df129b3a0ff5bff7e4f1d375d9bd27f0f7df6c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f5146",
                    table="cases_case",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="case",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_caseevent" ("changed_at", "classification", "code", "due_on", "due_what", "holder_id", "holder_kecamatan_id", "id", "impact", "likelihood", "opened_at", "opened_by_id", "pattern_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "source", "stage", "stage_since", "status", "team_id", "title", "version") VALUES (OLD."changed_at", OLD."classification", OLD."code", OLD."due_on", OLD."due_what", OLD."holder_id", OLD."holder_kecamatan_id", OLD."id", OLD."impact", OLD."likelihood", OLD."opened_at", OLD."opened_by_id", OLD."pattern_id", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."phase", OLD."source", OLD."stage", OLD."stage_since", OLD."status", OLD."team_id", OLD."title", OLD."version"); RETURN NULL;',
                    hash="1f2099949f722c0a0cfb8921c6c14b16daf076ec",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8d49e",
                    table="cases_case",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("impact__in", [1, 2, 3, 4]),
                    ("likelihood__in", [1, 2, 3, 4]),
                    ("reason__gt", ""),
                ),
                name="assessment_in_ranks",
                violation_error_message="Isi kemungkinan, dampak, dan alasannya.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessment",
            trigger=pgtrigger.compiler.Trigger(
                name="assessment",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="07a341351fd6cdf574647159e263408415981431",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_assessment_1be02",
                    table="cases_assessment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="caseevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="65b17c5dc231aae95e4a5d286bcd92a634f3ebd3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_320b9",
                    table="cases_caseevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="caseincident",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)),
                fields=("incident",),
                name="case_link_once",
                violation_error_message="Laporan ini sudah terhubung ke satu permasalahan.",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseincident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("withdrawn_at", None), ("withdrawn_by", None), ("withdrawn_reason", "")
                    ),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                        ("withdrawn_reason__gt", ""),
                    ),
                    _connector="OR",
                ),
                name="case_link_withdrawn_whole",
                violation_error_message="Melepas laporan memerlukan alasan.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="caseincident",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_caseincidentevent" ("at", "by_id", "case_id", "id", "incident_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (NEW."at", NEW."by_id", NEW."case_id", NEW."id", NEW."incident_id", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="96a9585a22583e48886bfeff20f901ac1fb905ad",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_da424",
                    table="cases_caseincident",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="caseincident",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_caseincidentevent" ("at", "by_id", "case_id", "id", "incident_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (NEW."at", NEW."by_id", NEW."case_id", NEW."id", NEW."incident_id", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="c43a72fa992cd5621c5ceb0e0683b4a6a363ef39",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_284c8",
                    table="cases_caseincident",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="caseincident",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_caseincidentevent" ("at", "by_id", "case_id", "id", "incident_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (OLD."at", OLD."by_id", OLD."case_id", OLD."id", OLD."incident_id", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."withdrawn_at", OLD."withdrawn_by_id", OLD."withdrawn_reason"); RETURN NULL;',
                    hash="f00ec9afdfea188b5cd4d6a9afce2447c56bf118",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_72fe2",
                    table="cases_caseincident",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="caseincidentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="948cf987b6e3da6a36e5b9e143653a76ab785546",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7b58f",
                    table="cases_caseincidentevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="caseparty",
            constraint=models.CheckConstraint(
                condition=models.Q(("name__gt", "")), name="case_party_has_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="caseparty",
            constraint=models.UniqueConstraint(fields=("case", "name"), name="case_party_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="caseparty",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_casepartyevent" ("case_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."case_id", NEW."id", NEW."name", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."position"); RETURN NULL;',
                    hash="ff134fbe3709ceed18c8ef3bf13dfcb4163540c0",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2e104",
                    table="cases_caseparty",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="caseparty",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_casepartyevent" ("case_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."case_id", NEW."id", NEW."name", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."position"); RETURN NULL;',
                    hash="936bfc25560c6b690077df26ce734a02e56d0c58",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5b956",
                    table="cases_caseparty",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="caseparty",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_casepartyevent" ("case_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."case_id", OLD."id", OLD."name", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."position"); RETURN NULL;',
                    hash="904118d390d36633c33bc9d6a52c60478b8fe7d8",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_47ee3",
                    table="cases_caseparty",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casepartyevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="61eebf671106820cb7321d6ea009c9e1422a7a9f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_82887",
                    table="cases_casepartyevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="caseplace",
            constraint=models.UniqueConstraint(fields=("case", "place"), name="case_place_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="caseplace",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_caseplaceevent" ("case_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id") VALUES (NEW."case_id", NEW."id", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."place_id"); RETURN NULL;',
                    hash="b07356219d2aea204d9efa353fbc96be7df8122d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b404b",
                    table="cases_caseplace",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="caseplace",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_caseplaceevent" ("case_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id") VALUES (NEW."case_id", NEW."id", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."place_id"); RETURN NULL;',
                    hash="b1ba2720b7317672f35286bcdafb473a65eb8d0b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3d885",
                    table="cases_caseplace",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="caseplace",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_caseplaceevent" ("case_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id") VALUES (OLD."case_id", OLD."id", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."place_id"); RETURN NULL;',
                    hash="f058a610ee7c1a5d2e864156301d713b49962359",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5266a",
                    table="cases_caseplace",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="caseplaceevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ef2ad6df79629f6ce67cb9a20a6bba13569cf017",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_34057",
                    table="cases_caseplaceevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="closing",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reopened_at", None)),
                fields=("case",),
                name="closing_one_standing",
            ),
        ),
        migrations.AddConstraint(
            model_name="closing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("checks__len__gt", 0), ("grounds__gt", ""), ("outcome__gt", "")
                ),
                name="closing_has_grounds",
                violation_error_message="Isi hasil, yang diperiksa, serta bukti dan alasannya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="closing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reopened_at", None), ("reopened_by", None), ("reopened_reason", "")),
                    models.Q(
                        ("reopened_at__isnull", False),
                        ("reopened_by__isnull", False),
                        ("reopened_reason__gt", ""),
                    ),
                    _connector="OR",
                ),
                name="closing_reopened_whole",
                violation_error_message="Membuka lagi memerlukan alasan.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="closing",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_closingevent" ("at", "by_id", "case_id", "checks", "grounds", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reopened_at", "reopened_by_id", "reopened_reason") VALUES (NEW."at", NEW."by_id", NEW."case_id", NEW."checks", NEW."grounds", NEW."id", NEW."outcome", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."reopened_at", NEW."reopened_by_id", NEW."reopened_reason"); RETURN NULL;',
                    hash="18a89809f194e331648b2b21d5389dee3a742dc7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ee8d6",
                    table="cases_closing",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="closing",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_closingevent" ("at", "by_id", "case_id", "checks", "grounds", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reopened_at", "reopened_by_id", "reopened_reason") VALUES (NEW."at", NEW."by_id", NEW."case_id", NEW."checks", NEW."grounds", NEW."id", NEW."outcome", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."reopened_at", NEW."reopened_by_id", NEW."reopened_reason"); RETURN NULL;',
                    hash="7331bfe1f97c446d1cf79148e8f84577c733c96b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9f17f",
                    table="cases_closing",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="closing",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_closingevent" ("at", "by_id", "case_id", "checks", "grounds", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reopened_at", "reopened_by_id", "reopened_reason") VALUES (OLD."at", OLD."by_id", OLD."case_id", OLD."checks", OLD."grounds", OLD."id", OLD."outcome", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."reopened_at", OLD."reopened_by_id", OLD."reopened_reason"); RETURN NULL;',
                    hash="9ceab793913a8da39d67aa77d6d4954625414f6b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9e0a1",
                    table="cases_closing",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="closingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a66ceb11cedc0c9af9feb73825ccf972d9b94770",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7c926",
                    table="cases_closingevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="handling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agency__isnull", False), ("kecamatan", None), ("partner", None)),
                    models.Q(("agency", None), ("kecamatan__isnull", False), ("partner", None)),
                    models.Q(("agency", None), ("kecamatan", None), ("partner__isnull", False)),
                    models.Q(("agency", None), ("kecamatan", None), ("partner", None)),
                    _connector="OR",
                ),
                name="handling_one_actor",
                violation_error_message="Pilih satu yang melakukannya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="handling",
            constraint=models.CheckConstraint(
                condition=models.Q(("what__gt", "")),
                name="handling_says_what",
                violation_error_message="Tulis apa yang dilakukan.",
            ),
        ),
        migrations.AddConstraint(
            model_name="handling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("withdrawn_at", None), ("withdrawn_by", None), ("withdrawn_reason", "")
                    ),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                        ("withdrawn_reason__gt", ""),
                    ),
                    _connector="OR",
                ),
                name="handling_withdrawn_whole",
                violation_error_message="Menarik langkah memerlukan alasan.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handling",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_handlingevent" ("agency_id", "at", "by_id", "case_id", "done_at", "id", "kecamatan_id", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "what", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (NEW."agency_id", NEW."at", NEW."by_id", NEW."case_id", NEW."done_at", NEW."id", NEW."kecamatan_id", NEW."partner_id", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."result", NEW."what", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="c54b8abfa5e063069bf45c9d71b84b9e13b1ea54",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_81b34",
                    table="cases_handling",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handling",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_handlingevent" ("agency_id", "at", "by_id", "case_id", "done_at", "id", "kecamatan_id", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "what", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (NEW."agency_id", NEW."at", NEW."by_id", NEW."case_id", NEW."done_at", NEW."id", NEW."kecamatan_id", NEW."partner_id", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."result", NEW."what", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="43dd0311a91d63f1aa24d9998f724813350a9adc",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ccbf6",
                    table="cases_handling",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handling",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_handlingevent" ("agency_id", "at", "by_id", "case_id", "done_at", "id", "kecamatan_id", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "what", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (OLD."agency_id", OLD."at", OLD."by_id", OLD."case_id", OLD."done_at", OLD."id", OLD."kecamatan_id", OLD."partner_id", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."result", OLD."what", OLD."withdrawn_at", OLD."withdrawn_by_id", OLD."withdrawn_reason"); RETURN NULL;',
                    hash="6db8c1af0ba2706bbd9f2bba9648866e9aa6e2fe",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7b83c",
                    table="cases_handling",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handlingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="52baeb62417f13b3c0f9b55c60926252107676da",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c4d63",
                    table="cases_handlingevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
