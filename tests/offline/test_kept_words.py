"""What can neither be sent nor opened is read where it lies; nihil for others is refused."""

import pytest
from playwright.sync_api import expect

from tests.offline import phone
from tests.offline.test_kinds import reported, send, unfold

pytestmark = pytest.mark.browser
WORDS = "Massa sudah pulang ke rumah."


def test_what_was_refused_for_good_is_read_in_the_outbox(make_phone, site, line):
    _, page = make_phone()
    code = reported(page, site, "Kabar yang diputuskan lebih dulu.")
    page.goto(f"/laporan/{code}/lengkapi/")
    unfold(page)
    line.is_down = True
    page.get_by_label("Bagaimana keadaannya sekarang?").fill(WORDS)
    send(page, "Kirim kelengkapan")
    page.goto("/kotak-keluar/")
    dropped(site, code)
    line.is_down = False
    phone.try_again(page)

    row = page.locator("[data-list=action] li").filter(has_text=f"Kelengkapan {code}")
    row.get_by_text("Yang Anda tulis").click()
    expect(row.get_by_text(f"Bagaimana keadaannya sekarang? {WORDS}")).to_be_visible()
    expect(row.get_by_role("button", name="Buka")).to_have_count(0)


def dropped(site, code):
    """The desk decides while the phone has no signal."""
    site.manage(
        "shell", "-c",
        "from incidents.actions import moves; from incidents.models import Incident;"
        "from timdu.team.models import User;"
        f"row = Incident.objects.get(code='{code}');"
        "by = User.objects.get(username='kabid.mempawah');"
        "moves.move(row, 'drop', by=by, note='Bukan konflik sosial.', version=row.version)",
    )  # fmt: skip


def test_nihil_for_others_is_not_begun_without_signal(make_phone, line):
    _, page = make_phone()
    page.evaluate(
        """() => localStorage.setItem("timdu.akun",
          JSON.stringify({ ...JSON.parse(localStorage.getItem("timdu.akun")), others: true }))"""
    )
    line.is_down = True
    page.goto("/nihil/baru/")

    page.get_by_text("untuk kecamatan atau instansi lain memerlukan sinyal").wait_for()
    expect(page.get_by_role("button", name="Kirim nihil")).to_be_hidden()
