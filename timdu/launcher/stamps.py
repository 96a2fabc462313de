"""Stamps: a step whose inputs did not change is not done again."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def of_files(paths: Iterable[Path], *more: str) -> str:
    """Digest contents of files, in order, with whatever else the step depends on."""
    digest = hashlib.sha256("\0".join(more).encode())
    for path in paths:
        digest.update(str(path.name).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def of_tree(folder: Path, *more: str) -> str:
    """Digest names, sizes and times below a folder: enough for files nobody rewrites in place."""
    digest = hashlib.sha256("\0".join(more).encode())
    for path in sorted(folder.rglob("*")):
        state = path.stat()
        digest.update(f"{path}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def stands(stamp: Path, value: str) -> bool:
    """Was the step done with these very inputs?"""
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == value


def put(stamp: Path, value: str) -> None:
    stamp.write_text(value, encoding="utf-8")
