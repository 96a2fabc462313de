"""What no bundled font can draw is rewritten where one can see it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timdu.documents import glyphs


@pytest.mark.parametrize(
    ("written", "printed", "lost"),
    [
        ("Biasa, “kutip” – 12 km²", "Biasa, “kutip” – 12 km²", 0),
        ("Nama Ḥasan dari Āceh", "Nama Ḥasan dari Āceh", 0),
        ("≥ 3 laporan", "paling sedikit  3 laporan", 0),
        ("naik → turun ✓", "naik ke  turun (ya) ", 0),
        ("baris\tsatu\nbaris dua", "baris\tsatu\nbaris dua", 0),
        ("tanpa\u200bsela dan \u202eterbalik", "tanpasela dan terbalik", 0),
        ("e\u0301lite", "élite", 0),
        ("ﬁnal ①", "final 1", 0),
        ("api 🔥🔥🔥 besar", "api � besar", 3),
        ("kata عربي di sini", "kata � di sini", 4),
        ("aksara ꦗꦮ", "aksara �", 2),
        ("keluarga 👨‍👩‍👧", "keluarga �", 3),
        ("nol\0akhir", "nolakhir", 0),
        ("sudah �", "sudah �", 0),
    ],
)
def test_printable_rewrites_what_cannot_be_drawn(written, printed, lost):
    assert glyphs.printable(written) == (printed, lost)


@given(st.text())
def test_printable_leaves_nothing_without_a_glyph(text):
    printed, _ = glyphs.printable(text)

    assert {ord(character) for character in printed} <= glyphs.drawable()


@given(st.text(alphabet=st.characters(max_codepoint=255, exclude_categories=["Cc", "Cf"])))
def test_printable_keeps_latin_text_as_it_is(text):
    assert glyphs.printable(text) == (text, 0)
