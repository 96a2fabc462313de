"""Many incidents in one team: `fill(rows)` runs inside `manage.py shell` of a site."""

import datetime as dt
import json
import random
from uuid import UUID

from django.utils import timezone

from incidents.models import Incident, IssuePattern
from tests.team.factories import TeamFactory, UserFactory
from timdu.team.models import Team, User
from timdu.wilayah.models import Wilayah

YEARS = 10
BATCH = 5000
SENTENCES = [
    "Warga {place} menolak penutupan jalan kebun oleh PT Contoh",
    "Nelayan Kelompok C dan Kelompok D bersitegang di muara {place}",
    "Perbedaan letak patok batas antara {place} dan desa tetangga",
    "Kabar bohong tentang perkelahian pemuda beredar di {place}",
    "Keberatan atas daftar penerima bantuan sosial di {place}",
    "Calon kepala desa {place} meminta penghitungan ulang",
    "Pencari kerja lokal mendatangi kantor proyek di {place}",
    "Musyawarah lapangan desa {place} selesai dengan kesepakatan",
]
STATUSES = ["verified"] * 90 + ["closed"] * 7 + ["submitted"] * 2 + ["returned"]


def fill(rows, seed=7):
    """Insert so many reports, spread over ten years, nine kecamatan, all kinds and letters."""
    dice = random.Random(seed)
    team = Team.objects.get(place_id="61.02")
    places = list(Wilayah.objects.current().filter(code__startswith=team.scope, level=4))
    people = {role: User.objects.filter(team=team, role=role).first()
              for role in ("kecamatan", "staff", "verifier")}  # fmt: skip
    patterns = list(IssuePattern.objects.all()[:8])
    now = timezone.now()
    for start in range(0, rows, BATCH):
        Incident.objects.bulk_create(
            one(dice, number, team, dice.choice(places), people, patterns, now)
            for number in range(start, min(start + BATCH, rows))
        )


def one(dice, number, team, place, people, patterns, now):
    """One report as the form, the reporter and the verifier leave it."""
    status = dice.choice(STATUSES)
    # What waits is recent, as in an office that does its work.
    span = 20 if status in ("submitted", "returned") else 365 * YEARS
    happened = now - dt.timedelta(minutes=dice.randrange(60, span * 24 * 60))
    is_counted = status in ("verified", "closed")
    return Incident(
        team=team,
        code=f"TDU-{happened:%y}-{number:06d}",
        client_uuid=UUID(int=dice.getrandbits(128)),
        received_hash="0" * 64,
        received_at=happened,
        origin="kecamatan",
        entered_by=people["kecamatan"],
        byline="Camat",
        kind=dice.choice(["information", "potential", "event", "development"]),
        summary=dice.choice(SENTENCES).format(place=place.name),
        urgency=dice.choice(["normal"] * 8 + ["urgent", "very_urgent"]),
        occurred_at=happened,
        place=place,
        kecamatan_id=place.code[:8],
        names=f"{place.name} Kelompok A PT Contoh",
        what="Sekitar dua puluh orang berkumpul dan menyampaikan keberatan secara tertib.",
        situation="Terkendali, perangkat desa dan petugas berada di tempat.",
        parties_unknown=True,
        people=dice.randrange(5, 200),
        people_certainty="provisional",
        pattern=dice.choice(patterns),
        steps_answer="none",
        information_source="seen",
        classification="T",
        status=status,
        reported_at=happened,
        submitted_at=happened,
        completed_at=happened,
        **(assessed(dice, people, happened) if is_counted else {}),
    )


def assessed(dice, people, happened):
    """What the verifier added."""
    return {
        "source": dice.choice("abcde"),
        "field": dice.choice(["ideology", "politics", "economy", "sociocultural", "security"]),
        "information_value": "single",
        "likelihood": dice.randrange(1, 5),
        "impact": dice.randrange(1, 5),
        "verified_by": people["verifier"],
        "verified_at": happened,
    }


def found_neighbours(many):
    """Other teams, one person each; prints what `neighbours.copy` needs to know of them."""
    told = []
    taken = Team.objects.values_list("place_id", flat=True)
    rows = Wilayah.objects.current().filter(level=Wilayah.Level.REGENCY, code__startswith="6")
    for number, place in enumerate(rows.exclude(pk__in=taken).order_by("code")[:many], start=1):
        team = TeamFactory(place=place)
        desa = Wilayah.objects.current().within(f"{place.code}.").filter(level=Wilayah.Level.DESA)
        places = list(desa.values_list("code", flat=True))
        told.append([number, team.pk, UserFactory(team=team).pk, places])
    print(json.dumps(told))
