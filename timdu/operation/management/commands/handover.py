"""Write everything into a folder for whoever takes the work over."""

from pathlib import Path
from typing import Any

import psycopg
from django.core.management.base import BaseCommand, CommandError, CommandParser

from timdu.operation import handover
from timdu.operation.archive import Refused
from timdu.operation.postgres import Failed


class Command(BaseCommand):
    """`manage.py handover --ke FOLDER`, as the owner of the database, while the system runs."""

    help = (
        "Salin semua data (CSV), dokumen, dan berkas ke satu folder dengan sidiknya, untuk serah "
        "terima. Isinya TIDAK disandi dan memuat semua klasifikasi."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--ke", type=Path, required=True, help="Alamat lengkap folder baru atau kosong"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            bundle = handover.hand_over(options["ke"], say=self.stdout.write)
        except (Refused, Failed, psycopg.Error, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{bundle.folder}\nIsinya tidak disandi dan memuat semua klasifikasi, nama pelapor, "
            "dan nomor telepon: baca README.txt, lalu pindahkan ke disk yang tersandi."
        )
        for line in bundle.damaged:
            self.stderr.write(line)
