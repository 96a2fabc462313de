"""Days off: pasted many at once, read in every usual spelling, taken back."""

import datetime as dt

import pytest

from tests.reading import typed, words
from timdu.core.models import Holiday
from timdu.team.holidays.forms import read_line

URL = "/pengaturan/hari-libur/"


@pytest.mark.parametrize(
    "line", ["25-12-2026 Natal", "25/12/2026; Natal", "25.12.2026, Natal", "2026-12-25: Natal"]
)
def test_read_line_knows_the_usual_spellings(line):
    found = read_line(line)

    assert (found.day, found.name) == (dt.date(2026, 12, 25), "Natal")


@pytest.mark.parametrize(
    "line", ["Natal", "31-02-2026 Tidak ada", "25-12-2026", "25-12-0026 Lama", "1-1-9999 Jauh"]
)
def test_read_line_refuses_what_is_no_day_and_a_name(line):
    with pytest.raises(ValueError, match="tanggal|tahun"):
        read_line(line)


@pytest.mark.django_db
def test_many_days_are_kept_at_once_and_each_only_once(client, world):
    client.force_login(world.secretary)
    fixed = client.get(f"{URL}?tahun=2027").context["form"]["days"].value()
    wrong = "24-12-2027 Cuti bersama\nNatal\n32-13-2027 Keliru"

    refused = client.post(f"{URL}?tahun=2027", {"kind": "joint", "days": wrong})
    client.post(f"{URL}?tahun=2027", {"kind": "national", "days": fixed})
    page = client.post(f"{URL}?tahun=2027", {"kind": "national", "days": fixed}, follow=True)

    assert "Baris 2: tulis tanggal lalu nama" in words(refused)
    assert "Baris 3: tanggal ini tidak ada." in words(refused)
    assert typed(refused, "days") == wrong
    assert "0 hari libur ditambahkan." in words(page)
    assert Holiday.objects.filter(team=world.team).count() == 5
    day = Holiday.objects.get(day=dt.date(2027, 12, 25))
    client.post(f"{URL}{day.pk}/batalkan/")
    assert list(Holiday.objects.standing().filter(day=day.day)) == []
