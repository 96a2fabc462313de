"""Write one backup, and with --latih prove at once that it can be restored."""

from typing import Any

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from timdu.operation import actions
from timdu.operation.archive import Refused
from timdu.operation.postgres import Failed


class Command(BaseCommand):
    """`manage.py backup`: one encrypted file in BACKUP_ROOT."""

    help = "Cadangkan basis data dan berkas ke satu berkas terenkripsi."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--latih", action="store_true", help="Latih pemulihannya sekalian")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            row = actions.take(say=self.stdout.write)
            self.stdout.write(
                f"{settings.BACKUP_ROOT / row.name}\n{row.size} bita, SHA-256 {row.sha256}"
            )
            if row.words:
                self.stderr.write(row.words)
            if options["latih"]:
                actions.rehearse(row, say=self.stdout.write)
        except (Refused, Failed, psycopg.Error, OSError) as error:
            raise CommandError(str(error)) from error
