"""A small real kabupaten for the story: `found()` runs inside `manage.py shell` of a site."""

from allauth.mfa.totp.internal.auth import TOTP
from django.utils.timezone import now

from tests.browser.pages import PASSWORD, SECRET
from timdu.documents.models import Letterhead, Recipient
from timdu.team import founding
from timdu.team.models import Agency, User
from timdu.wilayah.models import Wilayah

GOVERNOR, MINISTER = "gubernur@contoh.test", "mendagri@contoh.test"


def found():
    """Mempawah with a camat, staff, a Kabid, a Kaban, the Bupati's kop, and two recipients."""
    place = Wilayah.objects.get(code="61.02")
    team, _, _ = founding.found(place, email="admin@contoh.test", seat="Mempawah")
    office = Agency.objects.get(team=team, short_name="Kesbangpol")
    role = User.Role
    kunyit = Wilayah.objects.get(code="61.02.12")
    person(team, "camat.sungaikunyit", "Camat Sungai Kunyit", role.KECAMATAN, kecamatan=kunyit)
    person(team, "staf.mempawah", "Staf Kesbangpol", role.STAFF, agency=office)
    person(team, "kabid.mempawah", "Kepala Bidang", role.VERIFIER, agency=office)
    kaban = person(team, "kaban.mempawah", "Kepala Badan", role.SECRETARY, agency=office)
    Letterhead.objects.create(
        team=team,
        kind="bupati",
        lines="PROVINSI KALIMANTAN BARAT\nBUPATI MEMPAWAH",
        place="Mempawah",
        signer_title="BUPATI MEMPAWAH\nselaku Ketua Tim Terpadu,",
        signer_name="NAMA CONTOH BUPATI",
    )
    common = {"team": team, "kinds": ["monthly"], "verified_by": kaban, "place": "Pontianak"}
    recipient("Gubernur Kalimantan Barat", GOVERNOR, position=1, **common)
    recipient("Menteri Dalam Negeri", MINISTER, position=2, is_copy=True, **common)


def recipient(name, email, **facts):
    """An office whose address somebody made sure of."""
    return Recipient.objects.create(name=name, email=email, verified_at=now(), **facts)


def person(team, username, position, role, **facts):
    """One who signs in with the password of the demo and a code."""
    user = User(
        team=team,
        username=username,
        full_name=f"Nama {position}",
        position=position,
        role=role,
        email=f"{username}@contoh.test",
        **facts,
    )
    user.set_password(PASSWORD)
    user.save()
    TOTP.activate(user, SECRET)
    return user
