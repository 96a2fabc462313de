"""Print the code that opens the first page of an empty installation."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from timdu.team.beginning import code


class Command(BaseCommand):
    """`manage.py kode_pertama`: for whoever holds the server, and nobody else."""

    help = "Tampilkan kode untuk halaman pertama (/mulai/) selama belum ada tim."

    def handle(self, *args: Any, **options: Any) -> None:
        if not code.is_needed():
            self.stdout.write("Sudah ada tim; halaman pertama tidak terbuka lagi.")
            return
        self.stdout.write(f"Buka {settings.SITE_URL}/mulai/ dan tulis kode: {code.current()}")
