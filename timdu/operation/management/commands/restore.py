"""Put a backup back."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from timdu.operation import actions
from timdu.operation.archive import Refused
from timdu.operation.postgres import Failed


class Command(BaseCommand):
    """`manage.py restore FILE`, with web and worker stopped."""

    help = "Pulihkan basis data dan berkas dari satu cadangan."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("berkas", type=Path, help="Berkas cadangan (.tar.age)")
        parser.add_argument(
            "--ganti-semua", action="store_true", help="Ganti semua isi yang sudah ada"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            actions.restore(
                options["berkas"], replace=options["ganti_semua"], say=self.stdout.write
            )
        except (Refused, Failed, psycopg.Error, OSError) as error:
            raise CommandError(str(error)) from error
        # An older backup is brought up to this version; the running role gets its rights again.
        env = {**os.environ, "DATABASE_URL": settings.DATABASE_OWNER_URL}
        for words in (["migrate", "--noinput", "-v", "0"], ["createcachetable"], ["grant_app"]):
            subprocess.run(
                [sys.executable, "manage.py", *words], env=env, cwd=settings.BASE_DIR, check=True
            )
        self.stdout.write("Pemulihan selesai. Nyalakan Timdu kembali.")
