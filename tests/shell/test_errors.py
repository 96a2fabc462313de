"""Error pages: words, a next step, and no database where there may be none."""

from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse


def test_403_says_the_rule_and_who_can(client, world):
    client.force_login(world.camat)

    response = client.get(reverse("team:user_list"))

    assert response.status_code == 403
    page = response.content.decode()
    assert "Yang dapat:" in page
    assert "Administrator sistem kabupaten" in page


def test_404_is_the_same_for_what_is_missing_and_what_is_hidden(client, world):
    client.force_login(world.admin)

    missing = client.get(reverse("team:user_edit", args=[999_999])).content.decode()
    hidden = client.get(reverse("team:user_edit", args=[world.far_camat.pk])).content.decode()

    assert "tidak dibuka untuk Anda" in missing
    assert without_token(missing) == without_token(hidden)


def without_token(page):
    """The page without what differs at every request."""
    return [line for line in page.splitlines() if "csrf" not in line.lower()]


def test_a_form_opened_too_long_ago_loses_nothing(db):
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "camat"})

    assert response.status_code == 403
    assert "Isian Anda belum dikirim dan tidak hilang" in response.content.decode()


def test_400_and_500_need_no_database():
    for name in ("400.html", "500.html"):
        page = render_to_string(name)

        assert "Ke beranda" in page
        assert "kembali" in page


def test_429_says_how_long_to_wait(db, client):
    page = render_to_string("429.html", {"shell": {}})

    assert "lima menit" in page


def test_refusals_and_help_name_the_petugas_piket(client, world):
    client.force_login(world.camat)

    for url in ("/tidak-ada/", reverse("team:user_list"), reverse("help")):
        page = client.get(url).content.decode()

        assert world.team.duty_phone in page and 'href="tel:' in page


def test_a_stranger_is_told_nobody_s_number(client, world):
    for url in ("/tidak-ada/", reverse("help")):
        assert world.team.duty_phone not in client.get(url).content.decode()
