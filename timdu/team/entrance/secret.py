"""Words that open a door once."""

import secrets

# Read aloud over a desk: no letters or digits that look alike.
PASSWORD_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def temporary_password() -> str:
    """Three groups of four, handed over in person, good until the first sign-in."""
    groups = ["".join(secrets.choice(PASSWORD_ALPHABET) for _ in range(4)) for _ in range(3)]
    return "-".join(groups)
