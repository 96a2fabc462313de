"""The permission matrix as data: `matrix.txt`, read by the tests and by the page Hak akses."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

PEOPLE = (
    "camat", "operator", "other_camat", "member", "other_member", "staff", "verifier", "secretary",
    "leader", "aide", "forkopimda", "observer", "auditor", "admin",
    "far_camat", "far_staff", "far_verifier", "far_secretary", "far_admin",
)  # fmt: skip
YES, REFUSED, HIDDEN, BESIDE, SIGN_IN = "+", "-", ".", "~", ">"
NONE = "-"


@dataclass(frozen=True)
class Right:
    """What everybody gets from one address in one relation to what it shows."""

    section: str
    url: str
    method: str
    relation: str
    marks: dict[str, str]
    stranger: str

    @property
    def key(self) -> tuple[str, str, str]:
        return self.url, self.method, self.relation


@cache
def table() -> tuple[Right, ...]:
    """Every line, in the order of the file; raises ValueError where one cannot be read."""
    section, found = "", []
    text = (Path(__file__).parent / "matrix.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            found.append(_read(section, line))
    return tuple(found)


def _read(section: str, line: str) -> Right:
    url, method, relation, *groups, stranger = line.split()
    marks = "".join(groups)
    relation = "" if relation == NONE else relation
    return Right(section, url, method, relation, dict(zip(PEOPLE, marks, strict=True)), stranger)
