"""The code of the first page: known to whoever holds the server, good until there is a team."""

import secrets

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from timdu.team.entrance.secret import PASSWORD_ALPHABET
from timdu.team.models import Team

# Wrong codes in a quarter of an hour, from everywhere together.
TRIES, WINDOW = 20, 900
KEY = "team.beginning.tries"
GROUP, GROUPS = 4, 4


def is_needed() -> bool:
    """Whether nobody has founded a team here."""
    return not Team.objects.exists()


def current() -> str:
    """Four groups of four, made from the server's secret: nothing has to be stored."""
    number = int.from_bytes(salted_hmac("timdu.beginning", "kode pertama").digest(), "big")
    letters = []
    for _ in range(GROUP * GROUPS):
        number, rest = divmod(number, len(PASSWORD_ALPHABET))
        letters.append(PASSWORD_ALPHABET[rest])
    text = "".join(letters)
    return "-".join(text[start : start + GROUP] for start in range(0, len(text), GROUP))


def fits(typed: str) -> bool:
    """Whether it is the code; capitals, blanks and dashes do not matter."""
    plain = "".join(letter for letter in typed.lower() if letter.isalnum())
    return secrets.compare_digest(plain.encode(), current().replace("-", "").encode())


def is_shut() -> bool:
    """Whether too many wrong codes were tried lately."""
    return int(cache.get(KEY, 0)) >= TRIES


def count_wrong() -> None:
    """One wrong code more."""
    cache.add(KEY, 0, WINDOW)
    try:
        cache.incr(KEY)
    except ValueError:
        # It ran out between the two lines.
        cache.set(KEY, 1, WINDOW)
