"""The whole job in a browser: from a camat's phone to the file in the governor's mailbox.

Real web server, worker and mail server; the camat at 360 × 780, everybody else at 1280 × 800.
"""

import datetime as dt
import email
import email.policy
import io
import json
import re
import time

import pytest
from pypdf import PdfReader

from tests.browser.kabupaten import GOVERNOR, MINISTER
from tests.browser.pages import DESK, PHONE, person
from tests.documents import pdf_tools, signing_tools
from tests.documents.smtp import good_server
from timdu.core.periods import Month

CODE = re.compile(r"TDU-\d\d-[A-Z2-9]+")
PATIENCE = 90.0


@pytest.fixture
def postbox():
    with good_server() as box:
        yield box


@pytest.fixture
def site(make_site, postbox):
    site = make_site("cerita", EMAIL_PORT=str(postbox.port), MAIL_SENDING="1")
    site.manage("shell", "-c", "from tests.browser import kabupaten; kabupaten.found()")
    site.start("web", "worker")
    return site


def report(page, month):
    """Kabar awal: four answers and one button."""
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Lapor").first.click()
    page.get_by_label("Apa yang terjadi?").fill(
        "Sekitar 40 nelayan Kelompok C mendatangi dermaga dan meminta kapal tidak melaut."
    )
    page.get_by_label("Desa atau kelurahan").select_option(label="Sungai Kunyit Laut")
    page.get_by_label("Waktu lain").check()
    page.get_by_label("Tanggal dan jam kejadian").fill(f"{month}-12T09:30")
    page.get_by_label("Segera", exact=True).check()
    page.get_by_role("button", name="Kirim laporan").click()
    heading = page.get_by_role("heading", level=1).inner_text()
    assert "Terkirim" in heading
    return CODE.search(heading).group()


def complete(page):
    """The five parts that verification needs."""
    page.get_by_role("link", name="Lengkapi sekarang").click()
    for key in ("who", "pattern", "situation", "steps", "source"):
        part = page.locator(f"#bagian-{key}")
        if part.get_attribute("open") is None:
            part.locator("summary").first.click()
    page.get_by_label("Pihak yang terlibat").fill("Kelompok C\nKelompok D")
    page.locator("[name=people]").fill("40")
    page.locator("#bagian-pattern").get_by_label("Peristiwa", exact=True).check()
    patterns = page.locator("#bagian-pattern")
    patterns.get_by_text("pola lain").click()
    patterns.get_by_label("wilayah tangkap nelayan", exact=False).check()
    page.get_by_label("Bagaimana keadaannya sekarang?").fill("Massa pulang dengan tertib.")
    page.locator("[name=step_0_actor]").fill("Camat")
    page.locator("[name=step_0_action]").fill("Mempertemukan kedua pihak di kantor desa")
    page.get_by_label("Dari siapa Anda mengetahuinya?").select_option(index=1)
    page.get_by_role("button", name="Kirim kelengkapan").click()


def verify(page, code):
    """The Kabid checks, sets letter and field, and verifies."""
    page.goto(f"/laporan/{code}/verifikasi/")
    page.get_by_label("Waktu dan tempat jelas").check()
    page.get_by_label("Pihak disebut tanpa label suku atau agama").check()
    page.get_by_label("Satu sumber").check()
    page.locator("#id_source").select_option("d")
    page.locator("#id_field").select_option(index=3)
    page.locator("#id_likelihood").select_option("3")
    page.locator("#id_impact").select_option("3")
    page.get_by_role("button", name="Verifikasi", exact=True).click()
    page.goto(f"/laporan/{code}/")
    assert "Terverifikasi" in page.get_by_role("main").inner_text()


def compile_month(page, month):
    """Staff compile the month and watch it become a document."""
    page.goto(f"/dokumen/susun/?jenis=monthly&bulan={month}")
    page.get_by_role("button", name="Susun laporan").click()
    end = time.monotonic() + PATIENCE
    while "/pekerjaan/" in page.url and time.monotonic() < end:
        page.wait_for_timeout(300)
    assert re.search(r"/dokumen/\d+/", page.url), page.url
    return page.url


def wait_until(page, url, words):
    """Reload until the page shows the words; the worker is at it."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        page.goto(url)
        if words in page.get_by_role("main").inner_text():
            return
        page.wait_for_timeout(300)
    raise AssertionError(page.get_by_role("main").inner_text())


def press(page, url, name):
    """Open the document and take its next step."""
    page.goto(url)
    page.get_by_role("button", name=name, exact=True).click()


def number(page, url, text, today):
    page.goto(url)
    page.get_by_role("link", name="Catat nomor dan tanggal").click()
    page.get_by_label("Nomor surat").fill(text)
    page.get_by_label("Tanggal surat").fill(today.isoformat())
    page.get_by_role("button", name="Simpan nomor").click()
    end = time.monotonic() + PATIENCE
    while not page.get_by_role("link", name="Unduh naskah bernomor").count():
        assert time.monotonic() < end
        page.wait_for_timeout(300)
        page.goto(url)


def sign_and_upload(page, url):
    """What happens outside: the numbered file is signed; the signed one comes back."""
    answer = page.request.get(f"{url}naskah.pdf")
    assert answer.status == 200, (answer.url, answer.status, answer.text()[:500])
    draft = answer.body()
    signed = signing_tools.sign(draft)
    page.get_by_role("link", name="Unggah berkas bertanda tangan").click()
    page.get_by_label("Berkas bertanda tangan").set_input_files(
        {"name": "laporan-bertanda-tangan.pdf", "mimeType": "application/pdf", "buffer": signed}
    )
    page.get_by_role("main").get_by_role("button", name="Cocokkan dan simpan").click()
    return draft, signed


def send(page, url):
    page.goto(url)
    page.get_by_role("link", name="Kirim kepada penerima").click()
    page.get_by_role("button", name="Kirim sekarang").click()


def attached(raw):
    """The one file of a message."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    (part,) = message.iter_attachments()
    return part.get_payload(decode=True)


def hand_in(site, browser, month):
    """From the phone to a verified report; returns its code."""
    with person(browser, site.url, "camat.sungaikunyit", PHONE) as phone:
        page = phone.new_page()
        code = report(page, month)
        complete(page)
    with person(browser, site.url, "kabid.mempawah", DESK) as desk:
        verify(desk.new_page(), code)
    return code


def approve(site, browser, month):
    """From the month's data to a letter with both paraf; returns its address."""
    with person(browser, site.url, "staf.mempawah", DESK) as desk:
        page = desk.new_page()
        url = compile_month(page, month)
        press(page, url, "Ajukan untuk paraf")
    for who in ("kabid.mempawah", "kaban.mempawah"):
        with person(browser, site.url, who, DESK) as desk:
            press(desk.new_page(), url, "Beri paraf")
    return url


@pytest.mark.browser
def test_from_the_phone_to_the_governor(site, postbox, browser, tmp_path):
    today = dt.datetime.now(dt.UTC).date()
    month = Month.of(today).previous

    code = hand_in(site, browser, month)
    url = approve(site, browser, month)
    with person(browser, site.url, "staf.mempawah", DESK) as desk:
        page = desk.new_page()
        number(page, url, "300.2/1187/BKBP/2026", today)
        draft, signed = sign_and_upload(page, url)
        send(page, url)
        wait_until(page, url, "Terkirim")

    taken = [(to, attached(raw)) for to, raw in postbox.taken]
    assert sorted(taken) == sorted([(GOVERNOR, signed), (MINISTER, signed)])
    assert signed.startswith(draft)
    inside = tmp_path / "isi"
    inside.mkdir()
    check_paper(signed, code, month, inside)


def check_paper(pdf, code, month, folder):
    """What the governor has in hand: the report, its figures as data, whole in itself."""
    text = pdf_tools.text(pdf)
    assert code in text
    assert "300.2/1187/BKBP/2026" in text
    assert month.label in text
    assert "KONSEP" not in text
    pages = int(pdf_tools.info(pdf)["Pages"])
    assert pages == len(PdfReader(io.BytesIO(pdf)).pages)
    assert f"Halaman {pages} dari {pages}" in " ".join(text.split())
    assert pdf_tools.check(pdf) == ""
    assert [font for font in pdf_tools.fonts(pdf) if not font.embedded] == []
    data = pdf_tools.embedded(pdf, folder)
    (facts,) = [json.loads(content) for name, content in data.items() if name.endswith(".json")]
    assert code in json.dumps(facts)
