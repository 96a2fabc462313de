"""Who has to prove themselves twice, what waits until they can, and what does not."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from incidents.models import Share
from tests.incidents.factories import IncidentFactory
from tests.team.factories import PASSWORD, UserFactory
from timdu.core import reads
from timdu.core.access import Denied
from timdu.core.models import AccessLog, Event
from timdu.team.entrance import factor
from timdu.team.entrance.backend import Backend
from timdu.team.models import User

DEMANDED = ["staff", "verifier", "secretary", "leader", "auditor", "admin"]
SPARED = ["camat", "operator", "member", "forkopimda", "observer"]


def lose_factor(user):
    Authenticator.objects.filter(user=user).delete()


def named_on_secret(world, person):
    incident = IncidentFactory(entered_by=world.camat, secret=True)
    Share.objects.create(incident=incident, person=person, by=world.secretary)
    return incident


@pytest.mark.parametrize("who", DEMANDED)
def test_without_a_factor_these_reach_nothing_else(world, client, who):
    lose_factor(world.people[who])
    client.force_login(world.people[who])

    home = client.get("/", follow=True)
    list_page = client.get(reverse("inbox:list"))

    assert home.redirect_chain == [(reverse("account_factor"), 302)]
    assert "Langkah kedua wajib untuk peran" in home.content.decode()
    assert list_page["Location"] == reverse("account_factor")


@pytest.mark.parametrize("who", SPARED)
def test_these_work_without_a_factor(world, client, who):
    lose_factor(world.people[who])
    client.force_login(world.people[who])

    assert client.get("/").status_code == 200


@pytest.mark.parametrize("who", DEMANDED)
def test_the_demo_asks_nobody(world, client, who):
    world.team.is_demo = True
    world.team.save()
    lose_factor(world.people[who])
    client.force_login(world.people[who])

    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    "name",
    ["account_factor", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_logout",
     "account_change_password", "account_reauthenticate", "help", "core:health"],
)  # fmt: skip
def test_what_one_needs_to_set_it_up_is_open(world, client, name):
    lose_factor(world.staff)
    client.force_login(world.staff)

    assert client.get(reverse(name)).status_code == 200


def test_recovery_codes_alone_are_no_factor(world, client):
    lose_factor(world.staff)
    Authenticator.objects.create(user=world.staff, type="recovery_codes", data={})
    client.force_login(world.staff)

    assert client.get("/").status_code == 302


def test_new_recovery_codes_replace_the_old(world, client):
    client.force_login(world.staff)

    answer = client.post(reverse("mfa_generate_recovery_codes"))

    assert answer.status_code == 302
    codes = Authenticator.objects.get(user=world.staff, type="recovery_codes")
    assert codes.user_id == world.staff.pk


def test_a_key_is_a_factor(world, client):
    lose_factor(world.staff)
    Authenticator.objects.create(user=world.staff, type="webauthn", data={"name": "k"})
    client.force_login(world.staff)

    assert client.get("/").status_code == 200


def test_who_is_named_on_a_secret_report_needs_one_until_the_naming_is_withdrawn(world, client):
    incident = named_on_secret(world, world.forkopimda)
    lose_factor(world.forkopimda)
    client.force_login(world.forkopimda)

    page = client.get("/", follow=True)
    incident.shares.update(withdrawn_at="2026-01-01T00:00Z")

    assert "Langkah kedua wajib bagi yang ditunjuk membuka data Rahasia" in page.content.decode()
    assert client.get("/").status_code == 200


def test_a_share_of_an_ordinary_report_asks_for_nothing(world, client):
    incident = named_on_secret(world, world.forkopimda)
    type(incident).objects.filter(pk=incident.pk).update(classification="T")
    lose_factor(world.forkopimda)
    client.force_login(world.forkopimda)

    assert client.get("/").status_code == 200


def test_a_first_word_from_the_field_never_waits(world, client):
    named_on_secret(world, world.other_camat)
    lose_factor(world.other_camat)
    client.force_login(world.other_camat)

    assert client.get(reverse("incidents:create")).status_code == 200
    assert client.get(reverse("incidents:list")).status_code == 302
    demand = client.get(reverse("account_factor")).content.decode()
    assert "Kirim laporan dulu" in demand


def test_for_an_office_that_needs_one_even_the_first_word_waits(world, client):
    lose_factor(world.staff)
    client.force_login(world.staff)

    assert client.get(reverse("incidents:create")).status_code == 302
    assert "Kirim laporan dulu" not in client.get(reverse("account_factor")).content.decode()


def test_what_is_secret_stays_shut_at_the_door_too(world):
    incident = named_on_secret(world, world.forkopimda)
    lose_factor(world.forkopimda)
    bare = Backend().get_user(world.forkopimda.pk)

    with pytest.raises(Denied) as refused:
        reads.opened(by=bare, what=incident)

    assert "langkah kedua" in refused.value.reason
    assert refused.value.who
    assert not AccessLog.objects.exists()
    Authenticator.objects.create(user=world.forkopimda, type="totp", data={})
    reads.opened(by=Backend().get_user(world.forkopimda.pk), what=incident)
    assert AccessLog.objects.count() == 1


def test_afterwards_one_goes_on_to_where_one_was_going(world, client):
    lose_factor(world.staff)
    client.force_login(world.staff)
    wanted = reverse("incidents:list") + "?status=verified"

    client.get(wanted)
    client.get("/berkas/gambar.png", headers={"accept": "image/png"})
    Authenticator.objects.create(user=world.staff, type="totp", data={})
    answer = client.get(reverse("account_factor"), follow=True)

    assert answer.redirect_chain[-1] == (wanted, 302)
    assert client.get(reverse("account_factor_done"))["Location"] == "/"


def test_what_was_sent_stays_on_the_page_and_can_be_sent_again(world, client):
    lose_factor(world.staff)
    client.force_login(world.staff)
    typed = {"summary": "Baris satu\nbaris <dua>", "status": ["a", "b"], "password": "rahasia"}

    page = client.post(reverse("incidents:create"), typed)

    assert page.status_code == 403
    said = page.content.decode()
    assert "Belum tersimpan, dan tidak hilang" in said
    assert 'name="summary" value="Baris satu\nbaris &lt;dua&gt;"' in said
    assert re.findall(r'name="status" value="(.)"', said) == ["a", "b"]
    assert "rahasia" not in said
    assert f'action="{reverse("incidents:create")}"' in said
    assert not Event.objects.exists()


def test_programs_are_told_in_their_own_language(world, client):
    lose_factor(world.staff)
    client.force_login(world.staff)

    queue = client.post(reverse("incidents:create"), {}, headers={"accept": "application/json"})
    part = client.get(reverse("incidents:list"), headers={"hx-request": "true"})

    assert queue.status_code == 403
    assert "tidak hilang" in queue.json()["errors"]["__all__"][0]
    assert part["HX-Redirect"] == reverse("account_factor")


def test_the_first_password_comes_before_the_factor(world, client):
    lose_factor(world.staff)
    User.objects.filter(pk=world.staff.pk).update(must_change_password=True)
    client.force_login(world.staff)

    assert client.get("/")["Location"] == reverse("account_change_password")


def test_the_demand_costs_no_question_of_its_own(world, client):
    """The person is read with the answer: the same number for who needs one and who does not."""
    counted = {}
    for name, person in (("staff", world.staff), ("camat", world.camat)):
        client.force_login(person)
        client.get(reverse("help"))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("account_logout"))
        counted[name] = [row["sql"] for row in asked if "mfa_authenticator" in row["sql"]]

    assert [len(rows) for rows in counted.values()] == [1, 1]
    assert all("team_user" in rows[0] for rows in counted.values())


def test_without_reading_along_the_answer_is_the_same(world):
    named_on_secret(world, world.forkopimda)
    bare = User.objects.get(pk=world.forkopimda.pk)

    assert factor.has_factor(bare) is True
    assert factor.holds_secret(bare) is True
    assert factor.holds_secret(User.objects.get(pk=world.leader.pk)) is False


def test_an_account_without_a_team_is_asked_for_nothing(db):
    observer = UserFactory(team=None, role="observer", area="61", factor=False)

    assert factor.why(observer) == ""


def test_a_sensitive_act_asks_again_and_the_form_goes_on_by_itself(world, client):
    """The last proof is old: the password is asked for, then what was sent is done."""
    client.force_login(world.secretary)
    User.objects.filter(pk=world.staff.pk).update(pending_role="verifier")
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 1}]
    session.save()
    address = reverse("team:user_confirm", args=[world.staff.pk])

    asked = client.post(address, {"answer": "yes"})

    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    assert User.objects.get(pk=world.staff.pk).role == "staff"
    client.post(asked["Location"], {"password": PASSWORD, "next": address})
    assert User.objects.get(pk=world.staff.pk).role == "verifier"
