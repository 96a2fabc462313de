"""Load the administrative areas of Indonesia: `manage.py load_wilayah`."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from timdu.core.words import number
from timdu.wilayah import actions, source


class Command(BaseCommand):
    """New codes are added, names renewed, vanished codes retired; nothing is deleted."""

    help = "Memuat kode wilayah seluruh Indonesia (Kemendagri). Aman diulang."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dari", type=Path, default=None, metavar="FOLDER", help="folder berkas CSV"
        )
        parser.add_argument(
            "--bila-perlu", action="store_true", help="lewati bila berkas ini sudah dimuat"
        )
        parser.add_argument(
            "--paksa", action="store_true", help="terima daftar yang kehilangan banyak kode"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder = options["dari"] or Path(settings.WILAYAH_DATA)
        began = time.monotonic()
        try:
            fingerprint = source.fingerprint(folder)
            if options["bila_perlu"] and actions.is_loaded(fingerprint):
                self.stdout.write("Wilayah: sudah mutakhir.")
                return
            areas = source.read(folder)
            self.stdout.write(f"Wilayah: {number(len(areas))} kode dibaca, memuat …")
            done = actions.load(
                areas,
                fingerprint=fingerprint,
                on=timezone.localdate(),
                force=options["paksa"],
            )
        except source.BadData as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Wilayah: {number(done.inserted)} baru, {number(done.changed)} berubah, "
            f"{number(done.retired)} tidak berlaku lagi, {number(done.revived)} berlaku kembali "
            f"({number(time.monotonic() - began, 1)} detik)."
        )
