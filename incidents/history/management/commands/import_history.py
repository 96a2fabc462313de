"""`manage.py import_history FILE --team 61.02 --by USERNAME`: the pages of imported history."""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from incidents.history import finding, heads, spellings
from incidents.history.actions import handing, storing
from incidents.history.models import Reading
from incidents.history.spellings import BETWEEN, Meanings
from incidents.models.choices import Kind
from timdu.core.access import Denied
from timdu.core.filled import NotTaken
from timdu.core.workflow import WrongState
from timdu.files.intake import Refused
from timdu.team.models import User

REMEMBERED, SHOWN = "remembered", 50


class Command(BaseCommand):
    """The same actions as the pages; ends with 1 where rows stay outside unasked."""

    help = "Impor riwayat dari berkas lama (XLSX atau CSV), sama seperti di halaman Impor riwayat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", help="Berkas .xlsx atau .csv")
        parser.add_argument("--team", required=True, help="Kode kabupaten/kota, misalnya 61.02")
        parser.add_argument("--by", required=True, help="Nama masuk yang mengimpor")
        parser.add_argument("--sheet", default="", help="Nama lembar; kosong: yang pertama")
        parser.add_argument("--head", type=int, default=0, help="Nomor baris kepala")
        parser.add_argument(
            "--mapping", default=REMEMBERED, help="Berkas JSON, atau “remembered” (yang diingat)"
        )
        parser.add_argument("--kind", default=Kind.INFORMATION, choices=Kind.values,
                            help="Jenis laporan bila tidak disebut di berkas")  # fmt: skip
        parser.add_argument("--dry-run", action="store_true", help="Hanya memeriksa")
        parser.add_argument("--skip-unmatched", action="store_true",
                            help="Simpan yang baik; yang lain ditinggal")  # fmt: skip
        parser.add_argument("--with-alike", action="store_true",
                            help="Simpan juga yang mirip laporan yang sudah ada")  # fmt: skip
        parser.add_argument("--undo", default="", metavar="KUNCI", help="Batalkan satu impor")
        parser.add_argument("--reason", default="", help="Alasan membatalkan")

    def handle(self, *args: Any, **options: Any) -> None:
        by = User.objects.filter(username=options["by"], team__place=options["team"]).first()
        if by is None:
            raise CommandError(f"{options['by']} bukan pengguna tim {options['team']}.")
        try:
            with timezone.override(by.own_team.zone):
                self.undo(by, options) if options["undo"] else self.bring(by, options)
        except (Refused, NotTaken, WrongState) as problem:
            raise CommandError(problem.words) from problem
        except Denied as problem:
            raise CommandError(f"{problem.reason} Yang dapat: {problem.who}.") from problem

    def undo(self, by: User, options: Mapping[str, Any]) -> None:
        """Take one file back."""
        try:
            key = UUID(options["undo"])
        except ValueError as wrong:
            raise CommandError("Kunci impor bukan UUID.") from wrong
        reading = Reading.objects.visible_to(by).filter(batch__key=key).first()
        if reading is None:
            raise CommandError("Tidak ada impor dengan kunci ini.")
        storing.undo(reading, by=by, reason=options["reason"], direct=True)
        self.stdout.write("Impor dibatalkan; semua laporannya ditarik.")

    def bring(self, by: User, options: Mapping[str, Any]) -> None:
        """Read, match, look; store unless it is only looked at."""
        if not options["file"]:
            raise CommandError("Sebutkan berkasnya, atau --undo KUNCI.")
        path = Path(options["file"])
        if not path.is_file():
            raise CommandError(f"{path} tidak ada.")
        upload = SimpleUploadedFile(path.name, path.read_bytes())
        reading = self.understood(handing.look(upload, by=by), by, options)
        reading = handing.check(reading, by=by)
        self.tell(reading)
        self.decide(reading, by, options)

    def understood(self, reading: Reading, by: User, options: Mapping[str, Any]) -> Reading:
        """The sheet, the head, the columns and the values."""
        at = sheet_of(reading, options["sheet"])
        head = options["head"] or heads.head_row(reading.sheets[at])
        reading = handing.choose(reading, sheet=at, head=head, version=reading.version, by=by)
        said = mapping_of(options["mapping"])
        columns = columns_of(reading, said) if "columns" in said else reading.columns
        reading = handing.map_columns(
            reading, columns=columns, kind=options["kind"], version=reading.version, by=by
        )
        if answers := answers_of(said):
            reading = handing.match(reading, answers, version=reading.version, by=by)
        return reading

    def tell(self, reading: Reading) -> None:
        """What the page shows, as lines."""
        self.stdout.write(f"Kunci impor: {reading.key}")
        for head, key in zip(reading.heads, reading.columns, strict=False):
            word = heads.BY_KEY[key].label if key else "tidak dipakai"
            self.stdout.write(f"  {head or '(tanpa nama)'} → {word}")
        found = reading.found or {}
        years: Counter[int] = Counter()
        for year, _, name, count in found["by"]:
            years[year] += count
            self.stdout.write(f"  {year} {name}: {count}")
        for one in spellings.unknown(reading, Meanings(reading.team))[:SHOWN]:
            near = ", ".join(choice.words for choice in one.near) or "tidak ada yang mirip"
            self.stdout.write(f"  Belum dicocokkan: {one.shown} ({one.count} baris). {near}")
        rows = finding.left(reading)
        for row in rows[:SHOWN]:
            self.stdout.write(
                f"  Baris {row['number']}, {row['column']}: {row['value'][:60]!r}. {row['words']}"
            )
        if len(rows) > SHOWN:
            self.stdout.write(f"  … dan {len(rows) - SHOWN} baris lagi.")
        self.stdout.write(f"{len(found['enter'])} baris dapat disimpan, {len(rows)} ditinggal.")

    def decide(self, reading: Reading, by: User, options: Mapping[str, Any]) -> None:
        """Store, unless rows would stay outside that nobody gave up."""
        problems = len((reading.found or {})["problems"])
        kept_out = problems and not options["skip_unmatched"]
        if options["dry_run"] or kept_out:
            words = "Belum ada yang disimpan."
            if kept_out:
                raise CommandError(
                    f"{words} {problems} baris tidak terbaca atau belum dicocokkan; perbaiki, atau "
                    "pakai --skip-unmatched."
                )
            self.stdout.write(words)
            return
        stored = storing.store(reading, by=by, with_alike=options["with_alike"], direct=True)
        self.stdout.write(f"{stored.rows.count()} laporan tersimpan.")


def sheet_of(reading: Reading, name: str) -> int:
    """The sheet by its name."""
    titles = [sheet["title"] for sheet in reading.sheets]
    if name and name not in titles:
        raise CommandError(f"Tidak ada lembar “{name}”. Yang ada: {', '.join(titles)}.")
    return titles.index(name) if name else 0


def mapping_of(said: str) -> dict[str, Any]:
    """{"columns": {head: field}, "values": {field: {text: code}}}, or what is remembered."""
    if said == REMEMBERED:
        return {}
    try:
        found = json.loads(Path(said).read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise CommandError(f"{said} tidak terbaca sebagai JSON: {problem}") from problem
    if not isinstance(found, dict):
        raise CommandError(f"{said} harus berisi “columns” dan “values”.")
    return found


def columns_of(reading: Reading, said: Mapping[str, Any]) -> list[str]:
    """A field for each head that is named."""
    wanted: dict[str, str] = said["columns"]
    strange = set(wanted.values()) - set(heads.BY_KEY) - {""}
    missing = set(wanted) - set(reading.heads)
    if strange or missing:
        raise CommandError(f"Tidak dikenal: {', '.join(sorted(strange | missing))}.")
    return [wanted.get(head, "") for head in reading.heads]


def answers_of(said: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    """What texts mean; a desa is written "kecamatan / desa"."""
    found = {}
    for name, values in said.get("values", {}).items():
        for text, target in values.items():
            parts = [spellings.compared(part) for part in text.split(" / ", 1)]
            key = BETWEEN.join(parts) if name == "desa" else spellings.compared(text)
            found[name, key] = str(target)
    return found
