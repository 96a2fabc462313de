"""Codes people say over the telephone: short, random, with a check character, counting nothing."""

import secrets

# Crockford's letters without those that sound or look alike in Bahasa (no I, L, O, U, 0, 1).
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def check_character(body: str) -> str:
    """Luhn's algorithm modulo 30: finds one wrong character and most swaps of two neighbours."""
    total = 0
    for position, character in enumerate(reversed(body)):
        value = ALPHABET.index(character) * (2 if position % 2 == 0 else 1)
        total += value // len(ALPHABET) + value % len(ALPHABET)
    return ALPHABET[-total % len(ALPHABET)]


def new_code(prefix: str, year: int, length: int = 4) -> str:
    """Make a code like TDU-26-7KQ4M: `length` random characters and one to check them."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(length))
    return f"{prefix}-{year % 100:02d}-{body}{check_character(body)}"


def normalise(text: str) -> str:
    """Upper case without blanks: what a person typed or was told."""
    return "".join(text.split()).upper()


def is_valid(code: str) -> bool:
    """Whether the check character fits."""
    body = code.rpartition("-")[2]
    if len(body) < 2 or any(character not in ALPHABET for character in body):
        return False
    return check_character(body[:-1]) == body[-1]
