"""Give the running role what it needs and no more; run by the owner after `migrate`."""

from collections.abc import Iterator
from typing import Any

import pgtrigger
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

APP_ROLE = "timdu_app"


class Command(BaseCommand):
    """The application may read and write rows; what was recorded it may only add to."""

    help = "Beri hak basis data kepada peran timdu_app (dijalankan pemilik sesudah migrate)."

    def handle(self, *args: Any, **options: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP_ROLE])
            if cursor.fetchone() is None:
                raise CommandError(f"Peran {APP_ROLE} belum ada di basis data ini.")
            cursor.execute(f"GRANT USAGE ON SCHEMA public TO {APP_ROLE}")
            cursor.execute(
                f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP_ROLE}"
            )
            cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {APP_ROLE}")
            cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {APP_ROLE}")
            for table, operation in forbidden():
                cursor.execute(f'REVOKE {operation} ON "{table}" FROM {APP_ROLE}')  # nosec B608
            for table, columns in free_columns():
                names = ", ".join(f'"{name}"' for name in columns)
                cursor.execute(f'GRANT UPDATE ({names}) ON "{table}" TO {APP_ROLE}')  # nosec B608
        self.stdout.write("Hak peran timdu_app ditetapkan.")


def forbidden() -> Iterator[tuple[str, str]]:
    """Table and operation for every trigger that refuses the operation always.

    A session can tell pgtrigger's triggers to stand aside (`pgtrigger.ignore`); a right that was
    never given it cannot take.
    """
    for model, trigger in pgtrigger.registered():
        if isinstance(trigger, pgtrigger.Protect) and trigger.condition is None:
            for operation in ("UPDATE", "DELETE"):
                if operation in str(trigger.operation):
                    yield model._meta.db_table, operation


def free_columns() -> Iterator[tuple[str, list[str]]]:
    """Table and columns that may change where a trigger keeps the others as they are."""
    for model, trigger in pgtrigger.registered():
        if isinstance(trigger, pgtrigger.ReadOnly) and trigger.fields:
            fields = model._meta.concrete_fields
            yield (
                model._meta.db_table,
                [
                    str(one.column)
                    for one in fields
                    if one.name not in trigger.fields and not one.primary_key
                ],
            )
