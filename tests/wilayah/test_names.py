"""Names as they are written and as they are compared."""

import pytest

from timdu.wilayah.names import as_written, normalise


@pytest.mark.parametrize(
    ("source", "level", "written"),
    [
        ("KALIMANTAN BARAT", 1, "Kalimantan Barat"),
        ("DKI JAKARTA", 1, "DKI Jakarta"),
        ("KABUPATEN TOJO UNA UNA", 2, "Kabupaten Tojo Una Una"),
        ("KI'E", 3, "Ki'e"),
        ("ONAN RUNGGU", 3, "Onan Runggu"),
        ("SITIO-TIO", 3, "Sitio-tio"),
        ("PERKEBUNAN SEI DADAP III", 4, "Perkebunan Sei Dadap III"),
        ("XXIV KOTO", 3, "XXIV Koto"),
        ("VIII ILIR", 4, "VIII Ilir"),
        ("Sitio-tio", 3, "Sitio-tio"),
        ("Onan Runggu", 3, "Onan Runggu"),
        ("2 x 11 Enam Lingkuang", 3, "2 x 11 Enam Lingkuang"),
        ("Cibal barat", 3, "Cibal barat"),
        ("lamuk", 4, "Lamuk"),
        ("MKCM", 4, "MKCM"),
        ("RD. PJKA", 4, "RD. PJKA"),
        ('Soka"an', 4, "Soka'an"),
        ("Udek Du’en", 4, "Udek Du'en"),
        ("Teuw*", 4, "Teuw"),
        ("Wamesa I / Idoor", 4, "Wamesa I/Idoor"),
        ("  Dua   kata ", 4, "Dua kata"),
    ],
)
def test_as_written(source, level, written):
    assert as_written(source, level) == written


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sitio-tio", "sitio tio"),
        ("Ki'e", "kie"),
        ("KI’E", "kie"),
        ("Wari/Taiyeve II", "wari taiyeve ii"),
        ("  Sungai\tKunyit ", "sungai kunyit"),
        ("Bébé", "bebe"),
        ("%_\\';--", ""),
        ("", ""),
    ],
)
def test_normalise(text, words):
    assert normalise(text) == words
