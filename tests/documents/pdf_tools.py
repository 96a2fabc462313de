"""What other people's programs say about our PDFs: poppler and qpdf."""

import hashlib
import io
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pypdf


def run(program: str, *words: str, data: bytes, check: bool = True) -> bytes:
    """Give the PDF to a program as its input file."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        Path(file.name).write_bytes(data)
        command = [program, *(file.name if word == "@" else word for word in words)]
        return subprocess.run(command, capture_output=True, check=check).stdout


def info(data: bytes) -> dict[str, str]:
    """What pdfinfo says, by its own words."""
    lines = run("pdfinfo", "@", data=data).decode().splitlines()
    return {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}


def claims(data: bytes) -> str:
    """The metadata in which the file says what it was made as."""
    metadata = pypdf.PdfReader(io.BytesIO(data)).trailer["/Root"]["/Metadata"]
    return " ".join(metadata.get_data().decode().split())


def text(data: bytes) -> str:
    """The words, in reading order."""
    return run("pdftotext", "-layout", "@", "-", data=data).decode()


def check(data: bytes) -> str:
    """What qpdf finds wrong; nothing when the file is clean."""
    out = run("qpdf", "--check", "@", data=data, check=False).decode()
    return "" if "No syntax or stream encoding errors" in out else out


@dataclass(frozen=True)
class Font:
    """One line of pdffonts."""

    name: str
    embedded: bool
    subset: bool
    unicode: bool


def fonts(data: bytes) -> list[Font]:
    """Every font in the file."""
    found = []
    for line in run("pdffonts", "@", data=data).decode().splitlines()[2:]:
        words = line.split()
        embedded, subset, unicode = (word == "yes" for word in words[-5:-2])
        found.append(Font(words[0], embedded, subset, unicode))
    return found


def embedded(data: bytes, folder: Path) -> dict[str, bytes]:
    """The files inside, taken out by pdfdetach."""
    run("pdfdetach", "-saveall", "-o", str(folder), "@", data=data)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def ink(data: bytes) -> str:
    """A hash of the first page as a picture."""
    return hashlib.sha256(
        run("pdftoppm", "-r", "50", "-f", "1", "-l", "1", "@", data=data)
    ).hexdigest()
