"""What tables and columns mean, in the words the screens use: read off the models."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Field, ForeignKey, Model

HEAD = ["tabel", "isi", "kolom", "arti", "jenis", "pilihan", "menunjuk_ke"]


def lines(tables: set[str]) -> Iterator[list[str]]:
    """One line for each column of these tables; a library's own tables have only what it says."""
    models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    for table in sorted(tables):
        if table not in models:
            yield [table, "tabel pustaka, tanpa isi untuk dibaca", "", "", "", "", ""]
            continue
        model = models[table]
        for column in model._meta.concrete_fields:
            yield line(model, column)


def line(model: type[Model], column: "Field[Any, Any]") -> list[str]:
    """What one column is."""
    points = isinstance(column, ForeignKey)
    target = column.remote_field.model._meta.db_table if points and column.remote_field else ""
    return [
        model._meta.db_table,
        str(model._meta.verbose_name),
        column.column or "",
        str(column.verbose_name),
        column.get_internal_type(),
        "; ".join(f"{value} = {label}" for value, label in column.flatchoices),
        target,
    ]
