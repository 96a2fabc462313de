"""The teams of the demo and everybody who signs in: invented persons with one password."""

import datetime as dt
from dataclasses import dataclass
from functools import cache

from django.contrib.auth.hashers import make_password

from timdu.demo.clock import Clock
from timdu.demo.places import Ground
from timdu.team import founding
from timdu.team.models import Agency, Team, User

PASSWORD = "contoh-timdu"
Role = User.Role

MORE_AGENCIES = (
    ("Dinas Tenaga Kerja", "Disnaker"),
    ("Dinas Perikanan", "Dinas Perikanan"),
    ("Dinas Pertanian dan Perkebunan", "Dinas Pertanian"),
    ("Inspektorat Daerah", "Inspektorat"),
    ("Sekretariat Daerah", "Setda"),
    ("Badan Intelijen Negara Daerah", "BINDA"),
)
# Username, short name of the agency, jabatan.
MEMBERS = (
    ("polres", "Polres", "Kasat Intelkam Polres {name}"),
    ("kodim", "Kodim", "Pasi Intel Kodim {name}"),
    ("fkub", "FKUB", "Sekretaris FKUB {name}"),
    ("pmd", "Dinas PMD", "Kabid Pemerintahan Desa Dinas PMD"),
    ("disnaker", "Disnaker", "Kabid Hubungan Industrial Dinas Tenaga Kerja"),
    ("perikanan", "Dinas Perikanan", "Kabid Perikanan Tangkap Dinas Perikanan"),
    ("dinsos", "Dinsos", "Kabid Perlindungan Sosial Dinas Sosial"),
    ("satpolpp", "Satpol PP", "Kabid Ketertiban Umum Satpol PP"),
)
DESK = (
    ("staf", "Staf Sekretariat Timdu", Role.STAFF),
    ("staf2", "Analis Konflik Badan Kesbangpol", Role.STAFF),
    ("kabid", "Kepala Bidang Penanganan Konflik", Role.VERIFIER),
    ("kaban", "Kepala Badan Kesbangpol", Role.SECRETARY),
)
DEGREES = ("S.Sos.", "S.H.", "S.STP.", "S.IP., M.Si.", "S.E.", "S.Pd.", "M.A.P.")
LETTERS = "ABCDEFGHIJKLMNOPRSTUWY"


@dataclass(frozen=True)
class People:
    """One team with its people by the first part of their user names."""

    team: Team
    agencies: dict[str, Agency]
    users: dict[str, User]

    def __getitem__(self, key: str) -> User:
        return self.users[key]


def key_of(name: str) -> str:
    """Sitio-tio → sitiotio, Sungai Kunyit → sungaikunyit: what a user name ends in."""
    return "".join(letter for letter in name.lower() if letter.isalpha())


def found(ground: Ground, clock: Clock) -> People:
    """Make the team, its agencies and its people."""
    kabupaten = ground.kabupaten
    team, admin, _ = founding.found(
        ground.place,
        email=f"admin.{kabupaten.key}@contoh.test",
        seat=kabupaten.seat,
        is_demo=True,
    )
    team.duty_name, team.duty_phone = "Sekretariat Timdu", "081200000000"
    team.save(update_fields=["duty_name", "duty_phone"])
    Agency.objects.bulk_create(
        Agency(team=team, name=name, short_name=short, is_vertical=short == "BINDA")
        for name, short in MORE_AGENCIES
    )
    agencies = {row.short_name: row for row in Agency.objects.filter(team=team)}
    made = [
        *at_kecamatan(team, ground),
        *at_agencies(team, agencies),
        *at_the_desk(team, agencies),
        *above(team, agencies, ground, clock),
    ]
    for number, user in enumerate(made):
        user.full_name = invented_name(number)
        user.email = f"{user.username}@contoh.test"
        user.password = secret()
    User.objects.bulk_create(made)
    leader = next(user for user in made if user.role == Role.LEADER)
    made.append(serving(team, ground, leader=leader, number=len(made)))
    admin.password, admin.must_change_password = secret(), False
    admin.full_name = "Administrator Rekaan"
    admin.save(update_fields=["password", "must_change_password", "full_name"])
    users = {
        **{user.username.rpartition(".")[0]: user for user in (*made, admin)},
        **{user.username: user for user in (*made, admin)},
    }
    return People(team, agencies, users)


def serving(team: Team, ground: Ground, *, leader: User, number: int) -> User:
    """The staf pimpinan of the leader, whose account has to be there first."""
    key, position = ground.kabupaten.aide
    username = f"{key}.{ground.kabupaten.key}"
    return User.objects.create(
        team=team,
        username=username,
        role=Role.LEADER,
        serves=leader,
        position=position,
        full_name=invented_name(number),
        email=f"{username}@contoh.test",
        password=secret(),
    )


@cache
def secret() -> str:
    """The password as it is stored; made once, because making it is slow on purpose."""
    return make_password(PASSWORD)


def invented_name(number: int) -> str:
    """A name nobody bears: A.B. Rekaan, S.Sos.

    No word of it stands in a text of the demo: masks take the names of whoever reported out of
    every text, and "PT Contoh" would go with a camat called Contoh.
    """
    first = LETTERS[number % len(LETTERS)]
    second = LETTERS[number // len(LETTERS)]
    return f"{first}.{second}. Rekaan, {DEGREES[number % len(DEGREES)]}"


def at_kecamatan(team: Team, ground: Ground) -> list[User]:
    """A camat and an operator in each kecamatan."""
    made = []
    for kecamatan in ground.kecamatan.values():
        key = key_of(kecamatan.name)
        for word, title in (("camat", "Camat"), ("operator", "Operator")):
            made.append(
                User(
                    team=team,
                    username=f"{word}.{key}",
                    role=Role.KECAMATAN,
                    kecamatan=kecamatan,
                    position=f"{title} {kecamatan.name}",
                    is_operator=word == "operator",
                    phone="081200000001",
                )
            )
    return made


def at_agencies(team: Team, agencies: dict[str, Agency]) -> list[User]:
    """One person in each agency that reports."""
    return [
        User(
            team=team,
            username=f"{key}.{team.short_name.lower()}",
            role=Role.MEMBER,
            agency=agencies[short],
            position=position.format(name=team.short_name),
        )
        for key, short, position in MEMBERS
    ]


def at_the_desk(team: Team, agencies: dict[str, Agency]) -> list[User]:
    """The secretariat at Kesbangpol."""
    return [
        User(
            team=team,
            username=f"{key}.{team.short_name.lower()}",
            role=role,
            agency=agencies["Kesbangpol"],
            position=position,
        )
        for key, position, role in DESK
    ]


def above(team: Team, agencies: dict[str, Agency], ground: Ground, clock: Clock) -> list[User]:
    """Leaders, Forkopimda, the province and Inspektorat."""
    kabupaten = ground.kabupaten
    key, position = kabupaten.leader
    name = kabupaten.key
    return [
        User(team=team, username=f"{key}.{name}", role=Role.LEADER, position=position),
        User(
            team=team,
            username=f"kapolres.{name}",
            role=Role.FORKOPIMDA,
            agency=agencies["Polres"],
            position=f"Kapolres {team.short_name}",
        ),
        User(
            team=team,
            username=f"inspektorat.{name}",
            role=Role.AUDITOR,
            agency=agencies["Inspektorat"],
            position="Auditor Inspektorat Daerah",
            access_from=clock.today - dt.timedelta(days=14),
            access_until=clock.today + dt.timedelta(days=46),
        ),
        User(
            username=f"provinsi.{kabupaten.province}",
            role=Role.OBSERVER,
            area=kabupaten.code[:2],
            position=f"Badan Kesbangpol Provinsi {team.province}",
        ),
    ]
