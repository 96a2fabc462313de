"""Give the running role what it needs and no more; run by the owner after `migrate`."""

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from timdu.core.models import AccessLog, Event, EventSubject

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
            cursor.execute(f"REVOKE ALL ON django_migrations FROM {APP_ROLE}")
            cursor.execute(f"GRANT SELECT ON django_migrations TO {APP_ROLE}")
            for table in append_only_tables():
                cursor.execute(f'REVOKE UPDATE, DELETE ON "{table}" FROM {APP_ROLE}')
        self.stdout.write("Hak peran timdu_app ditetapkan.")


def append_only_tables() -> list[str]:
    """The tables of events, reads and row history."""
    recorded = [model._meta.db_table for model in (Event, EventSubject, AccessLog)]
    history = [
        model._meta.db_table for model in apps.get_models() if hasattr(model, "pgh_tracked_model")
    ]
    return recorded + history
