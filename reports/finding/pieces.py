"""Texts in pieces, those a word was found in marked: the template escapes each."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection

from incidents.search import SHORTEST_PREFIX, WORD, Asked

# What stands around the first word that was found.
BEFORE, AFTER = 60, 140
# The same stemmer the rows are indexed by.
STEMS = "SELECT word, ts_lexize('indonesian_stem', word) FROM unnest(%s::text[]) word"


class Piece(NamedTuple):
    """A part of a text, and whether one of the words was found in it."""

    text: str
    found: bool = False


def words_in(texts: Iterable[str]) -> set[str]:
    """The different words of some texts, lower case."""
    return {word for text in texts for word in WORD.findall(text.lower())}


def matching(texts: Iterable[str], asked: Asked) -> frozenset[str]:
    """Those words of the texts that any of the words finds; one question for all of them."""
    present = words_in(texts)
    if not asked.words or not present:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(STEMS, [sorted(present | set(asked.words))])
        stems = {word: tuple(stem or ()) for word, stem in cursor.fetchall()}
    wanted = {stems[word] for word in asked.words if stems[word]}
    family = set().union(*asked.families.values())
    return frozenset(
        word
        for word in present
        if word in family or stems[word] in wanted or begins(word, asked.words)
    )


def begins(word: str, asked: Iterable[str]) -> bool:
    """Whether it begins with a word that is long enough to be a beginning, or is the word."""
    return any(
        word == one or (len(one) >= SHORTEST_PREFIX and word.startswith(one)) for one in asked
    )


def marked(text: str, found: frozenset[str]) -> list[Piece]:
    """The text in pieces."""
    pieces, at = [], 0
    for match in WORD.finditer(text):
        if match.group().lower() in found:
            if match.start() > at:
                pieces.append(Piece(text[at : match.start()]))
            pieces.append(Piece(match.group(), True))
            at = match.end()
    return [*pieces, Piece(text[at:])] if at < len(text) else pieces


def around(text: str, found: frozenset[str]) -> list[Piece]:
    """The part of a long text around the first word that was found; nothing where none was."""
    first = next((one for one in WORD.finditer(text) if one.group().lower() in found), None)
    if first is None:
        return []
    start = cut(text, max(first.start() - BEFORE, 0))
    end = max(cut(text, min(first.end() + AFTER, len(text))), first.end())
    shown = " ".join(text[start:end].split())
    return marked(f"{'… ' if start else ''}{shown}{' …' if end < len(text) else ''}", found)


def cut(text: str, at: int) -> int:
    """The nearest place at or before it where no word is cut in two."""
    if at in (0, len(text)):
        return at
    blank = text.rfind(" ", 0, at)
    return blank + 1 if blank >= 0 else at
