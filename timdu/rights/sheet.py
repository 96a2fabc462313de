"""The matrix as it is read: sections, lines in words, one mark for each kind of person."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from timdu.rights import matrix, words

# Columns of the page: the people of the team, then all of another kabupaten in one.
COLUMNS = {
    "camat": "Camat", "operator": "Operator", "other_camat": "Camat lain",
    "member": "Instansi", "other_member": "Instansi lain", "staff": "Staf sekretariat",
    "verifier": "Kabid", "secretary": "Kepala Badan", "leader": "Pimpinan", "aide": "Staf pimpinan",
    "forkopimda": "Forkopimda", "observer": "Pengamat", "auditor": "Inspektorat",
    "admin": "Administrator",
}  # fmt: skip
ELSEWHERE = "Kabupaten lain"
FAR = tuple(person for person in matrix.PEOPLE if person.startswith("far_"))
MARKS = {
    matrix.YES: ("ya", "boleh"),
    matrix.REFUSED: ("–", "ditolak, aturannya disebutkan"),
    matrix.HIDDEN: ("", "tidak terlihat ada"),
    matrix.BESIDE: ("–", "ditolak di sebelah isian"),
}
HEAD = ["Kelompok", "Yang dilakukan", *COLUMNS.values(), ELSEWHERE, "Aturan", "Diberikan oleh"]


@dataclass(frozen=True)
class Line:
    """One line of the page."""

    title: str
    relation: str
    cells: list[str]
    rule: str
    who: str

    @property
    def marks(self) -> list[tuple[str, str]]:
        """What stands in each cell, and what it means."""
        return [MARKS[cell] for cell in self.cells]


def sections() -> list[tuple[str, list[Line]]]:
    """Every section with its lines."""
    grouped = groupby(matrix.table(), key=lambda right: right.section)
    return [(section, list(_lines(list(rights)))) for section, rights in grouped]


def _lines(rights: list[matrix.Right]) -> Iterator[Line]:
    """Seeing and sending that get the same answers are one line."""
    said = set()
    for right in rights:
        line = _line(right)
        key = (line.title, line.relation, *line.cells)
        if key not in said:
            said.add(key)
            yield line


def _line(right: matrix.Right) -> Line:
    rule = words.sentence(right.url)
    near = [right.marks[person] for person in COLUMNS]
    return Line(
        title=words.WORDS[right.url][0],
        relation=", ".join(filter(None, [words.RELATIONS[right.relation], _way(right)])),
        cells=[*near, elsewhere(right)],
        rule=rule.reason,
        who=rule.who,
    )


def _way(right: matrix.Right) -> str:
    return "mengirim isian" if right.method == "post" else ""


def elsewhere(right: matrix.Right) -> str:
    """What the people of another kabupaten get: yes as soon as one of them gets it."""
    far = {right.marks[person] for person in FAR}
    return next(mark for mark in (*MARKS,) if mark in far)


def rows_of_table() -> Iterator[list[str]]:
    """The same as lines of a file."""
    for section, lines in sections():
        for line in lines:
            title = f"{line.title} ({line.relation})" if line.relation else line.title
            marks = [said for _, said in line.marks]
            yield [section, title, *marks, line.rule, line.who]
