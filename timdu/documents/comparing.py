"""Two texts side by side, and a text as it will be set."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from timdu.documents import choosing
from timdu.documents.kinds import Choice
from timdu.documents.models import Document, DocumentVersion
from timdu.documents.templatetags.surat import paragraf


@dataclass(frozen=True)
class Part:
    """One passage under its label: as set, or with what changed marked."""

    label: str
    mine: SafeString
    theirs: SafeString


def preview(document: Document, texts: dict[str, str]) -> list[Part]:
    """How the passages will be set."""
    return [
        Part(part.label, paragraf(texts.get(part.key, "")), SafeString(""))
        for part in document.kind_of.passages
    ] + [
        Part(choice.label, paragraf(listed(document, choice, texts)), SafeString(""))
        for choice in document.kind_of.choices
        if choosing.picked(choice, texts)
    ]


def listed(document: Document, choice: Choice, texts: dict[str, str]) -> str:
    """What is picked, one on each line."""
    snapshot = document.current.snapshot if document.current else {}
    return "\n".join(f"- {words}" for words in choosing.said(choice, snapshot, texts))


def both(document: Document, mine: dict[str, str], current: DocumentVersion) -> list[Part]:
    """The passages in which what was typed and what is stored now differ."""
    return [
        Part(part.label, *marked(mine.get(part.key, ""), current.passages.get(part.key, "")))
        for part in document.kind_of.passages
        if mine.get(part.key, "") != current.passages.get(part.key, "")
    ] + [
        Part(
            choice.label,
            *marked(listed(document, choice, mine), listed(document, choice, current.passages)),
        )
        for choice in document.kind_of.choices
        if choosing.picked(choice, mine) != choosing.picked(choice, current.passages)
    ]


def changes(before: DocumentVersion, after: DocumentVersion, document: Document) -> list[Part]:
    """What an edit changed, passage by passage."""
    return both(document, after.passages, before)


def marked(mine: str, theirs: str) -> tuple[SafeString, SafeString]:
    """Both texts, the words that differ marked."""
    ours, others = mine.split(" "), theirs.split(" ")
    codes = SequenceMatcher(None, ours, others, autojunk=False).get_opcodes()
    left = [(tag != "equal", " ".join(ours[a:b])) for tag, a, b, _, _ in codes if a < b]
    right = [(tag != "equal", " ".join(others[c:d])) for tag, _, _, c, d in codes if c < d]
    return _spans(left), _spans(right)


def _spans(pieces: list[tuple[bool, str]]) -> SafeString:
    return format_html_join(
        " ",
        "{}",
        (
            (format_html('<span class="doc-changed">{}</span>', text) if differs else text,)
            for differs, text in pieces
        ),
    )
