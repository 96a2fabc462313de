"""Many rows at once: keys from the sequence, columns through COPY."""

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from typing import Any

from django.db import connection, models
from django.db.backends.utils import CursorWrapper
from psycopg.types.json import Jsonb

Column = Any


def insert(rows: Sequence[models.Model]) -> None:
    """Insert rows of one model; rows without a key get one."""
    if not rows:
        return
    model = type(rows[0])
    with connection.cursor() as cursor:
        number(cursor, rows)
        names = [column.attname for column in columns(model)]
        copy(cursor, model, ([getattr(row, name) for name in names] for row in rows))


def columns(model: type[models.Model]) -> list[Column]:
    """The columns a row brings along; the others the database fills."""
    return [column for column in model._meta.concrete_fields if not column.generated]


def number(cursor: CursorWrapper, rows: Sequence[models.Model]) -> None:
    """Take keys from the table's own sequence."""
    model = type(rows[0])
    key = model._meta.pk
    bare = [row for row in rows if row.pk is None]
    if not bare or not isinstance(key, models.AutoField):
        return
    cursor.execute(
        "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
        [model._meta.db_table, key.column, len(bare)],
    )
    for row, (value,) in zip(bare, cursor.fetchall(), strict=True):
        row.pk = value


def copy(cursor: CursorWrapper, model: type[models.Model], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows whose values stand in the order of `columns(model)`; they may ask nothing."""
    kept = columns(model)
    names = ", ".join(f'"{column.column}"' for column in kept)
    writers = [writer(column) for column in kept]
    with cursor.copy(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN') as stream:
        for row in rows:
            stream.write_row([write(value) for write, value in zip(writers, row, strict=True)])


def writer(column: Column) -> Callable[[Any], Any]:
    """How a value of the column is handed to the database."""
    if isinstance(column, models.JSONField):
        return lambda value: None if value is None else Jsonb(value)
    return key_of if column.is_relation else plain


def key_of(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value


def plain(value: Any) -> Any:
    """A choice is its value, also inside a list."""
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.value if isinstance(value, Enum) else value
