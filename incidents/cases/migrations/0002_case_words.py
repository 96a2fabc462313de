"""The words of permasalahan and their steps by an index."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
        ("incidents", "0010_words_of_notes_and_files"),
        ("team", "0007_duty_account"),
        ("wilayah", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="names",
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name="case",
            name="search",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.contrib.postgres.search.CombinedSearchVector(
                    django.contrib.postgres.search.SearchVector("title", config="indonesian"),
                    "||",
                    django.contrib.postgres.search.SearchVector("title", config="simple"),
                    django.contrib.postgres.search.SearchConfig("indonesian"),
                ),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="search_whole",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.contrib.postgres.search.CombinedSearchVector(
                    django.contrib.postgres.search.SearchVector(
                        "title", "names", config="indonesian"
                    ),
                    "||",
                    django.contrib.postgres.search.SearchVector("title", "names", config="simple"),
                    django.contrib.postgres.search.SearchConfig("indonesian"),
                ),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=django.contrib.postgres.indexes.GinIndex(fields=["search"], name="case_words"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search_whole"], name="case_words_whole"
            ),
        ),
        migrations.AddIndex(
            model_name="handling",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.CombinedSearchVector(
                    django.contrib.postgres.search.SearchVector(
                        "what", "result", config="indonesian"
                    ),
                    "||",
                    django.contrib.postgres.search.SearchVector("what", "result", config="simple"),
                    django.contrib.postgres.search.SearchConfig("indonesian"),
                ),
                name="handling_words",
            ),
        ),
    ]
