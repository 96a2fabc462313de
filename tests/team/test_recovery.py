"""A lost password, a lost telephone: who lets somebody in again, and who hears of it."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse

from incidents.models import Share
from tests.conftest import SignedIn
from tests.incidents.factories import IncidentFactory
from tests.team.factories import PASSWORD, RecoveryFactory, UserFactory
from timdu.core import events
from timdu.core.access import Denied
from timdu.core.workflow import WrongState
from timdu.inbox import actions
from timdu.inbox.models import Todo
from timdu.team.models import Recovery, User


def waiting_for(person):
    return [todo.kind for todo in Todo.objects.visible_to(person).open()]


def told(user):
    return [(event.what, event.by) for event in events.chronology(user)]


def name_on_secret(world, person):
    incident = IncidentFactory(entered_by=world.camat, secret=True)
    Share.objects.create(incident=incident, person=person, by=world.secretary)


def test_an_ordinary_account_is_let_in_by_the_administrator_alone(world):
    row, password = actions.ask_recovery(
        world.staff, "password", by=world.admin, reason="datang sendiri"
    )

    world.staff.refresh_from_db()
    assert row.granted
    assert world.staff.check_password(password)
    assert world.staff.must_change_password
    assert Authenticator.objects.filter(user=world.staff).exists()
    assert waiting_for(world.staff) == ["user.recovered"]
    assert told(world.staff) == [("user.reset_password", world.admin)]


def test_a_lost_telephone_leaves_the_password_alone(world):
    before = world.camat.password

    _, password = actions.ask_recovery(world.camat, "factor", by=world.admin, reason="hilang")

    world.camat.refresh_from_db()
    assert password == ""
    assert world.camat.password == before
    assert not Authenticator.objects.filter(user=world.camat).exists()
    assert told(world.camat) == [("user.reset_factor", world.admin)]


@pytest.mark.parametrize("who", ["verifier", "secretary", "leader", "forkopimda"])
@pytest.mark.parametrize("kind", ["password", "factor"])
def test_who_approves_or_holds_r_needs_a_second_persons_word(world, who, kind):
    person = world.people[who]
    name_on_secret(world, world.forkopimda)
    before = person.password

    row, password = actions.ask_recovery(person, kind, by=world.admin, reason="hilang")

    person.refresh_from_db()
    assert (row.is_open, password, person.password) == (True, "", before)
    assert Authenticator.objects.filter(user=person).exists()
    confirmer = world.leader if who == "secretary" else world.secretary
    assert waiting_for(confirmer) == ["user.recovery"]


def test_nobody_says_yes_to_their_own_request_or_account(world):
    second = UserFactory(team=world.team, secretary=True)
    own = RecoveryFactory(user=world.secretary, asked_by=world.admin)
    asked = RecoveryFactory(user=world.verifier, asked_by=second)

    for row, person in ((own, world.secretary), (asked, second), (own, world.admin)):
        with pytest.raises(Denied):
            actions.answer_recovery(row, by=person, grant=True)
    with pytest.raises(Denied):
        actions.answer_recovery(own, by=world.leader, grant=True)

    actions.answer_recovery(own, by=second, grant=True)
    actions.answer_recovery(asked, by=world.secretary, grant=True)


def test_a_stranger_to_the_team_says_nothing(world):
    row = RecoveryFactory(user=world.verifier, asked_by=world.admin)

    with pytest.raises((Denied, Recovery.DoesNotExist, User.DoesNotExist)):
        actions.answer_recovery(row, by=world.far_secretary, grant=True)


def test_yes_lets_in_and_tells_everybody_concerned(world):
    row, _ = actions.ask_recovery(world.verifier, "factor", by=world.admin, reason="hilang")

    row, password = actions.answer_recovery(row, by=world.secretary, grant=True)

    assert password == ""
    assert not Authenticator.objects.filter(user=world.verifier).exists()
    assert waiting_for(world.secretary) == []
    assert waiting_for(world.verifier) == ["user.recovered"]
    assert told(world.verifier) == [
        ("user.reset_factor", world.secretary), ("user.ask_recovery", world.admin),
    ]  # fmt: skip
    with pytest.raises(WrongState):
        actions.answer_recovery(row, by=world.secretary, grant=True)


def test_no_leaves_everything_as_it_was(world):
    row, _ = actions.ask_recovery(world.verifier, "password", by=world.admin, reason="lupa")

    actions.answer_recovery(row, by=world.secretary, grant=False)

    world.verifier.refresh_from_db()
    assert world.verifier.check_password(PASSWORD)
    assert waiting_for(world.secretary) == waiting_for(world.verifier) == []
    assert told(world.verifier)[0] == ("user.refuse_recovery", world.secretary)


def test_the_same_is_asked_once(world):
    actions.ask_recovery(world.verifier, "password", by=world.admin, reason="lupa")

    with pytest.raises(WrongState):
        actions.ask_recovery(world.verifier, "password", by=world.admin, reason="lupa")
    actions.ask_recovery(world.verifier, "factor", by=world.admin, reason="hilang juga")


def test_an_administrator_does_not_restore_themself(world):
    with pytest.raises(Denied) as refused:
        actions.ask_recovery(world.admin, "factor", by=world.admin, reason="hilang")

    assert "Administrator lain" in refused.value.who


def test_where_nobody_could_say_yes_the_server_can(world):
    world.leader.is_active = False
    world.leader.save()

    with pytest.raises(WrongState) as refused:
        actions.ask_recovery(world.secretary, "factor", by=world.admin, reason="hilang")
    assert f"pulihkan_akun {world.secretary.username}" in refused.value.words

    call_command("pulihkan_akun", world.secretary.username, alasan="berita acara 12")

    assert not Authenticator.objects.filter(user=world.secretary).exists()
    assert told(world.secretary) == [("user.reset_factor", None)]
    assert waiting_for(world.secretary) == ["user.recovered"]


def test_the_server_is_told_of_a_wrong_name(db):
    with pytest.raises(CommandError, match="Tidak ada"):
        call_command("pulihkan_akun", "tiada", alasan="salah tulis")


def signed_in_by_form(user, code=""):
    """A browser that came in through the page, as allauth counts devices."""
    browser = SignedIn()
    browser.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})
    return browser


def test_every_device_of_the_account_is_out_afterwards(world):
    Authenticator.objects.filter(user=world.camat).delete()
    telephone, desk = signed_in_by_form(world.camat), signed_in_by_form(world.camat)
    other = signed_in_by_form(world.other_camat)
    Authenticator.objects.create(user=world.camat, type="totp", data={})
    assert telephone.get("/").status_code == desk.get("/").status_code == 200

    actions.ask_recovery(world.camat, "factor", by=world.admin, reason="dicuri")

    assert not UserSession.objects.filter(user=world.camat).exists()
    for device in (telephone, desk):
        assert device.get("/")["Location"].startswith(reverse("account_login"))
    assert not Authenticator.objects.filter(user=world.camat).exists()
    assert other.get(reverse("account_logout")).status_code in (200, 302)


def test_who_did_not_ask_says_so_and_others_look_into_it(world, client):
    actions.ask_recovery(world.staff, "password", by=world.admin, reason="telepon")
    row = Recovery.objects.get()
    User.objects.filter(pk=world.staff.pk).update(must_change_password=False)
    client.force_login(User.objects.get(pk=world.staff.pk))

    client.post(reverse("recovery:told", args=[row.pk]), {"answer": "doubt"})

    assert waiting_for(world.secretary) == waiting_for(world.admin) == ["user.recovery_doubted"]
    assert waiting_for(world.staff) == []
    client.force_login(world.secretary)
    page = client.get(reverse("recovery:answer", args=[row.pk])).content.decode()
    assert "menyatakan tidak meminta pemulihan ini" in page
    client.post(reverse("recovery:answer", args=[row.pk]), {"answer": "checked"})
    assert waiting_for(world.secretary) == waiting_for(world.admin) == []
    assert told(world.staff)[0] == ("user.check_recovery", world.secretary)


def test_the_button_waits_for_a_reason(world, client):
    client.force_login(world.admin)

    answer = client.post(reverse("recovery:ask", args=[world.camat.pk]), {"kind": "password"})

    assert answer.status_code == 302
    assert not Recovery.objects.exists()


def test_the_secretary_gets_the_password_to_hand_over_and_the_administrator_does_not(world, client):
    client.force_login(world.admin)
    lost = {"kind": "password", "reason": "datang sendiri"}
    asked = client.post(reverse("recovery:ask", args=[world.verifier.pk]), lost, follow=True)
    row = Recovery.objects.get()
    client.force_login(world.secretary)

    granted = client.post(reverse("recovery:answer", args=[row.pk]), {"answer": "yes"})

    assert "menunggu persetujuan orang kedua" in asked.content.decode()
    assert "Kata sandi sementara" in granted.content.decode()
    assert world.verifier.username in granted.content.decode()


def test_the_page_of_an_account_offers_what_can_be_done_for_it(world, client):
    client.force_login(world.admin)

    pages = {
        who: client.get(reverse("team:user_edit", args=[world.people[who].pk])).content.decode()
        for who in ("camat", "verifier", "admin")
    }

    assert "Lepas langkah kedua" in pages["camat"]
    assert "disetujui Sekretaris lebih dahulu" not in pages["camat"]
    assert "disetujui Sekretaris lebih dahulu" in pages["verifier"]
    assert "Akun sendiri tidak dipulihkan sendiri" in pages["admin"]
    assert "Lepas langkah kedua" not in pages["admin"]
