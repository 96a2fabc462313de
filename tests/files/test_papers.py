"""PDFs from outside: the harmless are counted, the others refused with words."""

import time
from contextlib import suppress

import pytest

from tests.files import papers as made
from timdu.files import limits
from timdu.files.papers import NoPaper, count_pages


@pytest.mark.parametrize(
    ("data", "pages"),
    [
        (lambda: made.pdf(), 1),
        (lambda: made.pdf(7), 7),
        (made.by_hand, 1),
        (made.with_link, 1),
        (lambda: made.with_link("mailto:kantor@contoh.test"), 1),
        (lambda: made.with_attachment("data.json"), 1),
        (lambda: made.with_attachment("Lampiran I.XLSX"), 1),
        (lambda: made.pdf() + b"\n\x00\x00\r\n", 1),
    ],
)
def test_count_pages(data, pages):
    assert count_pages(data()) == pages


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (made.encrypted, "dikunci"),
        (made.locked_against_change, "dikunci"),
        (made.with_script, "berjalan sendiri"),
        (made.hidden_script, "berjalan sendiri"),
        (made.script_action, "berjalan sendiri"),
        (made.script_on_a_page, "berjalan sendiri"),
        (made.script_nobody_calls, "berjalan sendiri"),
        (made.packed_script, "berjalan sendiri"),
        (made.launcher, "berjalan sendiri"),
        (made.launcher_in_pieces, "berjalan sendiri"),
        (made.launcher_of_another_generation, "berjalan sendiri"),
        (made.remote, "berjalan sendiri"),
        (made.embedded_target, "berjalan sendiri"),
        (made.sender, "berjalan sendiri"),
        (made.old_form, "berjalan sendiri"),
        (made.with_media, "berjalan sendiri"),
        (lambda: made.with_link("JavaScript:alert(1)"), "berjalan sendiri"),
        (lambda: made.with_link("file:///etc/passwd"), "berjalan sendiri"),
        (lambda: made.with_attachment("surat.exe"), "membawa berkas lain.*surat.exe"),
        (lambda: made.with_attachment("surat.pdf.js"), "membawa berkas lain"),
        (lambda: made.with_attachment("data.json\u202e.hta"), "membawa berkas lain"),
        (lambda: made.with_attachment("tanpa akhiran"), "membawa berkas lain"),
        (made.polyglot, "bukan PDF"),
        (made.polyglot_tail, "sesudah akhir"),
        (lambda: made.pdf()[:200], "rusak|sesudah"),
        (lambda: b"%PDF-1.7\n%%EOF", "rusak"),
        (lambda: b"%PDF-" + bytes(range(256)) * 50 + b"%%EOF", "rusak"),
        (made.loop_of_pages, "rusak|halaman"),
        (made.deep, "rusak"),
        (lambda: made.pdf(limits.PDF_PAGES + 1), "1 sampai 500 halaman"),
        (lambda: b"", "bukan PDF"),
    ],
)
def test_count_pages_refuses(data, words):
    with pytest.raises(NoPaper, match=words):
        count_pages(data())


@pytest.mark.parametrize("data", [made.stream_bomb, made.endless_table])
def test_count_pages_gives_up_in_time(data):
    bomb = data()
    began = time.monotonic()

    with suppress(NoPaper):
        count_pages(bomb)

    assert time.monotonic() - began < limits.PDF_SECONDS
