"""The key of the backups: an age identity, from the environment or a file only we can read."""

import os

import pyrage
from django.conf import settings

from timdu.operation.archive import Refused


def present() -> pyrage.x25519.Identity:
    """The key; made on first use where none is set. Without it no backup can be opened again."""
    text = settings.BACKUP_KEY or _from_file()
    try:
        return pyrage.x25519.Identity.from_str(text)
    except pyrage.IdentityError as error:
        raise Refused("BACKUP_KEY bukan kunci age (AGE-SECRET-KEY-1…).") from error


def _from_file() -> str:
    path = settings.VAR / "kunci-cadangan"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(f"{pyrage.x25519.Identity.generate()}\n")
    return str(path.read_text(encoding="ascii").strip())
