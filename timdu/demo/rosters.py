"""Who sits where in the demo: SK of both kabupaten, one Tim Terpadu Kecamatan each, mitra."""

import datetime as dt
from dataclasses import dataclass, field

from timdu.demo.clock import Clock
from timdu.demo.people import People, invented_name, key_of
from timdu.demo.places import Ground
from timdu.team.models import Decree, Holder, Partner, Seat
from timdu.wilayah.models import Wilayah

R, B, S = Seat.Rank, Seat.Bidang, Holder.Standing
DAY = dt.timedelta(days=1)
# The first number of the names that only the roster knows.
NAMES = 120
SUBJECT = "Pembentukan Tim Terpadu Penanganan Konflik Sosial"
# Months ago an SK began, and how many months it was written for. Samosir's new one is late.
TERMS = {"mempawah": ((19, 12), (6, 12)), "samosir": ((26, 12), (14, 12))}


@dataclass(frozen=True)
class Chair:
    """One line of the SK: rank, bidang, office, agency, who of the accounts sits there."""

    rank: str
    bidang: str
    office: str
    agency: str = ""
    key: str = ""
    standing: str = S.DEFINITIVE
    is_vacant: bool = False
    is_intelligence: bool = False


CHAIRS = (
    Chair(R.CHAIR, "", "Bupati {name}"),
    Chair(R.DEPUTY, "", "Wakil Bupati {name}", key="wabup"),
    Chair(R.DEPUTY, "", "Sekretaris Daerah", "Setda", "sekda"),
    Chair(R.DEPUTY, "", "Kapolres {name}", "Polres", "kapolres"),
    Chair(R.DEPUTY, "", "Komandan Kodim {name}", "Kodim"),
    Chair(R.DEPUTY, "", "Kepala Kejaksaan Negeri {name}", "Kejari"),
    Chair(R.SECRETARY, "", "Kepala Badan Kesbangpol", "Kesbangpol", "kaban"),
    Chair(R.MEMBER, B.PREVENTION, "Kepala Kantor Kementerian Agama", "Kemenag"),
    Chair(R.MEMBER, B.PREVENTION, "Sekretaris FKUB {name}", "FKUB", "fkub"),
    Chair(R.MEMBER, B.PREVENTION, "Kabid Pemerintahan Desa Dinas PMD", "Dinas PMD", "pmd"),
    Chair(
        R.MEMBER, B.PREVENTION, "Kepala Pos BIN Daerah {name}", "BINDA", is_intelligence=True
    ),
    Chair(
        R.MEMBER, B.CESSATION, "Kasat Intelkam Polres {name}", "Polres", "polres",
        is_intelligence=True,
    ),
    Chair(
        R.MEMBER, B.CESSATION, "Pasi Intel Kodim {name}", "Kodim", "kodim", is_intelligence=True
    ),
    Chair(
        R.MEMBER, B.CESSATION, "Kepala Satpol PP", "Satpol PP", "satpolpp", standing=S.PLT
    ),
    Chair(R.MEMBER, B.RECOVERY, "Kabid Perlindungan Sosial Dinas Sosial", "Dinsos", "dinsos"),
    Chair(R.MEMBER, B.RECOVERY, "Kabid Hubungan Industrial Disnaker", "Disnaker", "disnaker"),
    Chair(R.MEMBER, B.RECOVERY, "Kepala Kantor Pertanahan", "BPN", is_vacant=True),
    Chair(R.SECRETARIAT, "", "Kepala Bidang Penanganan Konflik", "Kesbangpol", "kabid"),
    Chair(R.SECRETARIAT, "", "Analis Konflik Badan Kesbangpol", "Kesbangpol", "staf2"),
    Chair(R.SECRETARIAT, "", "Staf Sekretariat Timdu", "Kesbangpol", "staf"),
)  # fmt: skip
OF_KECAMATAN = (
    (R.DEPUTY, "Danramil {place}"),
    (R.DEPUTY, "Kapolsek {place}"),
    (R.SECRETARY, "Sekretaris Camat {place}"),
    (R.MEMBER, "Ketua FKDM Kecamatan {place}"),
)
PARTNERS = (
    (Partner.Kind.COMMUNITY, "Forum Warga Contoh", "Ketua forum", False),
    (Partner.Kind.ORGANISATION, "Karang Taruna Contoh", "Sekretaris", False),
    (Partner.Kind.ENTERPRISE, "PT Contoh", "Bagian humas", False),
    (Partner.Kind.ORGANISATION, "Perkumpulan Contoh Lama", "", True),
)


@dataclass
class Clerk:
    """Writes the roster of one team."""

    people: People
    ground: Ground
    clock: Clock
    count: int = field(default=NAMES)

    def stranger(self) -> str:
        """A name no account bears."""
        self.count += 1
        return invented_name(self.count)

    def phone(self) -> str:
        """A number nobody has."""
        return f"0812000{self.count:05}"


def seat_all(people: People, ground: Ground, clock: Clock) -> None:
    """SK before and now, the team of the kecamatan that is shown, the mitra."""
    clerk = Clerk(people, ground, clock)
    before: list[Seat] = []
    for number, (ago, months) in enumerate(TERMS[ground.kabupaten.key], start=1):
        before = kabupaten_term(clerk, number, clock.month.plus(-ago).first, months, before)
    kecamatan_term(clerk, ground.kecamatan[ground.kabupaten.shown])
    partners(clerk)


def decree(
    clerk: Clerk, number: str, start: dt.date, months: int, roster: Wilayah | None
) -> Decree:
    """An SK in force since the first day of a month, signed some days before."""
    whose = f"Kecamatan {roster.name}" if roster else clerk.people.team.name
    month = clerk.clock.month.of(start).plus(months)
    return Decree.objects.create(
        team=clerk.people.team,
        roster=roster,
        number=number,
        subject=f"{SUBJECT} {whose}",
        signed_on=start - 9 * DAY,
        valid_from=start,
        valid_until=month.first - DAY,
        status=Decree.Status.ISSUED,
    )


def kabupaten_term(
    clerk: Clerk, number: int, start: dt.date, months: int, before: list[Seat]
) -> list[Seat]:
    """One SK of the kabupaten; the one before ends the day before it begins."""
    sk = decree(clerk, f"300.1/{110 + number}/KESBANGPOL/{start.year}", start, months, None)
    team, seats = clerk.people.team, []
    for row in before:
        row.valid_until = start - DAY
        row.ended_reason = f"Berakhir dengan {sk}"
        row.save()
        row.holders.filter(valid_until=None).update(valid_until=start - DAY)
    for position, chair in enumerate((*CHAIRS, *camats(clerk)), start=1):
        seats.append(
            Seat(
                team=team,
                decree=sk,
                continues=before[position - 1] if before else None,
                rank=chair.rank,
                bidang=chair.bidang,
                position=position,
                office=chair.office.format(name=team.short_name),
                agency=clerk.people.agencies.get(chair.agency),
                kecamatan=clerk.ground.kecamatan.get(chair.key),
                is_intelligence=chair.is_intelligence,
                valid_from=start,
            )
        )
    Seat.objects.bulk_create(seats)
    people = [(seat, chair) for seat, chair in zip(seats, (*CHAIRS, *camats(clerk)), strict=True)]
    for seat, chair in people:
        sit(clerk, seat, chair, is_now=bool(before))
    return seats


def camats(clerk: Clerk) -> list[Chair]:
    """Every camat is a member; one of them is Plt."""
    return [
        Chair(
            R.MEMBER, "", f"Camat {row.name}", key=code,
            standing=S.PLT if code == clerk.ground.kabupaten.silent else S.DEFINITIVE,
        )
        for code, row in clerk.ground.kecamatan.items()
    ]  # fmt: skip


def sit(clerk: Clerk, seat: Seat, chair: Chair, *, is_now: bool) -> None:
    """Who sits there: an account's person today, somebody else under the SK before."""
    if chair.is_vacant and is_now:
        return
    user = clerk.people.users.get(account_of(clerk, chair)) if is_now else None
    start = seat.valid_from or clerk.clock.today
    standing = chair.standing if is_now else S.DEFINITIVE
    before = None
    if chair.standing == S.PLT and is_now:
        change = clerk.clock.month.previous.first.replace(day=14)
        before = Holder.objects.create(
            seat=seat,
            full_name=clerk.stranger(),
            valid_from=start,
            valid_until=change - DAY,
            basis="Seperti tercantum dalam SK",
        )
        start = change
    Holder.objects.create(
        seat=seat,
        succeeds=before,
        full_name=user.full_name if user else clerk.stranger(),
        standing=standing,
        phone=clerk.phone(),
        user=user,
        valid_from=start,
        valid_until=seat.valid_until,
        basis="Surat Perintah Bupati (contoh)" if before else "Seperti tercantum dalam SK",
    )


def account_of(clerk: Clerk, chair: Chair) -> str:
    """The first part of the user name; a camat's is named after the kecamatan."""
    place = clerk.ground.kecamatan.get(chair.key)
    return f"camat.{key_of(place.name)}" if place else f"{chair.key}.{clerk.ground.kabupaten.key}"


def kecamatan_term(clerk: Clerk, place: Wilayah) -> None:
    """The Tim Terpadu of one kecamatan: camat, Danramil, Kapolsek, kepala desa."""
    start = clerk.clock.month.plus(-5).first
    sk = decree(clerk, f"300/{21}/{key_of(place.name)[:3].upper()}/{start.year}", start, 12, place)
    camat = clerk.people.users[f"camat.{key_of(place.name)}"]
    chairs = [(R.CHAIR, f"Camat {place.name}")]
    chairs += [(rank, office.format(place=place.name)) for rank, office in OF_KECAMATAN]
    for desa in clerk.ground.desa[place.pk][:4]:
        chairs += [(R.MEMBER, f"Kepala Desa {desa.name}"), (R.MEMBER, f"Babinsa {desa.name}")]
    for position, (rank, office) in enumerate(chairs, start=1):
        seat = Seat.objects.create(
            team=clerk.people.team,
            roster=place,
            decree=sk,
            rank=rank,
            position=position,
            office=office,
            kecamatan=place,
            valid_from=start,
        )
        Holder.objects.create(
            seat=seat,
            full_name=camat.full_name if rank == R.CHAIR else clerk.stranger(),
            phone=clerk.phone(),
            user=camat if rank == R.CHAIR else None,
            valid_from=start,
        )


def partners(clerk: Clerk) -> None:
    """Mitra with invented names."""
    Partner.objects.bulk_create(
        Partner(
            team=clerk.people.team,
            kind=kind,
            name=name,
            contact=contact,
            phone="" if is_former else "081200000009",
            retired_on=clerk.clock.month.plus(-4).first if is_former else None,
            retired_reason="Kegiatannya sudah berakhir" if is_former else "",
        )
        for kind, name, contact, is_former in PARTNERS
    )
