"""Load outlines of areas for the map: `manage.py load_boundaries FILE.geojson`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from timdu.core.words import number
from timdu.wilayah import actions, shapes
from timdu.wilayah.source import BadData


class Command(BaseCommand):
    """Matched by code; what does not match is listed; loaded again, a file replaces its areas."""

    help = "Memuat batas kecamatan atau desa dari GeoJSON untuk peta. Aman diulang."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("berkas", type=Path, metavar="BERKAS", help="GeoJSON, WGS 84")
        parser.add_argument(
            "--kolom", default="", metavar="NAMA", help="kolom yang memuat kode Kemendagri"
        )
        parser.add_argument(
            "--resmi", action="store_true", help="batas resmi; tanpa ini disebut ilustratif"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["berkas"]
        try:
            read = shapes.read(path, options["kolom"])
        except BadData as error:
            raise CommandError(str(error)) from error
        known, unmatched = actions.keep_boundaries(
            read, source=path.name[:200], official=options["resmi"]
        )
        if not known:
            raise CommandError(
                "Tidak satu pun batas cocok dengan kode wilayah. " + first(unmatched)
            )
        self.stdout.write(f"Batas: {number(len(known))} wilayah dimuat dari {path.name}.")
        if unmatched:
            self.stdout.write(f"Tidak cocok: {number(len(unmatched))}.")
            for words in unmatched:
                self.stdout.write(f"  {words}")


def first(unmatched: list[str]) -> str:
    """The first few of what did not match."""
    return "; ".join(unmatched[:5])
