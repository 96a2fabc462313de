"""Bytes that outlive a power cut: written beside their place, forced to disk, then moved in."""

import os
from pathlib import Path
from uuid import uuid4

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class DurableStorage(FileSystemStorage):
    """Files of one's own: whole or not there at all, never overwritten."""

    def _save(self, name: str, content: "File[bytes]") -> str:
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = target.with_name(f".{uuid4().hex}.tmp")
        with draft.open("xb") as handle:
            for chunk in content.chunks():
                handle.write(chunk)
            handle.flush()
            os.fsync(handle.fileno())
        draft.rename(target)
        sync_folder(target.parent)
        return name


def sync_folder(folder: Path) -> None:
    """Force the folder's entries to disk, so that the move itself survives."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
