"""What a receipt proves: the hash of what was received, which anyone can recompute."""

import hashlib
from typing import TYPE_CHECKING, Any

import rfc8785

if TYPE_CHECKING:
    from timdu.team.models import User


def content_hash(data: dict[str, Any]) -> str:
    """SHA-256 (hex) of the canonical JSON of RFC 8785; values are text, whole numbers, None."""
    return hashlib.sha256(rfc8785.dumps(data)).hexdigest()


def account_id(user: "User") -> str:
    """What a device knows the account by: opaque, outlives a new SECRET_KEY and a restored backup.

    Made of more than the key: where a database begins anew, account 5 is somebody else, and what
    still waits on a telephone for the account 5 of before must not be theirs.
    """
    text = f"timdu:akun:{user.pk}:{user.date_joined.isoformat()}"
    return hashlib.sha256(text.encode()).hexdigest()[:32]
