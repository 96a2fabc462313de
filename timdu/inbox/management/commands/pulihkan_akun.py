"""The last way in: whoever keeps the server lets somebody in whom nobody else could confirm."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from timdu.inbox import actions
from timdu.team.models import User


class Command(BaseCommand):
    help = "Lepas langkah kedua (dan dengan --sandi juga kata sandi) satu akun; tercatat di riwayat"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("nama", help="nama masuk")
        parser.add_argument("--alasan", required=True, help="dasar, misalnya berita acara nomor …")
        parser.add_argument("--sandi", action="store_true", help="buat juga kata sandi sementara")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["nama"]).first()
        if user is None:
            raise CommandError(f"Tidak ada akun dengan nama masuk {options['nama']}.")
        password = actions.restore_from_server(
            user, reason=options["alasan"], with_password=options["sandi"]
        )
        self.stdout.write(f"Langkah kedua {user.username} dilepas; semua perangkatnya keluar.")
        if password:
            self.stdout.write(f"Kata sandi sementara, serahkan langsung: {password}")
