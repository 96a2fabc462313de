"""What the offices of the demo have on their shelves: settings, kop surat, recipients."""

import datetime as dt

from timdu.demo import pictures
from timdu.demo.clock import Clock
from timdu.demo.people import People, key_of
from timdu.demo.places import Ground
from timdu.documents.models import Letterhead, Recipient
from timdu.files import intake
from timdu.team import settings as team_settings
from timdu.team.models import SuratTugas

MONTHLY, KECAMATAN = "monthly", "kecamatan_monthly"
ARCHIVE_CODE = "300.2"
COMPILE_DAY = 10
Channel = Recipient.Channel


def equip(people: People, ground: Ground, clock: Clock) -> None:
    """Everything letters need."""
    set_all(people, ground, clock)
    letterheads(people, ground)
    recipients(people, ground, clock)
    surat_tugas(people, clock)


def set_all(people: People, ground: Ground, clock: Clock) -> None:
    """The team's settings, in force since the first month of the demo."""
    kabupaten = ground.kabupaten
    values = {
        "monthly.since": str(clock.months[0]),
        "monthly.compile_day": COMPILE_DAY,
        "incidents.archive_code": ARCHIVE_CODE,
        "number.pattern": kabupaten.number.format("…", "{tahun}"),
        "map.tiles": [f"{one.code} {one.tile}" for one in kabupaten.areas],
    }
    since = clock.months[0].first
    for key, value in values.items():
        team_settings.change(people.team, key, value, by=people["admin"], valid_from=since)


def surat_tugas(people: People, clock: Clock) -> None:
    """The letter by which the Inspektorat looks into the team this quarter."""
    auditor = people["inspektorat"]
    assert auditor.access_from is not None and auditor.access_until is not None
    SuratTugas.objects.create(
        team=people.team,
        user=auditor,
        number=f"700.1.1/{clock.today.year}/CONTOH",
        signed_on=auditor.access_from - dt.timedelta(days=3),
        subject="Pemeriksaan kinerja Tim Terpadu (contoh)",
        valid_from=auditor.access_from,
        valid_until=auditor.access_until,
        by=people["kaban"],
        at=clock.at(auditor.access_from, 8),
    )


def letterheads(people: People, ground: Ground) -> None:
    """Kop of the Bupati, of the Badan and of every kecamatan, with invented signers."""
    team = people.team
    name, seat = team.short_name, ground.kabupaten.seat
    emblems = {
        word: intake.store_picture(
            pictures.emblem(word), f"lambang-{word}.png", team=team, by=None, kinds=(intake.IMAGE,)
        )
        for word in ("negara", "daerah")
    }
    government = f"PEMERINTAH {team.name}".upper()
    Letterhead.objects.create(
        team=team,
        kind=Letterhead.Kind.BUPATI,
        lines=f"BUPATI {name}\nPROVINSI {team.province}".upper(),
        place=seat,
        signer_title=(
            f"BUPATI {name.upper()}\nselaku Ketua Tim Terpadu\nPenanganan Konflik Sosial,"
        ),
        signer_name="NAMA CONTOH BUPATI",
        emblem=emblems["negara"],
    )
    Letterhead.objects.create(
        team=team,
        kind=Letterhead.Kind.BADAN,
        lines=f"{government}\nBADAN KESATUAN BANGSA DAN POLITIK",
        address=f"Jalan Contoh Nomor 1 {seat}\n{address_of('kesbangpol', ground)}",
        place=seat,
        signer_title="KEPALA BADAN KESATUAN BANGSA DAN POLITIK,",
        signer_name="NAMA CONTOH KEPALA BADAN",
        signer_rank="Pembina Utama Muda",
        signer_number="00000000 000000 0 001",
        emblem=emblems["daerah"],
    )
    for kecamatan in ground.kecamatan.values():
        mail = address_of(key_of(kecamatan.name), ground)
        Letterhead.objects.create(
            team=team,
            kind=Letterhead.Kind.KECAMATAN,
            kecamatan=kecamatan,
            lines=f"{government}\nKECAMATAN {kecamatan.name}".upper(),
            address=f"Jalan Contoh Nomor 2 {kecamatan.name}\n{mail}",
            place=kecamatan.name,
            signer_title=f"CAMAT {kecamatan.name}\nselaku Ketua Tim Terpadu Kecamatan,".replace(
                kecamatan.name, kecamatan.name.upper(), 1
            ),
            signer_name="NAMA CONTOH CAMAT",
            signer_rank="Pembina",
            signer_number="00000000 000000 0 002",
            number_pattern=f"300/…/{initials(kecamatan.name)}/{{tahun}}",
            emblem=emblems["daerah"],
        )


def initials(name: str) -> str:
    """Sungai Kunyit → SK: what a camat's numbers carry."""
    return "".join(word[0] for word in name.replace("-", " ").split()).upper()


def address_of(office: str, ground: Ground) -> str:
    return f"Pos-el: {office}@{ground.kabupaten.key}.contoh.test"


def recipients(people: People, ground: Ground, clock: Clock) -> None:
    """The Gubernur, the copies of the monthly report, and the Bupati for the kecamatan's."""
    team, kabupaten = people.team, ground.kabupaten
    governor = f"Gubernur {team.province}"
    confirmed = {
        "verified_at": clock.at(clock.months[0].first + dt.timedelta(days=6), 10, 20),
        "verified_by": people["kaban"],
    }
    mail = {"channel": Channel.EMAIL, **confirmed}
    rows = [
        Recipient(
            name=governor,
            care_of=(f"Kepala Badan Kesatuan Bangsa dan Politik Provinsi {team.province}"),
            place=kabupaten.province_seat,
            email=f"kesbangpol@{kabupaten.province}.contoh.test",
            user=people[f"provinsi.{kabupaten.province}"],
            **mail,
        ),
        Recipient(
            name="Menteri Dalam Negeri",
            care_of="Direktur Jenderal Politik dan Pemerintahan Umum",
            place="Jakarta",
            channel=Channel.VIA,
            via=governor,
            is_copy=True,
        ),
        Recipient(
            name=f"Ketua DPRD {team.name}",
            place=kabupaten.seat,
            email=f"dprd@{kabupaten.key}.contoh.test",
            is_copy=True,
            position=2,
            **mail,
        ),
        Recipient(
            name=kabupaten.leader[1],
            place=kabupaten.seat,
            channel=Channel.HAND,
            is_copy=True,
            position=3,
            user=people[kabupaten.leader[0]],
        ),
        Recipient(
            name=f"Kepala Kepolisian Resor {team.short_name}",
            place=kabupaten.seat,
            channel=Channel.HAND,
            is_copy=True,
            position=4,
            user=people[f"kapolres.{kabupaten.key}"],
        ),
        Recipient(
            name=f"Bupati {team.short_name}",
            care_of="Kepala Badan Kesatuan Bangsa dan Politik",
            place=kabupaten.seat,
            channel=Channel.HAND,
            kinds=[KECAMATAN],
        ),
    ]
    for row in rows:
        row.team = team
        row.kinds = row.kinds or [MONTHLY]
        row.save()
