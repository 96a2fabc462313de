"""How area names are written, and how they are compared when somebody searches."""

import re
import unicodedata

# Words that stay as they are in a name the source writes in capitals.
ABBREVIATIONS = frozenset({"DKI"})
ROMAN = re.compile(r"(?=[IVXL])X{0,3}L?(IX|IV|V?I{0,3})")
WORDS = re.compile(r"[a-z0-9]+")
APOSTROPHES = str.maketrans({'"': "'", "’": "'", "‘": "'", "`": "'"})
# A word with two vowels is a word; "PJKA" and "MKCM" are abbreviations.
SHOUTED = re.compile(r"(?=\w{4})\w*[AIUEO]\w*[AIUEO]|'")


def as_written(name: str, level: int) -> str:
    """Return the name in Indonesian title case where the source shouts, else as it stands.

    Provinces and kabupaten come in capitals; lower levels do not, and a short all-capital name
    there is an abbreviation ("MKCM"). "Sitio-tio" and "Onan Runggu" are the source's own.
    """
    name = " ".join(name.translate(APOSTROPHES).replace("*", "").replace("/ ", "/").split())
    name = name.replace(" /", "/")
    if name.isupper() and (level <= 2 or SHOUTED.search(name)):
        return " ".join(_title(word) for word in name.split())
    return name[:1].upper() + name[1:]


def _title(word: str) -> str:
    """ACEH → Aceh, KI'E → Ki'e, II → II, DKI → DKI."""
    if word in ABBREVIATIONS or ROMAN.fullmatch(word):
        return word
    return word.capitalize()


def normalise(text: str) -> str:
    """Return lower-case words without accents, apostrophes and punctuation: what search compares.

    "Sitio-tio" → "sitio tio", "Ki'e" → "kie", "Wari/Taiyeve II" → "wari taiyeve ii".
    """
    plain = text.translate(APOSTROPHES).replace("'", "").lower()
    if not plain.isascii():
        parts = unicodedata.normalize("NFKD", plain)
        plain = "".join(part for part in parts if not unicodedata.combining(part))
    return " ".join(WORDS.findall(plain))
