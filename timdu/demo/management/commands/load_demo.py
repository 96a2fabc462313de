"""Load the demo: Mempawah and Samosir with three years of invented reports."""

import datetime as dt
import time
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from timdu.demo import load, press
from timdu.demo.clock import day_of_demo
from timdu.demo.people import PASSWORD
from timdu.team.models import Team
from timdu.wilayah.models import Wilayah


class Command(BaseCommand):
    """`manage.py load_demo --hari-ini 2026-11-21`: the same day gives the same demo."""

    help = "Muat data contoh Mempawah dan Samosir ke basis data yang masih kosong."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--hari-ini", type=dt.date.fromisoformat, help="Hari yang dianggap hari ini"
        )
        parser.add_argument(
            "--bila-kosong", action="store_true", help="Tidak berbuat apa-apa bila sudah ada tim"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if Team.objects.exists():
            if not options["bila_kosong"]:
                raise CommandError("Sudah ada tim di basis data ini; data contoh tidak dimuat.")
            self.stdout.write("Data contoh dilewati: sudah ada tim.")
            return
        if not Wilayah.objects.exists():
            raise CommandError("Kode wilayah belum ada. Jalankan `manage.py load_wilayah` dahulu.")
        began = time.monotonic()
        today = options["hari_ini"] or day_of_demo(
            timezone.now().astimezone(ZoneInfo("Asia/Jakarta"))
        )
        with press.opened() as processes:
            load.load(today, processes, self.say)
        took = f"{time.monotonic() - began:.1f}".replace(".", ",")
        self.say(f"Data contoh siap dalam {took} detik. Kata sandi semua akun: {PASSWORD}")

    def say(self, words: str) -> None:
        """One line of progress, at once."""
        self.stdout.write(words)
        self.stdout.flush()
