"""What a receipt proves: the hash of what was received, which anyone can recompute."""

import hashlib
from typing import Any

import rfc8785


def content_hash(data: dict[str, Any]) -> str:
    """SHA-256 (hex) of the canonical JSON of RFC 8785; values are text, whole numbers, None."""
    return hashlib.sha256(rfc8785.dumps(data)).hexdigest()
