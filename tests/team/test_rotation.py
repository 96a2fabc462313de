"""A year of people coming, losing things and going, as far as coming in is concerned.

Through the real pages: what a device shows is what is asserted.
"""

import datetime as dt
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.team.factories import SECRET, UserFactory
from timdu.core import events
from timdu.inbox import actions as inbox_actions
from timdu.team import actions
from timdu.team.models import User

OWN = "perahu hijau di dermaga 7"
CODES = re.compile(r"<li>(\d{8})</li>")
DAY = dt.timedelta(days=1)


def code_now(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


class Device:
    """One telephone or desk: signs in through the page, with whatever it is asked for."""

    def __init__(self, user):
        self.browser, self.name = Client(), user.username

    def sign_in(self, password, code=None):
        cache.clear()  # Half a minute later: a code is good once.
        typed = {"login": self.name, "password": password}
        page = self.browser.post(reverse("account_login"), typed, follow=True)
        if code is not None:
            page = self.browser.post(reverse("mfa_authenticate"), {"code": code}, follow=True)
        return page

    def read(self, name="home", **kwargs):
        return self.browser.get(reverse(name, kwargs=kwargs), follow=True)

    def set_up_factor(self):
        """Install the authenticator; returns its secret and the recovery codes shown once."""
        page = self.read("mfa_activate_totp").content.decode()
        shown = re.search(r'<code class="secret">([\w ]+)</code>', page).group(1)
        secret = shown.replace(" ", "")
        page = self.browser.post(
            reverse("mfa_activate_totp"), {"code": code_now(secret)}, follow=True
        )
        return secret, CODES.findall(page.content.decode())

    def own_password(self, old):
        typed = {"oldpassword": old, "password1": OWN, "password2": OWN}
        return self.browser.post(reverse("account_change_password"), typed, follow=True)

    @property
    def is_in(self):
        return "_auth_user_id" in self.browser.session


def heading(page):
    return re.search(r"<h1[^>]*>(.*?)</h1>", page.content.decode(), re.DOTALL).group(1).strip()


@pytest.fixture
def newcomer(world):
    """Invited by the administrator; has a temporary password on a slip of paper."""
    return actions.invite(
        by=world.admin, username="staf.baru", full_name="Nama Baru", position="Analis", role="staff"
    )


@pytest.fixture
def settled(newcomer):
    """The same after the first day."""
    user, temporary = newcomer
    desk = Device(user)
    desk.sign_in(temporary)
    desk.own_password(temporary)
    secret, codes = desk.set_up_factor()
    return user, desk, secret, codes


def test_the_first_day(newcomer, django_capture_on_commit_callbacks):
    user, temporary = newcomer
    desk = Device(user)

    assert heading(desk.sign_in(temporary)) == "Ganti kata sandi"
    assert heading(desk.read("incidents:list")) == "Ganti kata sandi"
    assert heading(desk.own_password(temporary)) == "Pasang langkah kedua"
    with django_capture_on_commit_callbacks(execute=True):
        secret, codes = desk.set_up_factor()
    assert len(codes) == 10
    assert desk.read("incidents:list").redirect_chain == []
    assert not CODES.findall(desk.read("mfa_view_recovery_codes").content.decode())

    assert heading(Device(user).sign_in(temporary)) == "Masuk"
    assert heading(Device(user).sign_in(OWN)) == "Langkah kedua"
    assert heading(Device(user).sign_in(OWN, code_now(SECRET))) == "Langkah kedua"
    second = Device(user)
    second.sign_in(OWN, code_now(secret))
    assert second.is_in
    assert [event.what for event in events.chronology(user)] == [
        "user.add_factor", "user.change_password", "user.invite",
    ]  # fmt: skip


def test_a_stolen_telephone_is_put_out_from_the_desk(settled):
    user, desk, secret, _ = settled
    telephone = Device(user)
    telephone.sign_in(OWN, code_now(secret))
    stolen = user.usersession_set.exclude(session_key=desk.browser.session.session_key).get()

    page = desk.browser.post(reverse("usersessions_end", args=[stolen.pk]), follow=True)

    assert "Perangkat itu dikeluarkan" in page.content.decode()
    assert heading(telephone.read()) == "Masuk"
    assert desk.is_in
    assert events.chronology(user)[0].what == "user.end_device"


def test_nobody_puts_out_anothers_device(settled, world, client):
    user, desk, _, _ = settled
    client.force_login(world.admin)
    here = user.usersession_set.get(session_key=desk.browser.session.session_key)

    answer = client.post(reverse("usersessions_end", args=[here.pk]))

    assert answer.status_code == 404
    assert desk.read().redirect_chain == []


def test_all_other_devices_at_once(settled):
    user, desk, secret, _ = settled
    others = [Device(user), Device(user)]
    for device in others:
        device.sign_in(OWN, code_now(secret))

    desk.browser.post(reverse("usersessions_list"))

    assert [heading(device.read()) for device in others] == ["Masuk", "Masuk"]
    assert desk.read().redirect_chain == []


def test_a_lost_telephone_and_a_recovery_code(settled):
    user, _, _, codes = settled
    borrowed = Device(user)

    page = borrowed.sign_in(OWN, codes[0])

    assert "tinggal 9" in page.content.decode()
    borrowed.browser.post(reverse("mfa_deactivate_totp"))
    assert heading(borrowed.read()) == "Pasang langkah kedua"
    secret, _ = borrowed.set_up_factor()
    assert heading(borrowed.read("incidents:list")) == "Laporan"
    assert heading(Device(user).sign_in(OWN, codes[0])) == "Langkah kedua"
    assert "/" in Device(user).sign_in(OWN, code_now(secret)).request["PATH_INFO"]


def test_a_promotion_makes_the_next_loss_a_matter_of_two(settled, world):
    user, desk, secret, _ = settled
    actions.change(user, by=world.admin, role="verifier")
    assert User.objects.get(pk=user.pk).role == "staff"
    actions.confirm_role(user, by=world.secretary, grant=True)

    row, _ = inbox_actions.ask_recovery(user, "factor", by=world.admin, reason="hilang")
    assert desk.is_in
    assert desk.read().status_code == 200
    inbox_actions.answer_recovery(row, by=world.secretary, grant=True)

    assert heading(desk.read()) == "Masuk"
    page = desk.sign_in(OWN)
    assert heading(page) == "Pasang langkah kedua"
    assert "Langkah kedua Anda yang lama dilepas" in page.content.decode()
    fresh, codes = desk.set_up_factor()
    assert fresh != secret
    assert len(codes) == 10


def test_who_leaves_is_out_on_the_day_with_factor_and_all(settled):
    user, desk, secret, codes = settled
    User.objects.filter(pk=user.pk).update(access_until=timezone.localdate() - DAY)

    assert heading(desk.read()) == "Hari ini di luar masa akses Anda"
    assert heading(Device(user).sign_in(OWN, code_now(secret))) == (
        "Hari ini di luar masa akses Anda"
    )
    assert not desk.is_in


def test_an_ended_account_opens_with_nothing(settled, world):
    user, desk, secret, codes = settled
    actions.end_access(user, by=world.admin, reason="pensiun")

    assert heading(desk.read()) == "Masuk"
    assert heading(Device(user).sign_in(OWN)) != "Langkah kedua"
    assert Authenticator.objects.filter(user=user).exists()


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        (1, 30, "Hari ini di luar masa akses Anda"),
        (0, 0, "Pasang langkah kedua"),
        (-30, -1, "Hari ini di luar masa akses Anda"),
    ],
)
def test_the_auditors_window(world, starts, ends, expected):
    today = timezone.localdate()
    auditor = UserFactory(
        team=world.team, role="auditor", password=OWN, factor=False,
        access_from=today + starts * DAY, access_until=today + ends * DAY,
    )  # fmt: skip

    assert heading(Device(auditor).sign_in(OWN)) == expected


def test_six_wrong_codes_close_the_account_for_a_while(settled):
    user, _, secret, _ = settled
    thief = Device(user)
    thief.sign_in(OWN)

    said = [
        thief.browser.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()
        for _ in range(6)
    ]
    late = thief.browser.post(reverse("mfa_authenticate"), {"code": code_now(secret)})

    assert "Kode salah" in said[0]
    assert "Terlalu banyak percobaan" in said[-1]
    assert "Terlalu banyak percobaan" in late.content.decode()
    assert not thief.is_in
