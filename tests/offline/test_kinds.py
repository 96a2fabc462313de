"""Nihil, perkembangan and lengkapi without signal: stored, shown, sent once, both sides shown."""

import time

import pytest

from tests.offline import phone
from tests.offline.test_photos import photograph

pytestmark = pytest.mark.browser
KEPT = "Tersimpan di ponsel"


def learned(page):
    """Wait until the phone has the months and statements of its holder's own form."""
    page.goto("/")
    for _ in range(200):
        if any(one.get("nil") for one in phone.store(page, "kept")):
            return
        page.wait_for_timeout(50)
    raise AssertionError("nothing was learned")


def reported(page, site, words):
    """A report that was sent; its code."""
    phone.write(page, words)
    with page.expect_navigation(url="**/terkirim/"):
        phone.press(page)
    return phone.arrived(site, words)[0][0]


def send(page, label):
    page.get_by_role("button", name=label).click()
    page.get_by_role("heading", name=KEPT).wait_for()


def item_of(page, kind):
    (found,) = [one for one in phone.store(page, "items") if one["kind"] == kind]
    return found


def received(site, said):
    return site.rows(
        "SELECT content_hash, content - 'said' FROM core_received WHERE content->>'asked' = %s",
        said,
    )


def test_a_month_without_anything_is_said_without_signal(make_phone, site, line):
    said = "Semua kepala desa dan FKDM."
    _, page = make_phone()
    learned(page)
    line.is_down = True
    page.goto("/nihil/baru/")
    page.get_by_label("Bulan").select_option(index=8)
    month = page.get_by_label("Bulan").input_value()
    page.locator("#id_asked").fill(said)
    page.get_by_text("Tersimpan di ponsel, belum dikirim.").wait_for()
    page.reload()
    page.get_by_text("Draf dari ponsel dibuka lagi").wait_for()
    send(page, "Kirim nihil")
    page.goto("/kotak-keluar/")
    page.locator("[data-list=waiting] li").filter(has_text="Nihil").wait_for()
    assert received(site, said) == []

    line.is_down = False
    phone.kept(page, "sent", trying=True)

    assert received(site, said) == [
        (item_of(page, "nihil")["hash"], {"month": month, "asked": said})
    ]
    # What was said once is offered; a month that was answered is refused in words.
    page.goto("/nihil/baru/")
    page.get_by_label("Bulan").select_option(value=month)
    page.get_by_label(said).check()
    page.get_by_role("button", name="Kirim nihil").click()
    page.wait_for_url("**/nihil/baru/?draf=*")
    page.get_by_text("sudah dilaporkan").wait_for()


def test_what_is_new_is_written_without_signal_and_its_photograph_follows(make_phone, site, line):
    words = "Massa bubar, jalan dibuka lagi."
    context, page = make_phone()
    code = reported(page, site, "Kabar yang berkembang.")
    page.goto(f"/laporan/{code}/perkembangan/")
    line.is_down = True
    page.get_by_label("Apa yang baru?").fill(words)
    page.get_by_text("Tersimpan di ponsel, belum dikirim.").wait_for()
    page.locator("input[type=file]").set_input_files(photograph(7))
    page.get_by_text("1 berkas").wait_for()
    send(page, "Kirim perkembangan")
    # Nobody else who takes the phone sees it.
    page.goto("/kotak-keluar/")
    page.get_by_text(words).wait_for()

    line.is_down = False
    phone.kept(page, "sent", trying=True)
    end = time.monotonic() + phone.PATIENCE
    while phone.store(page, "photos"):
        assert time.monotonic() < end
        phone.try_again(page)
        page.wait_for_timeout(100)

    rows = site.rows(
        "SELECT d.received_hash, count(a.id) FROM incidents_development d"
        " LEFT JOIN django_content_type c ON c.model = 'development'"
        " LEFT JOIN files_attachment a ON a.object_id = d.id::text AND a.content_type_id = c.id"
        " WHERE d.text = %s GROUP BY d.id",
        words,
    )
    assert rows == [(item_of(page, "perkembangan")["hash"], 1)]


def test_lengkapi_over_a_newer_report_shows_both_and_takes_only_what_was_changed(
    make_phone, site, line
):
    _, page = make_phone()
    _, other = make_phone(phone.OPERATOR)
    code = reported(page, site, "Kabar yang dilengkapi dua orang.")
    page.goto(f"/laporan/{code}/lengkapi/")
    completes(other, code)
    line.is_down = True
    unfold(page)
    page.get_by_label("Bagaimana keadaannya sekarang?").fill("Massa sudah pulang.")
    page.get_by_text("Tersimpan di ponsel, belum dikirim.").wait_for()
    send(page, "Kirim kelengkapan")
    page.goto("/kotak-keluar/")
    line.is_down = False

    phone.try_again(page)
    row = page.locator("[data-list=action] li").filter(has_text=f"Kelengkapan {code}")
    row.get_by_text("Tersimpan sekarang: Massa masih berkumpul.").wait_for()
    row.get_by_text("Isian Anda: Massa sudah pulang.").wait_for()
    row.get_by_role("button", name="Buka dan bandingkan").click()
    page.get_by_text("Isian Anda tidak hilang").wait_for()
    assert page.locator("[name=people]").input_value() == "40"
    page.get_by_role("button", name="Kirim kelengkapan").click()
    page.wait_for_url("**/kiriman/**")

    sql = "SELECT situation, people, version FROM incidents_incident WHERE code = %s"
    assert site.rows(sql, code) == [("Massa sudah pulang.", 40, 3)]
    assert phone.store(page, "drafts") == []


def completes(page, code):
    """A colleague of the same office fills two fields in, with signal."""
    page.goto(f"/laporan/{code}/lengkapi/")
    unfold(page)
    page.get_by_label("Bagaimana keadaannya sekarang?").fill("Massa masih berkumpul.")
    page.locator("[name=people]").fill("40")
    page.get_by_role("button", name="Kirim kelengkapan").click()
    page.wait_for_url("**/kiriman/**")


def unfold(page):
    for key in ("who", "situation"):
        part = page.locator(f"#bagian-{key}")
        if part.get_attribute("open") is None:
            part.locator("summary").first.click()
