"""Asking clamd about bytes before anything else reads them, where its address is set."""

import socket
from dataclasses import dataclass

from django.conf import settings

CHUNK = 64 * 1024
# How long clamd may be silent, in seconds: over a file, and when it is only asked how it is.
PATIENCE, GLANCE = 20.0, 2.0
ANSWER = 4096


class Unanswered(Exception):
    """clamd is not there, or did not say whether the bytes are clean."""


@dataclass(frozen=True)
class State:
    """Whether files are scanned, for the administrator."""

    is_set: bool
    version: str = ""

    @property
    def answers(self) -> bool:
        return bool(self.version)


def found_in(data: bytes) -> str:
    """The name of what clamd finds in the bytes; "" when they are clean or nobody is to be asked.

    Raises Unanswered. The protocol is INSTREAM of clamd(8): each part with its length before it, an
    empty one at the end.
    """
    if not settings.CLAMAV_ADDRESS:
        return ""
    parts = [data[start : start + CHUNK] for start in range(0, len(data), CHUNK)]
    sent = b"".join(len(part).to_bytes(4, "big") + part for part in [*parts, b""])
    verdict = ask(b"INSTREAM", sent, PATIENCE).removeprefix("stream: ")
    if verdict == "OK":
        return ""
    if verdict.endswith(" FOUND"):
        return verdict.removesuffix(" FOUND")
    raise Unanswered(verdict)


def state() -> State:
    """How the scanner stands now."""
    if not settings.CLAMAV_ADDRESS:
        return State(is_set=False)
    try:
        return State(is_set=True, version=ask(b"VERSION", b"", GLANCE))
    except Unanswered:
        return State(is_set=True)


def ask(command: bytes, data: bytes, patience: float) -> str:
    """One command and its answer, on a connection of its own."""
    try:
        with connected(patience) as clamd:
            clamd.sendall(b"z" + command + b"\0" + data)
            answer = b""
            while not answer.endswith(b"\0") and len(answer) < ANSWER:
                part = clamd.recv(ANSWER)
                if not part:
                    break
                answer += part
    except OSError as problem:
        raise Unanswered(str(problem)) from problem
    if not answer.endswith(b"\0"):
        raise Unanswered("the answer was cut off")
    return answer[:-1].decode("ascii", "replace")


def connected(patience: float) -> socket.socket:
    """A connection to the address of the settings: a path, or host:port."""
    address: str = settings.CLAMAV_ADDRESS
    if not address.startswith("/"):
        host, _, port = address.rpartition(":")
        return socket.create_connection((host, int(port)), patience)
    clamd = socket.socket(socket.AF_UNIX)
    clamd.settimeout(patience)
    try:
        clamd.connect(address)
    except OSError:
        clamd.close()
        raise
    return clamd
