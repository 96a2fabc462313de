"""Make a key for the backups and print it; nothing is stored."""

from typing import Any

import pyrage
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """`manage.py backup_key`: for BACKUP_KEY, and for the safe."""

    help = "Buat kunci cadangan baru dan cetak."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(str(pyrage.x25519.Identity.generate()))
