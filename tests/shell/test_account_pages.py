"""The sign-in library's pages in our words: each answers, none speaks English."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse
from django.utils.html import escape

from tests.team.factories import PASSWORD, UserFactory

ENGLISH = re.compile(r"\b(the|your|password|sign in|submit|security key|account|code)\b", re.I)


def words(response):
    """What a person reads on the page: no markup, no addresses, no names of fields."""
    page = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    page = re.sub(r"<script.*?</script>", " ", page, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


@pytest.fixture
def somebody(db, client):
    user = UserFactory(kecamatan_user=True, factor=False)
    client.force_login(user)
    return user


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("account_logout", "Keluar dari Timdu?"),
        ("account_change_password", "Ganti kata sandi"),
        ("account_reauthenticate", "Pastikan ini Anda"),
        ("mfa_index", "Verifikasi dua langkah"),
        ("mfa_activate_totp", "Pasang aplikasi autentikator"),
        ("mfa_list_webauthn", "Kunci keamanan"),
        ("mfa_add_webauthn", "Tambah kunci keamanan"),
        ("usersessions_list", "Perangkat yang masuk"),
    ],
)
def test_pages_of_ones_own_account(somebody, client, name, heading):
    response = client.get(reverse(name))

    assert response.status_code == 200
    assert heading in words(response)
    assert not ENGLISH.search(words(response))


def test_a_phone_that_cannot_photograph_itself_takes_the_secret_by_link(somebody, client):
    answer = client.get(reverse("mfa_activate_totp"))
    form, page = answer.context["form"], answer.content.decode()

    assert form.secret_in_fours.replace(" ", "") == form.secret
    assert form.address.startswith("otpauth://totp/")
    assert f"secret={form.secret}" in form.address
    assert f'href="{escape(form.address)}"' in page


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("account_login", "Masuk"),
        ("account_inactive", "Akun ini tidak aktif"),
        ("account_reset_password", "Lupa kata sandi"),
        ("account_reset_password_done", "Periksa surel Anda"),
        ("account_reset_password_from_key_done", "Kata sandi baru tersimpan"),
    ],
)
def test_pages_before_sign_in(db, client, name, heading):
    response = client.get(reverse(name))

    assert response.status_code == 200
    assert heading in words(response)
    assert not ENGLISH.search(words(response))


def test_a_wrong_password_is_said_and_the_name_is_kept(db, client):
    user = UserFactory()

    response = client.post(
        reverse("account_login"), {"login": user.username, "password": "bukan-ini"}
    )

    assert "Belum masuk. Nama masuk atau kata sandi salah." in words(response)
    assert f'value="{user.username}"' in response.content.decode()
    assert "bukan-ini" not in response.content.decode()


def test_a_new_password_that_is_too_weak_is_refused_beside_its_field(somebody, client):
    typed = {"oldpassword": PASSWORD, "password1": "12345678", "password2": "12345678"}

    response = client.post(reverse("account_change_password"), typed)

    assert 'id="id_password1_error"' in response.content.decode()


def test_the_second_step_is_asked_at_sign_in(db, client):
    user = UserFactory()
    RecoveryCodes.activate(user)

    response = client.post(
        reverse("account_login"), {"login": user.username, "password": PASSWORD}, follow=True
    )

    assert "Langkah kedua" in words(response)
    assert not ENGLISH.search(words(response))


def test_recovery_codes_are_shown_once_and_renewed(somebody, client):
    TOTP.activate(somebody, generate_totp_secret())
    codes = RecoveryCodes.activate(somebody)

    shown = client.get(reverse("mfa_view_recovery_codes"))
    again = client.get(reverse("mfa_view_recovery_codes"))
    renew = client.get(reverse("mfa_generate_recovery_codes"))
    index = client.get(reverse("mfa_index"))
    off = client.get(reverse("mfa_deactivate_totp"))

    assert codes.get_unused_codes()[0] in words(shown)
    assert codes.get_unused_codes()[0] not in again.content.decode()
    assert "10 dari 10 kode belum dipakai" in words(again)
    assert "10 kode lama yang belum dipakai tidak berlaku lagi" in words(renew).replace("\xa0", " ")
    assert "Aktif" in words(index)
    assert "Matikan aplikasi autentikator?" in words(off)


def test_security_keys_are_listed_renamed_and_withdrawn(somebody, client):
    key = Authenticator.objects.create(
        user=somebody, type="webauthn", data={"name": "Kunci kantor", "credential": {}}
    )

    listed = client.get(reverse("mfa_list_webauthn"))
    rename = client.get(reverse("mfa_edit_webauthn", args=[key.pk]))
    withdraw = client.get(reverse("mfa_remove_webauthn", args=[key.pk]))

    assert "Kunci kantor" in words(listed)
    assert "Ganti nama kunci" in words(rename)
    assert "Cabut kunci “Kunci kantor”?" in words(withdraw)


def test_too_many_wrong_passwords_are_answered_in_words(db, client):
    user = UserFactory()
    wrong = {"login": user.username, "password": "bukan-ini"}

    answers = [client.post(reverse("account_login"), wrong) for _ in range(7)]

    assert "Terlalu banyak percobaan" in words(answers[-1])


@pytest.mark.parametrize(
    ("password", "words"), [("", "Belum diisi"), ("a\0b", "Karakter null tidak diizinkan")]
)
def test_sign_in_says_beside_the_field_what_is_wrong(client, db, password, words):
    page = client.post("/masuk/", {"login": "camat.contoh", "password": password})

    said = page.content.decode()
    assert f'id="id_password_error">{words}' in said
    assert f"Kata sandi: {words}" in said
    assert 'value="camat.contoh"' in said
