"""What an event is called on screen; each app names its own beside its actions."""

NAMES: dict[str, str] = {}


def name(**words: str) -> None:
    """Name events: `name(user_invite="Akun dibuat")` is what `user.invite` is called."""
    NAMES.update({key.replace("_", ".", 1): text for key, text in words.items()})
