"""The people of a crowd: `settle(count)` runs inside `manage.py shell` of a filled database."""

import json

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import make_password

from tests.browser.pages import PASSWORD, SECRET
from timdu.team.models import Team, User
from timdu.wilayah.models import Wilayah

PLACE = "61.02"
# Of a hundred people who are signed in on the day reports are due.
ROLES = ["kecamatan"] * 76 + ["staff"] * 15 + ["verifier"] * 5 + ["secretary"] * 4


def settle(count: int) -> None:
    """Make so many accounts once, and print who they are: `[[name, role, desa], …]`."""
    team = Team.objects.get(place_id=PLACE)
    kecamatan_list = list(Wilayah.objects.current().filter(parent_id=PLACE).order_by("code"))
    desa = {
        place.pk: Wilayah.objects.current().filter(parent=place).order_by("code").first().pk
        for place in kecamatan_list
    }
    password = make_password(PASSWORD)
    people = []
    for number in range(count):
        role = ROLES[number * 37 % len(ROLES)]
        place = kecamatan_list[number % len(kecamatan_list)]
        account(team, f"ramai{number:03d}", role, place, password)
        people.append([f"ramai{number:03d}", role, desa[place.pk]])
    print(json.dumps(people))


def account(team: Team, name: str, role: str, place: Wilayah, password: str) -> None:
    """One person; whoever needs a second factor by role has one."""
    posting = {"kecamatan": place} if role == "kecamatan" else {}
    words = {"full_name": f"Nama {name}", "position": f"Petugas {name}", "password": password}
    facts = {"team": team, "role": role, "email": f"{name}@contoh.test", **words, **posting}
    if (person := User.objects.filter(username=name).first()) is None:
        person = User.objects.create(username=name, **facts)
    # A code works once: each run begins with a telephone that has shown none.
    Authenticator.objects.filter(user=person).delete()
    if role != "kecamatan":
        TOTP.activate(person, SECRET)
