"""A note keeps what its field said when it was written, and when it was answered."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_holiday"),
    ]

    operations = [
        migrations.AddField(
            model_name="fieldmark",
            name="after",
            field=models.TextField(blank=True, verbose_name="isian saat dijawab"),
        ),
        migrations.AddField(
            model_name="fieldmark",
            name="before",
            field=models.TextField(blank=True, verbose_name="isian saat ditandai"),
        ),
    ]
