"""Bytes that outlive a power cut: written beside their place, forced to disk, then moved in."""

import os
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, default_storage


class DurableStorage(FileSystemStorage):
    """Files of one's own: whole or not there at all, never overwritten, for nobody else to read."""

    @property
    def place(self) -> str:
        """Where the files are, for whoever minds them."""
        return f"folder {self.location}"

    def _save(self, name: str, content: "File[bytes]") -> str:
        target = Path(self.path(name))
        make_folder(target.parent)
        draft = target.with_name(f".{uuid4().hex}.tmp")
        only_here = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(only_here, "wb") as handle:
            for chunk in content.chunks():
                handle.write(chunk)
            handle.flush()
            os.fsync(handle.fileno())
        draft.rename(target)
        sync_folder(target.parent)
        return name


def make_folder(folder: Path) -> None:
    """Make the folder and those above it that are missing, for their owner only."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Force the folder's entries to disk, so that the move itself survives."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def place() -> str:
    """Where the files of this installation lie, for whoever minds them."""
    storage: Any = default_storage
    return str(storage.place)
