"""Words of perkembangan, notes and names of files by an index.

Notes and files belong to rooms below, which know of no search: what only the search needs is made
where the search lives (docs/decisions/0079-pencarian.md).
"""

import django.contrib.postgres.indexes
from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

from timdu.core import searching

OF_OTHERS = (
    ("core", "FieldMark", "note_words", ("note", "answer")),
    ("files", "StoredFile", "file_words", (searching.Spaced("name"),)),
    ("files", "Attachment", "caption_words", (searching.Spaced("caption"),)),
)


def indexes(apps):
    for app, model, name, texts in OF_OTHERS:
        yield apps.get_model(app, model), GinIndex(searching.vector(*texts), name=name)


def make(apps, schema_editor):
    for model, index in indexes(apps):
        schema_editor.add_index(model, index)


def drop(apps, schema_editor):
    for model, index in indexes(apps):
        schema_editor.remove_index(model, index)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0008_batch_posting"),
        ("files", "0002_uploads"),
        ("incidents", "0009_alike_and_merges"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="development",
            index=django.contrib.postgres.indexes.GinIndex(
                searching.vector("text"), name="development_words"
            ),
        ),
        migrations.RunPython(make, drop),
    ]
