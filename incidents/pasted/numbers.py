"""Numbers as people write them: 40, 1.200, 30-an, dua puluh, seratus lima puluh."""

import re

DIGITS = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
)  # fmt: skip
UNITS = {word: value for value, word in enumerate(DIGITS)} | {"sepuluh": 10, "sebelas": 11}
TIMES = {"belas": 10, "puluh": 10, "ratus": 100, "ribu": 1000}
ONES = {"seratus": 100, "seribu": 1000}
WORD = "|".join(sorted([*UNITS, *TIMES, *ONES], key=len, reverse=True))
SMALL = "|".join(sorted([*UNITS], key=len, reverse=True))
FIGURE = r"\d{1,3}(?:[.,]\d{3})+|\d{1,7}"
PATTERN = rf"(?:{FIGURE})(?: (?:puluh|ratus|ribu)\b)?|(?:{WORD})(?: (?:{WORD})){{0,7}}"
LONGEST = 7


def value(text: str) -> int | None:
    """The number, or None where the words are none."""
    figure, _, times = text.partition(" ")
    if times in TIMES and figure.isdecimal():
        return int(figure[:LONGEST]) * TIMES[times]
    digits = re.sub(r"[.,]", "", text)
    if digits.isdecimal() and digits.isascii():
        return int(digits) if len(digits) <= LONGEST else None
    words = text.split()
    if not words or not all(word in UNITS or word in TIMES or word in ONES for word in words):
        return None
    return spoken(words)


def spoken(words: list[str]) -> int | None:
    """dua ratus lima puluh → 250, dua belas → 12."""
    total, group, digit = 0, 0, 0
    for word in words:
        if word in UNITS:
            group, digit = group + digit, UNITS[word]
        elif word in ONES:
            group, digit = group + digit + ONES[word], 0
        elif word == "belas":
            group, digit = group + 10 + digit, 0
        elif word == "ribu":
            total, group, digit = total + (group + digit or 1) * TIMES[word], 0, 0
        else:
            group, digit = group + (digit or 1) * TIMES[word], 0
    return total + group + digit
