"""The kinds of document: the engine knows how a document leaves, a kind knows what it says.

An app above registers its kinds in its AppConfig.ready(): `kinds.register(Kind(...))`. Everything a
kind prints comes out of the frozen snapshot, never from the tables, so that an old version can be
drawn again and its data file equals its pages.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import rfc8785

if TYPE_CHECKING:
    from timdu.documents.models import Document, DocumentVersion

# JSON and nothing else: text, whole numbers, booleans, None, lists, and objects with text keys.
Facts = dict[str, Any]
# What is frozen: see timdu/documents/snapshots.py for the envelope around a kind's facts.
Snapshot = dict[str, Any]


@dataclass(frozen=True)
class Embedded:
    """A file inside the PDF."""

    name: str
    mime: str
    data: bytes
    description: str = ""


@dataclass(frozen=True)
class Blocker:
    """One thing that must be so before the document leaves, and who can see to it."""

    words: str
    met: bool
    who: str = ""
    url: str = ""
    link: str = ""


@dataclass(frozen=True)
class Passage:
    """A part of the text that a person edits; its first wording comes from the snapshot."""

    key: str
    label: str
    default: Callable[[Snapshot], str]
    help_text: str = ""
    limit: int = 6000


@dataclass(frozen=True)
class Choice:
    """A part of the data of which a person picks what is told in full.

    options: value and words of everything on offer, in the order in which it is printed.
    proposed: what is picked while nobody picks. most: how many may be picked.
    apply: the snapshot as it reads with these values picked; twice is the same as once.
    """

    key: str
    label: str
    options: Callable[[Snapshot], list[tuple[str, str]]]
    proposed: Callable[[Snapshot], list[str]]
    most: Callable[[Snapshot], int]
    apply: Callable[[Snapshot, list[str]], Snapshot]
    help_text: str = ""


@dataclass(frozen=True)
class Wording:
    """What the document is called; `attached` is what stands after "Lampiran"."""

    title: str
    subject: str
    foot: str
    attached: str = "–"


def printed_data(snapshot: Snapshot) -> list[Embedded]:
    """The facts that are printed, as canonical JSON (RFC 8785)."""
    return [
        Embedded(
            "data.json",
            "application/json",
            rfc8785.dumps(snapshot["facts"]),
            "Data yang tercetak dalam dokumen ini",
        )
    ]


def nothing_more(version: "DocumentVersion") -> list[Blocker]:
    """A kind without conditions of its own."""
    return []


def nothing_offered(document: "Document", now: dt.datetime) -> Facts:
    """A kind of which nothing is picked by hand."""
    return {}


def no_pictures(version: "DocumentVersion") -> Mapping[str, bytes]:
    """A kind without photographs."""
    return {}


@dataclass(frozen=True)
class Kind:
    """One kind of document.

    facts: collects what the document says, once, inside one consistent read of the database.
    context: what the template gets besides the engine's own names, from the version alone.
    pictures: name → bytes of photographs; the template writes <img src="berkas:name"> only where
    `pictures` in the context is true, so that the document can be drawn without them.
    sections: top-level key of the facts → its heading, for saying what a refresh changed.
    offered: what its choices pick from; frozen beside the facts, and not printed.
    signature_setting: the team's yes-or-no setting that says whether the kind is signed outside;
    empty: always. paraf_setting: the setting that names the levels; empty: no paraf.
    """

    code: str
    label: str
    template: str
    letterhead: str
    schema: int
    facts: Callable[["Document", dt.datetime], Facts]
    wording: Callable[["Document"], Wording]
    context: Callable[["DocumentVersion"], dict[str, Any]]
    passages: tuple[Passage, ...] = ()
    offered: Callable[["Document", dt.datetime], Facts] = nothing_offered
    choices: tuple[Choice, ...] = ()
    attachments: Callable[[Snapshot], list[Embedded]] = printed_data
    blockers: Callable[["DocumentVersion"], list[Blocker]] = nothing_more
    pictures: Callable[["DocumentVersion"], Mapping[str, bytes]] = no_pictures
    sections: Mapping[str, str] = field(default_factory=dict)
    classification: str = "T"
    signature_setting: str = ""
    # Whether the Inspektorat reads it: not where narratives stand whose names nothing masks.
    for_auditor: bool = True
    paraf_setting: str = "paraf.levels"


REGISTRY: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Add a kind; the code is stored in rows, so it never changes."""
    REGISTRY[kind.code] = kind


def get(code: str) -> Kind:
    """The kind with this code; KeyError when no app registered it."""
    return REGISTRY[code]


def choices() -> list[tuple[str, str]]:
    """Code and label of every kind, for forms."""
    return [(kind.code, kind.label) for kind in REGISTRY.values()]
