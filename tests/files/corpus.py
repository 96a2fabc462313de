"""Files people who mean harm would upload, and odd ones; with what becomes of each.

`taken` names the kinds of field that take it ("image", "pdf"); "" means that none does.
"""

import io
import zipfile
from dataclasses import dataclass
from functools import cache

from tests.files import papers, pictures

SCRIPT = b"<html><script>jahat()</script></html>"


@dataclass(frozen=True)
class Sample:
    """One file: its name as the browser sends it, its bytes, who takes it."""

    name: str
    data: bytes
    taken: str = ""


def zipped(size=0):
    """An archive, as every office file and every Java program is one."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("jahat.html", SCRIPT)
        if size:
            archive.writestr("besar", b"\0" * size)
    return buffer.getvalue()


def claims_two_gigabytes():
    """A PDF whose stream says that it is so long."""
    return papers.raw(
        papers.CATALOG, papers.PAGES, papers.PAGE, b"<</Length 2147483648>>stream\nx\nendstream "
    )


@cache
def samples() -> tuple[Sample, ...]:
    """All of them; made once."""
    svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='jahat()'><script>jahat()</script></svg>"
    return (
        Sample("gambar.svg", svg),
        Sample("gambar.svg.jpg", svg),
        Sample("gambar.svgz", zipped()),
        Sample("halaman.html", SCRIPT),
        Sample("halaman.jpg", SCRIPT),
        Sample("halaman.pdf", SCRIPT),
        Sample("halaman.xhtml", b"<?xml version='1.0'?>" + svg),
        Sample("foto-dan-halaman.jpg", pictures.jpeg(64, 48) + SCRIPT, "image"),
        Sample("gifar.gif", pictures.as_bytes(pictures.photograph(32, 32), "GIF") + zipped()),
        Sample("gif-skrip.gif", b"GIF89a/*<script>jahat()</script>*/=1;"),
        Sample("foto-dan-arsip.jpg", pictures.jpeg(65, 48) + zipped(), "image"),
        Sample("surat-dan-arsip.pdf", papers.pdf() + zipped()),
        Sample("surat-dan-halaman.pdf", papers.polyglot_tail()),
        Sample("halaman-dan-surat.pdf", papers.polyglot()),
        Sample("arsip.zip", zipped()),
        Sample("surat.docx", zipped()),
        Sample("arsip-bom.zip", zipped(50_000_000)),
        Sample("bom.png", pictures.bomb()),
        Sample("bom-teks.png", pictures.text_bomb()),
        Sample("bom.pdf", papers.stream_bomb()),
        Sample("dua-giga.png", pictures.claims(46_341, 46_341)),
        Sample("dua-giga.pdf", claims_two_gigabytes()),
        Sample("tabel-tanpa-akhir.pdf", papers.endless_table()),
        Sample("terkunci.pdf", papers.encrypted()),
        Sample("terkunci-ubah.pdf", papers.locked_against_change()),
        Sample("skrip.pdf", papers.with_script()),
        Sample("skrip-tersembunyi.pdf", papers.hidden_script()),
        Sample("skrip-terkemas.pdf", papers.packed_script()),
        Sample("program.pdf", papers.launcher()),
        Sample("program-terpisah.pdf", papers.launcher_in_pieces()),
        Sample("pengirim.pdf", papers.sender()),
        Sample("membawa.pdf", papers.with_attachment("jahat.exe")),
        Sample("formulir.pdf", papers.old_form()),
        Sample("media.pdf", papers.with_media()),
        Sample("putaran.pdf", papers.loop_of_pages()),
        Sample("dalam.pdf", papers.deep()),
        Sample("terpotong.pdf", papers.pdf()[:200]),
        Sample("terpotong.jpg", pictures.jpeg()[:-2000]),
        Sample("bergerak.webp", pictures.animated("WEBP")),
        Sample("kosong.jpg", b""),
        Sample("kosong.pdf", b""),
        Sample("program.exe", b"MZ" + b"\x90" * 500),
        Sample("program.exe.jpg", b"MZ" + b"\x90" * 500),
        Sample("surat.pdf.jpg", papers.pdf(), "pdf"),
        Sample("foto.pdf", pictures.jpeg(66, 48), "image"),
        *(Sample(name, pictures.jpeg(70 + n, 48), "image") for n, name in enumerate(NAMES)),
        *(Sample(name, papers.pdf(1 + n), "pdf") for n, name in enumerate(NAMES[:4])),
    )


# A part whose name is no UTF-8 is left out by Django's own reader; no browser sends one.
NAMES = (
    "../../../etc/passwd", "..\\..\\windows\\win.ini", "a\0.jpg", "x" * 300 + ".jpg",
    "foto\u202egpj.exe", "CON.jpg", "NUL", ".htaccess", "...", "<img src=x onerror=jahat()>.jpg",
    "'; DROP TABLE files_storedfile; --.jpg", "=cmd|' /C calc'!A0.jpg", "a%00b.php.jpg",
    "{{ 733041*7+50 }}.jpg", "a;filename=jahat.html.jpg", "a\tb\x1b[31m.jpg",
)  # fmt: skip
