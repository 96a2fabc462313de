"""Compare rows with bytes: `manage.py check_files`."""

import hashlib
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError

from timdu.core.words import number
from timdu.files.models import StoredFile
from timdu.files.tasks import unnamed_paths

STEP = 500


class Command(BaseCommand):
    """Says which files are missing, cut short, changed, or belong to no row; changes nothing."""

    help = "Membandingkan catatan berkas dengan isinya di penyimpanan. Tidak mengubah apa pun."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--isi", action="store_true", help="baca juga isinya dan bandingkan sidiknya (lama)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        total = StoredFile.objects.count()
        rows = StoredFile.objects.order_by("pk").iterator(chunk_size=STEP)
        for done, row in enumerate(rows, start=1):
            for words in problems(row, reads=options["isi"]):
                self.stdout.write(f"{row.pk} ({row.name}): {words}")
                wrong += 1
            if done % STEP == 0:
                self.stdout.write(f"{number(done)} dari {number(total)} berkas diperiksa …")
        # The nightly sweep removes them when they are a day old.
        for path in unnamed_paths():
            self.stdout.write(f"{path}: tidak ada catatannya")
        if wrong:
            raise CommandError(f"{number(wrong)} masalah pada {number(total)} berkas.")
        self.stdout.write(f"{number(total)} berkas, semuanya ada dan utuh.")


def problems(row: StoredFile, *, reads: bool) -> Iterator[str]:
    """What is wrong with the bytes of one row."""
    if not default_storage.exists(row.path):
        yield "isinya hilang"
    elif default_storage.size(row.path) != row.size:
        yield "ukurannya berbeda dari catatan"
    elif reads and hashlib.sha256(row.read()).hexdigest() != row.sha256_stored:
        yield "isinya berubah"
    if row.has_thumbnail and not default_storage.exists(row.thumbnail_path):
        yield "gambar kecilnya hilang"
