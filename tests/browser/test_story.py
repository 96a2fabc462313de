"""The whole job in a browser: from a camat's phone to the file in the governor's mailbox.

Real web server, worker and mail server; the camat at 360 × 780, everybody else at 1280 × 800.
A picture of each step goes to `var/screenshots/cerita-*.png`.
"""

import email
import email.policy
import io
import json
import re
import time

import pytest
from pypdf import PdfReader

from tests.browser import expected, pages
from tests.browser.kabupaten import GOVERNOR, MINISTER
from tests.browser.pages import DESK, PHONE, person, picture
from tests.documents import pdf_tools, signing_tools
from tests.documents.smtp import good_server
from tests.settings import FULL
from timdu.core.periods import Month

CODE = re.compile(r"TDU-\d\d-[A-Z2-9]+")
PATIENCE = 300.0
WITHOUT_SCRIPTS = pytest.param(
    False,
    marks=pytest.mark.skipif(not FULL, reason="the same a second time: only in the full run"),
)
NUMBER = "300.2/1187/BKBP/2026"


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


def press(page, name):
    """Press a button and wait for the page it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def report(page, words, when, desa):
    """Kabar awal: four answers and one button."""
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Lapor").first.click()
    page.get_by_label("Apa yang terjadi?").fill(words)
    page.get_by_label("Desa atau kelurahan").select_option(label=desa)
    page.get_by_label("Waktu lain").check()
    page.get_by_label("Tanggal dan jam kejadian").fill(f"{when:%Y-%m-%dT%H:%M}")
    page.get_by_label("Segera", exact=True).check()
    picture(page, "cerita-01-kabar-awal")
    press(page, "Kirim laporan")
    heading = page.get_by_role("heading", level=1).inner_text()
    assert "Terkirim" in heading
    picture(page, "cerita-02-terkirim")
    return CODE.search(heading).group()


def complete(page):
    """The five parts that verification needs, and who was hurt."""
    page.get_by_role("link", name="Lengkapi sekarang").click()
    page.get_by_role("button", name="Kirim kelengkapan").wait_for()
    picture(page, "cerita-03-lengkapi")
    for key in ("who", "pattern", "situation", "steps", "source", "toll"):
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
    page.get_by_label("Ada, isi angkanya").first.check()
    page.locator("[name=toll_light]").fill("2")
    page.locator("[name=toll_light_certainty]").select_option("sure")
    page.locator("[name=toll_severe_certainty]").select_option("unknown")
    picture(page, "cerita-04-lengkapi-terisi")
    press(page, "Kirim kelengkapan")
    picture(page, "cerita-05-lengkap")


def verify(page, code):
    """The Kabid finds the report, checks it, sets letter and field, and verifies."""
    page.goto("/")
    picture(page, "cerita-06-meja-kabid")
    page.goto(f"/laporan/{code}/verifikasi/")
    page.get_by_label("Waktu dan tempat jelas").check()
    page.get_by_label("Pihak disebut tanpa label suku atau agama").check()
    page.get_by_label("Satu sumber").check()
    page.locator("#id_source").select_option("d")
    page.locator("#id_field").select_option("economy")
    page.locator("#id_likelihood").select_option("3")
    page.locator("#id_impact").select_option("3")
    picture(page, "cerita-07-verifikasi")
    press(page, "Verifikasi")
    page.goto(f"/laporan/{code}/")
    assert "Terverifikasi" in page.get_by_role("main").inner_text()
    picture(page, "cerita-08-terverifikasi")


def compile_month(page, month, scripts):
    """Staff compile the month and watch it become a document."""
    page.goto(f"/dokumen/susun/?jenis=monthly&bulan={month}")
    picture(page, "cerita-09-susun")
    press(page, "Susun laporan")
    end = time.monotonic() + PATIENCE
    while "/pekerjaan/" in page.url and time.monotonic() < end:
        page.wait_for_timeout(300)
        # Without scripts one asks for news, until the result is a click away.
        if not scripts:
            page.get_by_role("link", name=re.compile("^(Perbarui|Buka hasilnya)$")).click()
    assert re.search(r"/dokumen/\d+/", page.url), page.url
    picture(page, "cerita-10-konsep")
    return page.url


def wait_until(page, url, ready):
    """Reload until it is ready; the worker is at it."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        page.goto(url)
        if ready():
            return
        page.wait_for_timeout(300)
    raise AssertionError(page.get_by_role("main").inner_text())


def step(page, url, name, shot):
    """Open the document and take its next step."""
    page.goto(url)
    picture(page, shot)
    press(page, name)


def number(page, url, text, today):
    page.goto(url)
    page.get_by_role("link", name="Catat nomor dan tanggal").click()
    page.get_by_label("Nomor surat").fill(text)
    page.get_by_label("Tanggal surat").fill(today.isoformat())
    picture(page, "cerita-13-nomor")
    press(page, "Simpan nomor")
    wait_until(page, url, page.get_by_role("link", name="Unduh naskah bernomor").count)
    picture(page, "cerita-14-bernomor")


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
    picture(page, "cerita-15-unggah")
    press(page, "Cocokkan dan simpan")
    picture(page, "cerita-16-bertanda-tangan")
    return draft, signed


def send(page, url):
    page.goto(url)
    page.get_by_role("link", name="Kirim kepada penerima").click()
    page.get_by_role("button", name="Kirim sekarang", exact=True).wait_for()
    picture(page, "cerita-17-kirim")
    press(page, "Kirim sekarang")
    left = page.get_by_text("Dikirim, belum ada tanda terima")
    wait_until(page, url, lambda: left.count() == len((GOVERNOR, MINISTER)))
    picture(page, "cerita-18-terkirim")


def attached(raw):
    """The one file of a message."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    (part,) = message.iter_attachments()
    return part.get_payload(decode=True)


def hand_in(sit_down, month):
    """From the phone to a verified report and one that waits; returns the code of each."""
    with sit_down("camat.sungaikunyit", PHONE) as phone:
        page = phone.new_page()
        waiting = report(page, expected.RUMOUR, expected.rumoured(month), expected.DESA)
        code = report(page, expected.WORDS, expected.happened(month), expected.DESA)
        complete(page)
    with sit_down("kabid.mempawah") as desk:
        verify(desk.new_page(), code)
    return code, waiting


def approve(sit_down, month, scripts):
    """From the month's data to a letter with both paraf; returns its address."""
    with sit_down("staf.mempawah") as desk:
        page = desk.new_page()
        url = compile_month(page, month, scripts)
        step(page, url, "Ajukan untuk paraf", "cerita-11-ajukan")
    for who in ("kabid", "kaban"):
        with sit_down(f"{who}.mempawah") as desk:
            step(desk.new_page(), url, "Beri paraf", f"cerita-12-paraf-{who}")
    return url


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, WITHOUT_SCRIPTS], ids=["skrip", "tanpa-skrip"])
def test_from_the_phone_to_the_governor(scripts, site, postbox, browser, tmp_path, monkeypatch):
    if not scripts:
        monkeypatch.setattr(pages, "PICTURES", pages.PICTURES / "tanpa-skrip")

    def sit_down(who, size=DESK):
        return person(browser, site.url, who, size, scripts=scripts)

    today = expected.today()
    month = Month.of(today).previous

    code, waiting = hand_in(sit_down, month)
    url = approve(sit_down, month, scripts)
    with sit_down("staf.mempawah") as desk:
        page = desk.new_page()
        number(page, url, NUMBER, today)
        draft, signed = sign_and_upload(page, url)
        send(page, url)

    taken = [(to, attached(raw)) for to, raw in postbox.taken]
    assert sorted(taken) == sorted([(GOVERNOR, signed), (MINISTER, signed)])
    assert signed.startswith(draft)
    check_paper(signed, month)
    text = pdf_tools.text(signed)
    assert code in text
    assert waiting not in text
    (tmp_path / "isi").mkdir()
    inside = pdf_tools.embedded(signed, tmp_path / "isi")
    assert json.loads(inside["data.json"]) == expected.figures(code, month, today)


def check_paper(pdf, month):
    """What the governor has in hand: a letter of that month, whole in itself."""
    text = pdf_tools.text(pdf)
    assert NUMBER in text
    assert month.label in text
    assert "KONSEP" not in text
    pages = int(pdf_tools.info(pdf)["Pages"])
    assert pages == len(PdfReader(io.BytesIO(pdf)).pages)
    assert f"Halaman {pages} dari {pages}" in " ".join(text.split())
    assert pdf_tools.check(pdf) == ""
    assert [font for font in pdf_tools.fonts(pdf) if not font.embedded] == []
