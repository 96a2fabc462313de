"""Kegiatan without signal: stored, shown, sent once with its photograph, whatever the line does."""

import time

import pytest

from tests.offline import phone
from tests.offline.proxy import PLACES
from tests.offline.test_kinds import item_of, send
from tests.offline.test_photos import photograph

pytestmark = pytest.mark.browser
NEW = "/kegiatan/baru/"


def learned(page):
    """Wait until the phone has the kinds and places of its holder's own form."""
    page.goto("/")
    for _ in range(400):
        if any(one.get("kegiatan") for one in phone.store(page, "kept")):
            return
        page.wait_for_timeout(50)
    raise AssertionError("nothing was learned")


def write(page, words):
    page.get_by_label("Jenis kegiatan").select_option(label="Dialog")
    page.get_by_label("Tentang apa?").fill(words)
    page.get_by_label("Tempat", exact=True).select_option(label=phone.DESA)


def arrived(site, words):
    """Code, hash of what was received, how many photographs hang on it."""
    return site.rows(
        "SELECT r.content_hash, count(a.id) FROM renaksi_activity k"
        " JOIN core_received r ON r.client_uuid = k.client_uuid AND r.kind = 'activity'"
        " LEFT JOIN django_content_type c ON c.model = 'activity'"
        " LEFT JOIN files_attachment a ON a.object_id = k.id::text AND a.content_type_id = c.id"
        " WHERE k.about = %s GROUP BY k.id, r.content_hash",
        words,
    )


def all_came(page):
    end = time.monotonic() + phone.PATIENCE
    while phone.store(page, "photos"):
        assert time.monotonic() < end
        phone.try_again(page)
        page.wait_for_timeout(100)


def test_what_was_held_is_written_without_signal_and_goes_out_with_its_photograph(
    make_phone, site, line
):
    words = "Dialog pemuda dua desa di balai desa."
    _, page = make_phone()
    learned(page)
    line.is_down = True
    page.goto(NEW)
    write(page, words)
    page.get_by_text("Tersimpan di ponsel, belum dikirim.").wait_for()
    page.reload()
    page.get_by_text("Draf dari ponsel dibuka lagi").wait_for()
    assert page.get_by_label("Tentang apa?").input_value() == words
    page.locator("input[type=file]").set_input_files(photograph(11))
    page.get_by_text("1 berkas").wait_for()
    send(page, "Kirim kegiatan")
    page.goto("/kotak-keluar/")
    page.locator("[data-list=waiting] li").filter(has_text=words).wait_for()
    assert arrived(site, words) == []
    # What lies there lies there shut.
    raw = phone.run(page, "async () => JSON.stringify(await raw('items'))")
    assert words not in raw

    line.is_down = False
    phone.kept(page, "sent", trying=True)
    all_came(page)

    assert arrived(site, words) == [(item_of(page, "kegiatan")["hash"], 1)]


@pytest.mark.parametrize("place", PLACES)
def test_cut_anywhere_it_is_one(make_phone, site, line, place):
    words = f"Patroli terpadu malam hari, {place}."
    _, page = make_phone()
    page.goto(f"{NEW}?{time.monotonic_ns()}#baru")
    write(page, words)
    line.break_next("POST", NEW, place)
    send(page, "Kirim kegiatan")
    phone.kept(page, "sent", trying=True)

    assert len(arrived(site, words)) == 1


def test_a_day_that_has_not_come_is_refused_in_words_and_nothing_is_lost(make_phone, site):
    words = "Rapat yang belum berlangsung."
    _, page = make_phone()
    page.goto(f"{NEW}?{time.monotonic_ns()}#baru")
    write(page, words)
    page.get_by_label("Tanggal", exact=True).fill("2099-01-01")
    page.get_by_role("button", name="Kirim kegiatan").click()
    page.wait_for_url("**/kegiatan/baru/?draf=*")

    page.get_by_text("Kegiatan dicatat sesudah dilaksanakan.").wait_for()
    assert page.get_by_label("Tentang apa?").input_value() == words
    assert arrived(site, words) == []
