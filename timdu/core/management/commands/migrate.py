"""Django's `migrate`, without its hundredfold drawing of models."""

from typing import Any

from django.core.management.commands import migrate

from timdu.core.migrating import Executor


class Command(migrate.Command):
    """The same command, the same options."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Run with our executor; the command offers no other way to name it."""
        names = vars(migrate)
        plain = names["MigrationExecutor"]
        names["MigrationExecutor"] = Executor
        try:
            super().handle(*args, **options)
        finally:
            names["MigrationExecutor"] = plain
