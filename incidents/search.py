"""Search over reports: stemmed, or the beginning of a word, or a word of the same family."""

import re

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q
from django.utils import timezone

from incidents.models import WordFamily
from incidents.models.incident import IncidentQuerySet
from timdu.core import codes
from timdu.team.models import User

WORD = re.compile(r"[^\W_]+")
MOST_WORDS = 8
SHORTEST_PREFIX = 3
PREFIX, SHORTEST_CODE, LONGEST_CODE, YEARS = "TDU", 5, 12, 10


def words_of(text: str) -> list[str]:
    """The words searched for, lower case; punctuation and anything past eight is left out."""
    return WORD.findall(text.lower())[:MOST_WORDS]


def narrow(rows: IncidentQuerySet, text: str, user: User) -> IncidentQuerySet:
    """Keep the rows every one of the words is found in, or the one with the code.

    The `indonesian` stemmer does not know bentrok and bentrokan for the same and has no stop
    words; each word is therefore looked for in three ways. Nothing is ranked: newest first.
    """
    said = codes_in(text)
    if said and codes.normalise(text).startswith(PREFIX):
        return rows.filter(code__in=said)
    words = words_of(text)
    if not words:
        return rows.none() if text.strip() else rows
    families = WordFamily.objects.of_words(words, user.team_id)
    query = word_query(words[0], families[words[0]])
    for word in words[1:]:
        query = query & word_query(word, families[word])
    return rows.filter(Q(code__in=said) | Q(search=query) if said else Q(search=query))


def codes_in(text: str) -> list[str]:
    """The codes a person may mean: TDU-26-7KQ4M in full, without dashes, or only its end."""
    plain = codes.normalise(text).replace("-", "").removeprefix(PREFIX)
    year, body = plain[:2], plain[2:]
    found = [f"{PREFIX}-{year}-{body}"] if year.isdigit() and codes.is_valid(body) else []
    if codes.is_valid(plain) and any(letter.isdigit() for letter in plain):
        this_year = timezone.localdate().year
        found += [
            f"{PREFIX}-{y % 100:02d}-{plain}" for y in range(this_year - YEARS, this_year + 1)
        ]
    return found if SHORTEST_CODE <= len(plain) <= LONGEST_CODE else []


def word_query(word: str, family: set[str]) -> SearchQuery:
    """One word: its stem, its beginning, its family."""
    query = SearchQuery(word, config="indonesian")
    ending = ":*" if len(word) >= SHORTEST_PREFIX else ""
    alike = [f"{word}{ending}", *sorted(w for w in family if WORD.fullmatch(w))]
    return query | SearchQuery(" | ".join(alike), config="simple", search_type="raw")
