"""The PDF engine: the same bytes everywhere, only our fonts, only what was handed in."""

import datetime as dt
import hashlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.documents import pdf_tools
from timdu.documents import pdf
from timdu.documents.kinds import Embedded

CREATED = dt.datetime(2026, 11, 9, 3, 15, tzinfo=dt.UTC)
ROOT = Path(__file__).resolve().parent.parent.parent
HOSTILE = "Api 🔥 عربي ꦗꦮ \u202eterbalik ≥ Ḥasan <b>tebal</b> <i>miring Ā</i> <b><i>dua Ś</i></b>"


def page(body, css="konsep contoh"):
    return (
        f'<!DOCTYPE html><html lang="id" class="{css}"><head><title>Uji</title>'
        '<meta name="dcterms.created" content="2026-11-09T10:15:00+07:00">'
        '<meta name="dcterms.modified" content="2026-11-09T10:15:00+07:00"></head>'
        f'<body class="isi" data-klas="TERBATAS" data-kaki="Uji">{body}</body></html>'
    )


def draw(body, files=None, attachments=(), css="konsep contoh"):
    return pdf.render(page(body, css), files=files or {}, attachments=attachments, created=CREATED)


def picture():
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(out, "PNG")
    return out.getvalue()


def test_render_is_tagged_pdf_a_with_the_data_inside(tmp_path):
    data = b'{"a":1}'
    drawn = draw("<h1>Judul</h1>", attachments=[Embedded("data.json", "application/json", data)])

    info = pdf_tools.info(drawn.data)
    assert (info["Tagged"], info["Pages"], drawn.pages) == ("yes", "1", 1)
    assert pdf_tools.embedded(drawn.data, tmp_path) == {"data.json": data}
    assert 'pdfaid:part="3" pdfaid:conformance="A"' in pdf_tools.claims(drawn.data)
    assert pdf_tools.check(drawn.data) == ""


def test_render_uses_no_font_but_the_bundled_ones():
    drawn = draw(f"<h1>{HOSTILE}</h1><p>{HOSTILE}</p><ul><li>butir</li></ul>")

    fonts = pdf_tools.fonts(drawn.data)
    assert {font.name.partition("+")[2] for font in fonts} <= {
        "Arimo", "Arimo-Bold", "Arimo-Italic", "Arimo-Bold-Italic",
        "Arimo-Ext", "Arimo-Ext-Bold", "Arimo-Ext-Italic", "Arimo-Ext-Bold-Italic",
    }  # fmt: skip
    assert all(font.embedded and font.subset and font.unicode for font in fonts)


def test_render_draws_letters_of_both_fonts_as_themselves():
    drawn = draw("<p>Biasa ā ḥ ṣ dan º</p><p><b>Tebal ā</b> <i>miring Ś</i></p>")

    words = pdf_tools.text(drawn.data)
    assert "Biasa ā ḥ ṣ dan º" in words
    assert "Tebal ā miring Ś" in words
    # One name for two files made "ā" the picture of "º": the pictures must differ.
    assert pdf_tools.ink(draw("<p>ā</p>").data) != pdf_tools.ink(draw("<p>º</p>").data)


def test_render_survives_what_nobody_can_draw_and_counts_it():
    drawn = draw(f"<p>{HOSTILE}</p>")

    assert drawn.lost == 7
    assert "Api � terbalik" in pdf_tools.text(drawn.data)


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:9/x.png", "https://contoh.test/x.png", "file:///etc/passwd", "/etc/passwd",
     "data:image/png;base64,iVBORw0KGgo=", "ftp://contoh.test/x", "berkas:lain", "bundel:../pdf.py",
     "bundel:surat.css", "x.png"],
)  # fmt: skip
def test_render_refuses_every_address_but_what_was_handed_in(address):
    with pytest.raises(pdf.DrawingError):
        draw(f'<img src="{address}" alt="x">', files={"foto": picture()})


def test_render_refuses_other_style_sheets():
    with pytest.raises(pdf.DrawingError):
        draw('<style>@import url("http://127.0.0.1:9/x.css");</style>')


def test_render_draws_what_was_handed_in_and_says_when_it_is_no_picture():
    assert draw('<img src="berkas:foto" alt="x">', files={"foto": picture()}).pages == 1
    with pytest.raises(pdf.DrawingError):
        draw('<img src="berkas:foto" alt="x">', files={"foto": b"bukan gambar"})


def test_render_paper_follows_the_class():
    assert pdf_tools.info(draw("<p>x</p>").data)["Page size"].startswith("595.276 x 841.89")
    assert pdf_tools.info(draw("<p>x</p>", css="f4").data)["Page size"].startswith(
        "609.449 x 935.4"
    )


# The kernel hands the highest memory of a parent on to its child (getrusage), but not VmHWM.
PROGRAM = """
import datetime as dt, hashlib, pathlib, re, sys, time
import django; django.setup()
from timdu.documents import pdf
from timdu.documents.kinds import Embedded
html = sys.stdin.read()
files = [Embedded("data.json", "application/json", b"{}")]
created = dt.datetime(2026, 11, 9, 3, 15, tzinfo=dt.UTC)
pdf.render(html, files={}, attachments=files, created=created)
begin = time.process_time()
drawn = pdf.render(html, files={}, attachments=files, created=created)
print(hashlib.sha256(drawn.data).hexdigest(), drawn.pages,
      round((time.process_time() - begin) / drawn.pages, 3),
      int(re.search(r"VmHWM:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())[1]) // 1024)
"""


def in_another_process(html, **env):
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PROGRAM], input=html, text=True, check=True,
        capture_output=True, cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", **env},
    )  # fmt: skip
    digest, pages, seconds, megabytes = done.stdout.split()
    return digest, int(pages), float(seconds), int(megabytes)


def long_page():
    rows = "".join(
        f"<tr>{''.join(f'<td>Isi {row} {cell}</td>' for cell in range(8))}</tr>"
        for row in range(180)
    )
    return page(f'<h1>{HOSTILE}</h1><table class="t"><tbody>{rows}</tbody></table>')


def test_render_gives_the_same_bytes_in_every_process_within_its_memory():
    html = long_page()

    one = in_another_process(html, PYTHONHASHSEED="1", TZ="Asia/Jayapura")
    two = in_another_process(html, PYTHONHASHSEED="2", TZ="America/Lima", LC_ALL="C")

    here = pdf.render(
        html,
        files={},
        attachments=[Embedded("data.json", "application/json", b"{}")],
        created=CREATED,
    )
    assert one[:2] == two[:2] == (hashlib.sha256(here.data).hexdigest(), here.pages)
    assert max(one[3], two[3]) <= 300
    print(json.dumps({"pages": one[1], "s/page": one[2], "MB": one[3]}))
