"""Make a real kabupaten/kota: team, agencies, first administrator."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from timdu.team import founding
from timdu.team.models import Team
from timdu.wilayah.models import Wilayah


class Command(BaseCommand):
    """`manage.py setup_team 61.02 --email admin@…` prints the first sign-in once."""

    help = "Dirikan tim sebuah kabupaten/kota: tim, instansi, administrator pertama."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kode", help="Kode kabupaten/kota, misalnya 61.02")
        parser.add_argument("--email", required=True, help="Surel administrator pertama")
        parser.add_argument("--ibu-kota", default="", help="Tempat pada kepala surat")

    def handle(self, *args: Any, **options: Any) -> None:
        level = Wilayah.Level.REGENCY
        place = Wilayah.objects.current().filter(code=options["kode"], level=level).first()
        if place is None:
            raise CommandError(
                f"Kode {options['kode']} bukan kode kabupaten/kota. "
                "Contoh kode: 61.02. Sudahkah `manage.py load_wilayah` dijalankan?"
            )
        if Team.objects.filter(place=place).exists():
            raise CommandError(f"Tim {place.name} sudah ada.")
        team, admin, password = founding.found(
            place, email=options["email"], seat=options["ibu_kota"]
        )
        self.stdout.write(f"{team.name} siap, {team.agency_set.count()} instansi.")
        self.stdout.write(f"Nama masuk : {admin.username}")
        self.stdout.write(f"Kata sandi : {password} (sementara, ditampilkan sekali)")
        self.stdout.write("Siapkan ponsel: masuk pertama memasang aplikasi autentikator.")
