"""Indexes that carry what figures and visibility ask of a row, so that counting reads no rows."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0002_reference_data"),
        ("team", "0001_initial"),
        ("wilayah", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="incident",
            name="incident_by_team",
        ),
        migrations.RemoveIndex(
            model_name="incident",
            name="incident_queue",
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                fields=["team", "-occurred_at", "-id"],
                include=(
                    "status",
                    "kind",
                    "level",
                    "classification",
                    "kecamatan",
                    "source",
                    "origin",
                    "entered_by",
                    "is_social_conflict",
                ),
                name="incident_by_team",
            ),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                fields=["team", "status", "-urgency", "submitted_at", "id"],
                include=("entered_by", "classification"),
                name="incident_queue",
            ),
        ),
    ]
