"""Langkah penanganan without signal: stored, shown, sent once with its photograph."""

import pytest

from tests.offline import phone
from tests.offline.test_activity import all_came
from tests.offline.test_kinds import item_of, reported, send
from tests.offline.test_photos import photograph

pytestmark = pytest.mark.browser


def matter(page, site, words):
    """A permasalahan made of a report of the camat's; the address of its langkah."""
    code = reported(page, site, words)
    script = f"from tests.offline import kabupaten; kabupaten.permasalahan({code!r})"
    return f"/permasalahan/{site.manage('shell', '-c', script).split()[-1]}/langkah/"


def arrived(site, words):
    """The hash of what was received, and how many photographs hang on it."""
    return site.rows(
        "SELECT r.content_hash, count(a.id) FROM cases_handling h"
        " JOIN core_received r ON r.client_uuid = h.client_uuid AND r.kind = 'handling'"
        " LEFT JOIN django_content_type c ON c.model = 'handling'"
        " LEFT JOIN files_attachment a ON a.object_id = h.id::text AND a.content_type_id = c.id"
        " WHERE h.what = %s GROUP BY h.id, r.content_hash",
        words,
    )


def test_a_step_is_written_without_signal_and_its_photograph_follows(make_phone, site, line):
    words = "Menemui wakil kedua kelompok di dermaga."
    _, page = make_phone()
    address = matter(page, site, "Kabar yang menjadi permasalahan.")
    page.goto(address)
    line.is_down = True
    page.get_by_label("Melakukan apa").fill(words)
    page.get_by_text("Tersimpan di ponsel, belum dikirim.").wait_for()
    page.locator("input[type=file]").set_input_files(photograph(12))
    page.get_by_text("1 berkas").wait_for()
    send(page, "Kirim langkah")
    page.goto("/kotak-keluar/")
    page.locator("[data-list=waiting] li").filter(has_text=words).wait_for()

    line.is_down = False
    phone.kept(page, "sent", trying=True)
    all_came(page)

    assert arrived(site, words) == [(item_of(page, "langkah")["hash"], 1)]


def test_cut_during_its_body_it_is_one_and_a_pdf_goes_the_ordinary_way(make_phone, site, line):
    words, paper = "Patroli bersama malam ini.", "Menyerahkan surat pernyataan."
    _, page = make_phone()
    address = matter(page, site, "Kabar kedua yang menjadi permasalahan.")
    page.goto(address)
    page.get_by_label("Melakukan apa").fill(words)
    line.break_next("POST", "/permasalahan/", "during")
    send(page, "Kirim langkah")
    phone.kept(page, "sent", trying=True)
    assert len(arrived(site, words)) == 1

    # Not before the receipt: a change of the part behind # alone loads nothing, and stops its way.
    page.wait_for_url("**/kiriman/**")
    page.goto(f"{address}#baru")
    page.get_by_label("Melakukan apa").fill(paper)
    pdf = {"name": "surat.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 bukan PDF"}
    page.locator("input[type=file]").set_input_files(pdf)
    page.get_by_role("button", name="Kirim langkah").click()
    page.wait_for_url("**#langkah-*")

    page.get_by_text("surat.pdf").wait_for()
    assert site.rows("SELECT count(*) FROM cases_handling WHERE what = %s", paper) == [(1,)]
