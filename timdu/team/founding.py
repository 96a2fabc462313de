"""How a kabupaten begins: its team, the agencies every such team has, its first administrator."""

from django.db import connection, transaction

from timdu.core import event_names, events
from timdu.core.workflow import WrongState
from timdu.team.entrance.secret import temporary_password
from timdu.team.models import Agency, Team, User
from timdu.wilayah.models import Wilayah

event_names.name(team_found="Tim didirikan di sistem")

# Name, short name, vertical: the members domain practice names; each team edits its own list.
AGENCIES = [
    ("Badan Kesatuan Bangsa dan Politik", "Kesbangpol", False),
    ("Kepolisian Resor", "Polres", True),
    ("Komando Distrik Militer", "Kodim", True),
    ("Kejaksaan Negeri", "Kejari", True),
    ("Kantor Pertanahan", "BPN", True),
    ("Badan Pusat Statistik", "BPS", True),
    ("Kantor Kementerian Agama", "Kemenag", True),
    ("Forum Kerukunan Umat Beragama", "FKUB", False),
    ("Satuan Polisi Pamong Praja", "Satpol PP", False),
    ("Dinas Pemberdayaan Masyarakat dan Desa", "Dinas PMD", False),
    ("Dinas Sosial", "Dinsos", False),
]
# Provinces by zone; the west needs no list. Kalimantan's two western provinces have a zone name
# of their own (Asia/Pontianak), with the same clock as Jakarta.
PONTIANAK = ("61", "62")
MAKASSAR = ("51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76")
JAYAPURA = ("81", "82", "91", "92", "93", "94", "95", "96")


def zone_of(code: str) -> str:
    """The zone of a kabupaten by its province."""
    province = code[:2]
    if province in PONTIANAK:
        return "Asia/Pontianak"
    if province in MAKASSAR:
        return "Asia/Makassar"
    return "Asia/Jayapura" if province in JAYAPURA else "Asia/Jakarta"


@transaction.atomic
def found(
    place: Wilayah, *, email: str, seat: str = "", is_demo: bool = False
) -> tuple[Team, User, str]:
    """Make the team of a kabupaten/kota; returns it, its administrator and the password."""
    team = Team.objects.create(
        place=place,
        name=place.full_name,
        short_name=place.short_name,
        province=place.parent.name if place.parent else "",
        seat=seat or place.short_name,
        zone=zone_of(place.code),
        is_demo=is_demo,
    )
    Agency.objects.bulk_create(
        Agency(team=team, name=name, short_name=short, is_vertical=vertical)
        for name, short, vertical in AGENCIES
    )
    password = temporary_password()
    admin = User(
        team=team,
        username="admin." + "".join(place.short_name.lower().split()),
        full_name="Administrator",
        position="Administrator sistem",
        role=User.Role.ADMIN,
        email=email,
        must_change_password=True,
    )
    admin.set_password(password)
    admin.save()
    events.record(by=None, what="team.found", about=[team, admin])
    return team, admin, password


@transaction.atomic
def found_first(place: Wilayah, *, email: str, seat: str = "") -> tuple[Team, User, str]:
    """Make the very first team; of two people at the first page one comes too late."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE team_team IN SHARE ROW EXCLUSIVE MODE")
    if Team.objects.exists():
        raise WrongState("Tim sudah didirikan. Silakan masuk dengan akun yang diberikan.")
    return found(place, email=email, seat=seat)
