"""Generated secrets of one data folder: made once, readable by their owner alone."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from timdu.launcher.trouble import Trouble


@dataclass(frozen=True)
class Keys:
    """Django's signing key and the passwords of the two database roles."""

    secret_key: str
    owner_password: str
    app_password: str


def load_or_make(path: Path) -> Keys:
    """Read the secrets, or make them the first time."""
    try:
        return Keys(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        keys = Keys(*(secrets.token_urlsafe(48) for _ in range(3)))
        _write(path, json.dumps(asdict(keys), indent=1))
        return keys
    except (OSError, ValueError, TypeError) as error:
        raise Trouble(
            f"Berkas rahasia {path} tidak dapat dibaca.",
            "Pulihkan dari cadangan, atau hapus berkas itu: rahasia baru dibuat dan semua orang "
            "masuk ulang.",
        ) from error


def _write(path: Path, text: str) -> None:
    """Write whole or not at all, never for a moment readable by others."""
    draft = path.with_suffix(".baru")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)
