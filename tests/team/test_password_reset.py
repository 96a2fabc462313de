"""A forgotten password: from the page to the mail to the new password, as a person would."""

import re

import pytest
from django.core import mail
from django.urls import reverse

LINK = re.compile(r"https?://[^/\s]+(/masuk/sandi/baru/\S+)")
NEW = "perahu hijau di dermaga 7"


@pytest.fixture
def asked(world, client):
    """A camat asked for a link; returns where it leads."""
    camat = world.camat
    camat.email = "camat@contoh.test"
    camat.save()

    page = client.post(reverse("account_reset_password"), {"email": camat.email}, follow=True)

    assert "Periksa surel Anda" in page.content.decode()
    (letter,) = mail.outbox
    assert letter.to == [camat.email]
    return LINK.search(letter.body).group(1)


def test_the_link_of_the_mail_leads_to_a_new_password(world, client, asked):
    page = client.get(asked, follow=True)
    assert "Tautan ini tidak berlaku lagi" not in page.content.decode()
    address = page.redirect_chain[-1][0]

    done = client.post(address, {"password1": NEW, "password2": NEW}, follow=True)

    assert "Kata sandi baru tersimpan" in done.content.decode()
    world.camat.refresh_from_db()
    assert world.camat.check_password(NEW)


def test_the_link_works_once(client, asked):
    address = client.get(asked, follow=True).redirect_chain[-1][0]
    client.post(address, {"password1": NEW, "password2": NEW})

    again = client.get(asked, follow=True)

    assert "Tautan ini tidak berlaku lagi" in again.content.decode()


def test_an_unknown_address_is_told_the_same_and_gets_nothing(db, client):
    page = client.post(
        reverse("account_reset_password"), {"email": "tiada@contoh.test"}, follow=True
    )

    assert "Periksa surel Anda" in page.content.decode()
    assert mail.outbox == []
