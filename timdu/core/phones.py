"""Telephone numbers as people write them, and the addresses a telephone understands."""

# A short code (110) can be called, but knows no WhatsApp.
SHORTEST, WHOLE, LONGEST = 3, 8, 15
BETWEEN = " -.()"
LIMITS = (
    f"Tulis nomor yang dapat ditelepon, misalnya 0812-0000-0000: {SHORTEST} sampai {LONGEST} "
    "angka, boleh dengan spasi atau tanda hubung."
)


def digits(phone: str) -> str:
    """The digits of a number; empty when it is none."""
    plain = phone.removeprefix("+").translate({ord(sign): None for sign in BETWEEN})
    fits = plain.isascii() and plain.isdigit() and SHORTEST <= len(plain) <= LONGEST
    return plain if fits else ""


def international(phone: str) -> str:
    """0812-0000-0000 → 6281200000000; empty for a short code and for what is no number."""
    plain = digits(phone)
    if len(plain) < WHOLE:
        return ""
    return f"62{plain[1:]}" if plain.startswith("0") else plain


def dial(phone: str) -> str:
    """The address that calls; empty when there is nothing to call."""
    whole, plain = international(phone), digits(phone)
    return f"tel:+{whole}" if whole else (f"tel:{plain}" if plain else "")


def chat(phone: str) -> str:
    """The address that opens WhatsApp; empty when there is nothing to write to."""
    whole = international(phone)
    return f"https://wa.me/{whole}" if whole else ""
