"""The first day of a real administrator: with scripts on a telephone, without at a desk.

Temporary password, password of one's own, authenticator, recovery codes, home; the second sign-in
with a code, the third with a recovery code. Pictures go to `var/screenshots/masuk-*.png`.
"""

import re
import time
from urllib.parse import urlsplit

import pytest

from tests.browser.pages import DESK, PHONE, code_now, complaints, person, picture, send, size_of
from tests.settings import FULL

OWN = "perahu hijau di dermaga 7"
TEMPORARY = re.compile(r"Kata sandi : (\S+)")


@pytest.fixture
def site(make_site):
    return make_site("masuk")


def enter(page, password):
    page.goto("/masuk/")
    page.fill("#id_login", "admin.mempawah")
    page.fill("#id_password", password)
    send(page)


def leave(page):
    page.goto("/masuk/keluar/")
    send(page)


def look(page, name):
    # axe waits for timers, which do not run in a browser without scripts.
    if size_of(page) == PHONE:
        assert complaints(page) == []
    picture(page, f"masuk-{name}")


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("main").get_by_text(name, exact=True).click()


def heading(page):
    return page.get_by_role("heading", level=1).inner_text()


def next_code(page, secret, used):
    """A code is good once: wait for the telephone's next one."""
    while (code := code_now(secret)) == used:
        time.sleep(1)
    page.fill("#id_code", code)
    send(page)
    return code


def first_day(page, temporary):
    """From the slip of paper to the page one wanted; returns what is kept for later."""
    enter(page, temporary)
    assert heading(page) == "Ganti kata sandi"
    look(page, "1-kata-sandi")
    page.fill("#id_oldpassword", temporary)
    page.fill("#id_password1", OWN)
    page.fill("#id_password2", OWN)
    send(page)
    page.goto("/pengaturan/pengguna/")
    assert heading(page) == "Pasang langkah kedua"
    assert "wajib untuk peran Administrator sistem" in page.inner_text("main")
    look(page, "2-perlu")
    press(page, "Pasang aplikasi autentikator")
    secret = page.inner_text("code.secret").replace(" ", "")
    look(page, "3-autentikator")
    page.fill("#id_code", "000000")
    send(page)
    assert "Kode salah" in page.inner_text("main")
    used = next_code(page, secret, "")
    assert heading(page) == "Kode cadangan"
    codes = page.locator("ul.codes li").all_inner_texts()
    look(page, "4-kode-cadangan")
    press(page, "Sudah saya simpan, lanjutkan")
    assert heading(page) == "Pengguna"
    return secret, used, codes


def second_day(page, secret, used):
    """Password and code."""
    enter(page, OWN)
    assert heading(page) == "Langkah kedua"
    look(page, "5-langkah-kedua")
    next_code(page, secret, used)
    assert urlsplit(page.url).path == "/"


def lost_telephone(page, code):
    """A recovery code is good once."""
    enter(page, OWN)
    page.fill("#id_code", code)
    send(page)
    assert "tinggal 9" in page.inner_text("main")
    look(page, "6-kode-cadangan-dipakai")
    page.goto("/masuk/perangkat/")
    look(page, "7-perangkat")
    leave(page)
    enter(page, OWN)
    page.fill("#id_code", code)
    send(page)
    assert "Kode salah" in page.inner_text("main")


# At the desk without scripts.
AGAIN = pytest.param(
    DESK,
    marks=pytest.mark.skipif(not FULL, reason="the same a second time: only in the full run"),
)


@pytest.mark.browser
@pytest.mark.parametrize("size", [PHONE, AGAIN], ids=["ponsel", "meja"])
def test_first_sign_in(site, browser, size):
    printed = site.manage("setup_team", "61.02", "--email", "admin@contoh.test")
    site.start("web")

    with person(browser, site.url, "", size, scripts=size == PHONE) as context:
        page = context.new_page()
        secret, used, codes = first_day(page, TEMPORARY.search(printed).group(1))
        leave(page)
        second_day(page, secret, used)
        leave(page)
        lost_telephone(page, codes[0])
