"""What was found as a row of the list: what it is, its words with the hits marked, its page."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.text import capfirst

from incidents import masks
from incidents.cases.models import Case, Handling
from incidents.models import Development, Incident
from incidents.models.incident import SEARCHED
from incidents.templatetags.laporan import SEPARATOR, kepala, keterangan
from reports.finding.pieces import Piece, around, marked, matching, words_in
from reports.finding.results import Hit
from reports.finding.wanted import Wanted
from timdu.core import words
from timdu.files.models import Attachment

Owners = dict[tuple[Any, int], Any]


@dataclass
class Told:
    """One row before its words are marked."""

    word: str
    title: str
    url: str
    line: str
    # Long texts with what they are, in the order they are looked through.
    texts: list[tuple[str, str]] = field(default_factory=list)
    code: str = ""
    row: Any = None

    @property
    def all(self) -> list[str]:
        return [self.title, *(text for _, text in self.texts)]


@dataclass(frozen=True)
class Shown:
    """One row of the list."""

    told: Told
    title: list[Piece]
    label: str
    snippet: list[Piece]


def show(hits: Sequence[Hit], wanted: Wanted) -> list[Shown]:
    """The rows of a page; three questions more than the search asked, however many there are."""
    rows = [hit.row for hit in hits if hit.source.key == "report"]
    if wanted.user.is_masked:
        masks.hide(rows)
    owners = owners_of([hit.row for hit in hits if hit.source.key in OWNED])
    told = [TELLERS[hit.source.key](hit.row, owners, wanted) for hit in hits]
    found = matching([text for one in told for text in one.all], wanted.asked)
    return [shown(one, found) for one in told]


def shown(told: Told, found: frozenset[str]) -> Shown:
    """The row, and the first long text with a word that its title does not say already."""
    missing = found - words_in([told.title])
    for label, text in told.texts:
        if snippet := around(text, missing):
            return Shown(told, marked(told.title, found), label, snippet)
    return Shown(told, marked(told.title, found), "", [])


def report(row: Incident, owners: Owners, wanted: Wanted) -> Told:
    """A report; of one that is R only that it is there."""
    masked = wanted.user.is_masked
    found = Told("Laporan", kepala(row), row.get_absolute_url(), keterangan(row, masked),
                 code=row.code, row=row)  # fmt: skip
    if not row.is_secret:
        names = SEARCHED if not masked else [name for name in SEARCHED if name != "names"]
        found.texts = [
            (label(row, name), getattr(row, name)) for name in names if name != "summary"
        ]
    return found


def label(row: models.Model, name: str) -> str:
    """What a long text is, as forms call it."""
    if name == "names":
        return "Tempat dan pihak"
    field: Any = row._meta.get_field(name)
    return str(capfirst(field.verbose_name))


def case(row: Case, owners: Owners, wanted: Wanted) -> Told:
    """A permasalahan; of one that is R only that it is there."""
    pieces = [row.get_stage_display()]
    if not row.is_secret:
        pieces.append(f"dipegang {row.holder_name}")
    pieces.append(f"berubah {words.date_time(row.changed_at)}")
    tells = wanted.reads_whole and not row.is_secret
    return Told("Permasalahan", row.heading, row.get_absolute_url(), SEPARATOR.join(pieces),
                [("Pihak dan kecamatan", row.names)] if tells else [],
                row.code, row)  # fmt: skip


def development(row: Development, owners: Owners, wanted: Wanted) -> Told:
    """A perkembangan of a report."""
    url = f"{row.incident.get_absolute_url()}#perkembangan-{row.pk}"
    line = SEPARATOR.join(["Keadaan per " + words.date_time(row.as_of), row.byline])
    return Told("Perkembangan", row.incident.summary, url, line, [("Perkembangan", row.text)],
                row.incident.code)  # fmt: skip


def mark(row: Any, owners: Owners, wanted: Wanted) -> Told:
    """A catatan perbaikan, with its answer."""
    owner: Incident = owners[Incident, int(row.object_id)]
    return Told("Catatan perbaikan", owner.summary, owner.get_absolute_url(),
                words.date_time(row.at), [("Catatan", row.note), ("Jawaban", row.answer)],
                owner.code)  # fmt: skip


def handling(row: Handling, owners: Owners, wanted: Wanted) -> Told:
    """A step recorded on a permasalahan."""
    url = f"{row.case.get_absolute_url()}#langkah-{row.pk}"
    line = SEPARATOR.join([row.actor, words.date_time(row.done_at)])
    return Told("Langkah penanganan", row.case.title, url, line,
                [("Melakukan", row.what), ("Hasil", row.result)], row.case.code)  # fmt: skip


def file(row: Attachment, owners: Owners, wanted: Wanted) -> Told:
    """A file, on the page of the record it is attached to."""
    model: Any = ContentType.objects.get_for_id(row.content_type_id).model_class()
    owner = owners[model, int(row.object_id)]
    record = owner if model is Incident else owner.incident if model is Development else owner.case
    about = record.summary if isinstance(record, Incident) else record.title
    line = SEPARATOR.join([f"Berkas pada: {about}", words.date_time(row.added_at)])
    texts = [("Keterangan", row.caption)] if row.caption else []
    return Told("Berkas", row.file.name, record.get_absolute_url(), line, texts, record.code)


TELLERS: dict[str, Callable[[Any, Owners, Wanted], Told]] = {
    "report": report,
    "case": case,
    "development": development,
    "mark": mark,
    "handling": handling,
    "file": file,
    "caption": file,
}
OWNED = ("mark", "file", "caption")
# What is read of the records behind notes and files: they were let through by their own doors.
BEHIND: dict[Any, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Incident: ((), ("code", "summary", "classification")),
    Development: (("incident",), ("incident__code", "incident__summary")),
    Handling: (("case",), ("case__code", "case__title")),
}


def owners_of(rows: Iterable[Any]) -> Owners:
    """The records some rows belong to, by kind and key: one question for each kind there is."""
    keys: dict[Any, set[int]] = {}
    for row in rows:
        model = ContentType.objects.get_for_id(row.content_type_id).model_class()
        keys.setdefault(model, set()).add(int(row.object_id))
    found: Owners = {}
    for model, wanted in keys.items():
        along, columns = BEHIND[model]
        for owner in model.objects.filter(pk__in=wanted).select_related(*along).only(*columns):
            found[model, owner.pk] = owner
    return found
