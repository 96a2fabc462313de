"""The file a backup is: an age-encrypted tar of a manifest, a database dump and the stored files.

Any `age` program opens it with the key. Each part of the stream is authenticated, so a file that
was cut off or changed is refused as a whole; nothing is used before all of it was read and checked.
"""

import hashlib
import io
import json
import os
import tarfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

import pyrage

FORMAT = 1
MANIFEST, DUMP, FILES = "manifest.json", "database.dump", "files/"
BLOCK = 1 << 20


class Refused(Exception):
    """The backup is not what it should be; the words are for the person who wants it back."""


@dataclass(frozen=True)
class Manifest:
    """What the archive holds: rows of each table, hash of each file, and whose it is."""

    taken_at: str
    version: str
    server: str
    rows: dict[str, int]
    files: dict[str, str]
    # Files a row names that were not there, or not as they were stored, when the backup was made.
    damaged: list[str] = field(default_factory=list)
    format: int = FORMAT

    @property
    def row_count(self) -> int:
        return sum(self.rows.values())


def write(
    target: Path, key: pyrage.x25519.Identity, manifest: Manifest, dump: Path,
    open_file: Callable[[str], IO[bytes]],
) -> None:  # fmt: skip
    """Write the archive; it appears under its name only when it is whole and on the disk."""
    draft = target.with_suffix(".tmp")

    def pack(out: IO[bytes]) -> None:
        with tarfile.open(fileobj=out, mode="w|", format=tarfile.PAX_FORMAT) as tar:
            _add(tar, MANIFEST, io.BytesIO(json.dumps(asdict(manifest)).encode()))
            with dump.open("rb") as file:
                _add(tar, DUMP, file)
            for path in manifest.files:
                with open_file(path) as file:
                    _add(tar, FILES + path, file)

    try:
        with draft.open("wb") as out, _piped(pack) as packed:
            os.fchmod(out.fileno(), 0o600)
            pyrage.encrypt_io(packed, out, [key.to_public()])
            out.flush()
            os.fsync(out.fileno())
        draft.rename(target)
    finally:
        # What could not be finished must not fill the disk night after night.
        draft.unlink(missing_ok=True)


def _add(tar: tarfile.TarFile, name: str, file: IO[bytes]) -> None:
    info = tarfile.TarInfo(name)
    info.size = file.seek(0, io.SEEK_END)
    info.mode = 0o600
    file.seek(0)
    tar.addfile(info, file)


def read(source: Path, key: pyrage.x25519.Identity, into: Path) -> Manifest:
    """Unpack into an empty folder; raises Refused unless every byte is as it was written."""

    def decrypt(out: IO[bytes]) -> None:
        with source.open("rb") as file:
            pyrage.decrypt_io(file, out, [key])

    try:
        with _piped(decrypt) as plain:
            manifest = _unpack(plain, into)
    except (pyrage.DecryptError, tarfile.TarError, OSError, ValueError, KeyError) as error:
        raise Refused(
            f"Cadangan {source.name} rusak, terpotong, diubah, atau dibuat dengan kunci lain."
        ) from error
    _compare(manifest, into)
    return manifest


def _unpack(plain: IO[bytes], into: Path) -> Manifest:
    """Write out what the manifest names and nothing else, whatever the archive says of paths."""
    with tarfile.open(fileobj=plain, mode="r|") as tar:
        members = iter(tar)
        manifest = Manifest(**json.loads(_content(tar, next(members, None), MANIFEST).read()))
        if manifest.format != FORMAT:
            raise ValueError(f"format {manifest.format}")
        _keep(_content(tar, next(members, None), DUMP), into / DUMP)
        for path in manifest.files:
            _keep(_content(tar, next(members, None), FILES + path), into / FILES / path)
    while plain.read(BLOCK):
        pass
    return manifest


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo | None, name: str) -> IO[bytes]:
    content = tar.extractfile(member) if member and member.name == name else None
    if content is None or ".." in Path(name).parts:
        raise ValueError(f"{name} is not where it should be")
    return content


def _keep(content: IO[bytes], target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as out:
        while block := content.read(BLOCK):
            out.write(block)


def _compare(manifest: Manifest, into: Path) -> None:
    for path, sha256 in manifest.files.items():
        if digest(into / FILES / path) != sha256:
            raise Refused(f"Berkas {path} di dalam cadangan tidak sama dengan sidiknya.")


def digest(path: Path) -> str:
    """SHA-256 of a file, as hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _piped(produce: Callable[[IO[bytes]], None]) -> Iterator[IO[bytes]]:
    """The reading end of what a thread writes; what it raised is raised here."""
    reading, writing = os.pipe()
    failed: list[BaseException] = []

    def run() -> None:
        try:
            with os.fdopen(writing, "wb") as out:
                produce(out)
        except BrokenPipeError:
            pass  # The reader had enough, or has failed and says so itself.
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=run)
    with os.fdopen(reading, "rb") as end:
        thread.start()
        try:
            yield end
        finally:
            end.close()
            thread.join()
    if failed:
        raise failed[0]
