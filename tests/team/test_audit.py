"""Inspektorat: in by surat tugas, out on its last day, in whatever zone the team lives."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.exceptions import ValidationError

from tests.files.factories import upload
from tests.files.papers import pdf
from tests.team.factories import SECRET, UserFactory
from timdu.core.access import Denied
from timdu.core.models import Event
from timdu.core.workflow import WrongState
from timdu.files.models import Attachment
from timdu.team import actions
from timdu.team.audit.actions import admit
from timdu.team.models import SuratTugas, User

FIRST, LAST = dt.date(2026, 3, 2), dt.date(2026, 3, 31)
ZONES = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]


def letter(**changes):
    facts = {
        "number": "700/12", "signed_on": dt.date(2026, 2, 25), "subject": "pemeriksaan",
        "valid_from": FIRST, "valid_until": LAST, "scan": [],
    }  # fmt: skip
    return facts | changes


@pytest.fixture
def auditor(world):
    person, _ = actions.invite(
        by=world.admin, username="auditor", full_name="A. Contoh", position="Auditor",
        role=User.Role.AUDITOR,
    )  # fmt: skip
    User.objects.filter(pk=person.pk).update(must_change_password=False)
    TOTP.activate(person, SECRET)
    return person


@pytest.fixture
def travel(monkeypatch):
    """Let it be another moment: a day of UTC, or an instant."""

    def set_clock(moment):
        if isinstance(moment, str):
            moment = dt.datetime.fromisoformat(f"{moment}T05:00:00+00:00")
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return set_clock


def test_a_new_auditor_sleeps_until_a_letter_wakes_the_account(world, auditor, travel):
    assert not auditor.is_active
    with pytest.raises(WrongState, match="surat tugas"):
        actions.restore_access(auditor, by=world.admin)

    travel("2026-03-01")
    row, refused = admit(auditor, by=world.secretary, **letter(scan=[upload(pdf(), "st.pdf")]))

    auditor.refresh_from_db()
    assert (auditor.is_active, auditor.access_from, auditor.access_until) == (True, FIRST, LAST)
    assert refused == [] and Attachment.objects.of(row).count() == 1
    event = Event.objects.get(what="surat.admit")
    assert {subject.about for subject in event.subjects.all()} == {row, auditor}


@pytest.mark.parametrize("zone", ZONES)
def test_the_window_opens_and_closes_at_the_team_s_midnight(world, auditor, client, travel, zone):
    world.team.zone = zone
    world.team.save()
    travel("2026-03-01")
    admit(auditor, by=world.admin, **letter())
    midnight = dt.time(tzinfo=ZoneInfo(zone))
    opens = dt.datetime.combine(FIRST, midnight)
    closes = dt.datetime.combine(LAST + dt.timedelta(days=1), midnight)
    moment, seen = dt.timedelta(seconds=1), []

    for instant in (opens - moment, opens, closes - moment, closes):
        travel(instant)
        client.force_login(User.objects.get(pk=auditor.pk))
        seen.append(client.get("/").status_code)

    assert seen == [403, 200, 200, 403]


def test_a_count_leaves_out_whose_days_are_over(world, auditor, travel):
    travel("2026-03-01")
    admit(auditor, by=world.admin, **letter())
    this = User.objects.filter(pk=auditor.pk)
    counts = []
    for day in ("2026-03-01", "2026-03-10", "2026-04-02"):
        travel(day)
        counts.append(this.active().count())

    assert counts == [0, 1, 0]


def test_a_year_of_letters(world, auditor, travel):
    """Extended without a gap, refused with one, again in autumn: what the paper says."""
    told = []
    for today, number, first, last in (
        ("2026-03-01", "1", "2026-03-02", "2026-03-31"),
        ("2026-03-30", "2", "2026-04-01", "2026-04-15"),
        ("2026-04-10", "3", "2026-04-20", "2026-04-30"),
        ("2026-10-01", "4", "2026-10-05", "2026-10-20"),
    ):
        travel(today)
        days = [dt.date.fromisoformat(day) for day in (first, last)]
        facts = letter(number=number, valid_from=days[0], valid_until=days[1])
        try:
            admit(auditor, by=world.secretary, **facts)
        except WrongState as refused:
            told.append(refused.words)
        auditor.refresh_from_db()
        told.append((str(auditor.access_from), str(auditor.access_until)))

    assert told.pop(2).startswith("Pemeriksaan sekarang berjalan sampai 15\N{NO-BREAK SPACE}April")
    assert told == [
        ("2026-03-02", "2026-03-31"),
        ("2026-03-02", "2026-04-15"),
        ("2026-03-02", "2026-04-15"),
        ("2026-10-05", "2026-10-20"),
    ]
    assert SuratTugas.objects.of(auditor).count() == 3


@pytest.mark.parametrize("person", ["staff", "verifier", "leader", "camat", "auditor"])
def test_only_secretary_and_administrator_let_an_auditor_in(world, auditor, person):
    with pytest.raises(Denied):
        admit(auditor, by=world.people[person], **letter())


def test_a_letter_is_for_an_auditor_once_and_the_right_way_round(world, auditor):
    with pytest.raises(WrongState):
        admit(world.staff, by=world.secretary, **letter())
    with pytest.raises(ValidationError):
        admit(auditor, by=world.secretary, **letter(valid_until=FIRST - dt.timedelta(days=1)))
    with pytest.raises(User.DoesNotExist):
        admit(auditor, by=world.far_secretary, **letter())
    admit(auditor, by=world.secretary, **letter())
    with pytest.raises(ValidationError, match="sudah dicatat"):
        admit(auditor, by=world.secretary, **letter())


def test_the_page_keeps_what_was_typed_and_says_what_is_wrong(world, auditor, client):
    client.force_login(world.secretary)
    typed = letter(number="<script>alert(1)</script>", valid_until="2026-01-01", valid_from=FIRST)

    answer = client.post(f"/pengaturan/pengguna/{auditor.pk}/surat-tugas/", typed)

    assert "Hari terakhir tidak boleh sebelum" in answer.content.decode()
    assert "&lt;script&gt;alert(1)" in answer.content.decode()
    assert "<script>alert" not in answer.content.decode()


def test_the_account_form_gives_no_days_to_an_auditor(world, client):
    client.force_login(world.admin)
    facts = {
        "username": "auditor", "full_name": "A. Contoh", "position": "Auditor", "role": "auditor",
    }  # fmt: skip

    refused = client.post("/pengaturan/pengguna/baru/", facts | {"access_from": "2026-01-01"})
    made = client.post("/pengaturan/pengguna/baru/", facts)

    assert "mengikuti surat tugas" in refused.content.decode()
    assert "surat-tugas" in made.content.decode()
    assert not User.objects.get(username="auditor").is_active
    other = UserFactory(team=world.team)
    moved = client.post(f"/pengaturan/pengguna/{other.pk}/", facts | {"username": other.username})
    assert "buat akun baru" in moved.content.decode()
