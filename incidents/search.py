"""Search over reports: stemmed, or the beginning of a word, or a word of the same family."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import and_, or_
from typing import Any

from django.apps import apps
from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, Func, OuterRef, Q, TextField, Value
from django.utils import timezone

from incidents.masks import NAMED, OWN, PERSON
from incidents.models import Incident, Relay, WordFamily
from incidents.models.choices import Origin
from incidents.models.incident import IncidentQuerySet
from timdu.core import codes, searching
from timdu.team.models import User

WORD = re.compile(r"[^\W_]+")
MOST_WORDS = 8
SHORTEST_PREFIX = 3
PREFIX, SHORTEST_CODE, LONGEST_CODE, YEARS = "TDU", 5, 12, 10


def words_of(text: str) -> list[str]:
    """The words searched for, lower case; punctuation and anything past eight is left out."""
    return WORD.findall(text.lower())[:MOST_WORDS]


@dataclass(frozen=True)
class Asked:
    """What somebody searches for: the words, each with those of its family."""

    words: list[str]
    families: dict[str, set[str]]

    @classmethod
    def of(cls, text: str, user: User) -> "Asked":
        """Read the words out of the text; one question for their families."""
        words = words_of(text)
        families = WordFamily.objects.of_words(words, user.team_id) if words else {}
        return cls(words, families)

    @cached_property
    def queries(self) -> list[SearchQuery]:
        """One for each word; what is looked for by all of them has every word in it."""
        return [word_query(word, self.families[word]) for word in self.words]

    @cached_property
    def every(self) -> SearchQuery:
        """All the words."""
        return reduce(and_, self.queries)


def narrow(
    rows: IncidentQuerySet, text: str, user: User, asked: Asked | None = None
) -> IncidentQuerySet:
    """Keep the rows every one of the words is found in, or the one with the code.

    The `indonesian` stemmer does not know bentrok and bentrokan for the same and has no stop
    words; each word is therefore looked for in three ways. Nothing is ranked: newest first.
    """
    said = codes_in(text)
    if said and codes.normalise(text).startswith(PREFIX):
        return rows.filter(code__in=said)
    asked = asked or Asked.of(text, user)
    if not asked.words:
        return rows.none() if text.strip() else rows
    condition = Q(search=asked.every)
    found = rows.filter(Q(code__in=said) | condition if said else condition)
    return (
        unnamed(found, reduce(or_, asked.queries), asked.words, user) if user.is_masked else found
    )


def unnamed(
    rows: IncidentQuerySet, query: SearchQuery, words: list[str], user: User
) -> IncidentQuerySet:
    """Leave out the rows a word finds by a name that is masked for this reader.

    Else whoever guesses a name, or a part of a number, would learn from the search what the page
    does not tell. A name taken out of its field since is masked all the same.
    """
    numbers = [found for word in words if (found := number_in(word))]
    called = list(
        named(User.objects.filter(team=user.team), PERSON, query, numbers).values_list(
            "pk", "kecamatan_id", "agency_id"
        )
    )
    by_them = (
        Q(entered_by__in=[person for person, *_ in called])
        | Q(origin=Origin.KECAMATAN, kecamatan__in=[place for _, place, _ in called if place])
        | Q(agency__in=[agency for *_, agency in called if agency])
    )
    versions = apps.get_model("incidents", "IncidentVersion").objects.filter(
        NAMED, pgh_obj=OuterRef("pk")
    )
    told = Relay.objects.filter(incident=OuterRef("pk"))
    return rows.exclude(by_them).exclude(
        Exists(named(versions, OWN, query, numbers))
        | Exists(named(told, ("told_by", "contact"), query, numbers))
        | Exists(named(Incident.objects.filter(pk=OuterRef("pk")), OWN, query, numbers))
    )


def named(rows: Any, fields: Sequence[str], query: SearchQuery, numbers: Sequence[str]) -> Any:
    """Keep the rows that one of the words names, or one of the numbers is a part of."""
    texts = ConcatWS(*fields)
    digits = Func(
        texts, Value(r"\D"), Value(""), Value("g"),
        function="regexp_replace", output_field=TextField(),
    )  # fmt: skip
    found = Q(called=query)
    for number in numbers:
        found |= Q(digits__contains=number)
    return rows.annotate(called=searching.vector(*fields), digits=digits).filter(found)


class ConcatWS(Func):
    """Texts one after the other, each set apart."""

    function = "CONCAT_WS"
    output_field = TextField()

    def __init__(self, *fields: str) -> None:
        super().__init__(Value(" "), *fields)


def number_in(word: str) -> str:
    """What of a word may be a part of a telephone number, however that was spelled."""
    if not word.isdecimal():
        return ""
    found = word.removeprefix("62").removeprefix("0")
    return found if len(found) >= SHORTEST_PREFIX else ""


def codes_in(text: str, prefix: str = PREFIX) -> list[str]:
    """The codes a person may mean: TDU-26-7KQ4M in full, without dashes, or only its end."""
    plain = codes.normalise(text).replace("-", "").removeprefix(prefix)
    year, body = plain[:2], plain[2:]
    found = [f"{prefix}-{year}-{body}"] if year.isdigit() and codes.is_valid(body) else []
    if codes.is_valid(plain) and any(letter.isdigit() for letter in plain):
        this_year = timezone.localdate().year
        found += [
            f"{prefix}-{y % 100:02d}-{plain}" for y in range(this_year - YEARS, this_year + 1)
        ]
    return found if SHORTEST_CODE <= len(plain) <= LONGEST_CODE else []


def word_query(word: str, family: set[str]) -> SearchQuery:
    """One word: its stem, its beginning, its family."""
    query = SearchQuery(word, config="indonesian")
    ending = ":*" if len(word) >= SHORTEST_PREFIX else ""
    alike = [f"{word}{ending}", *sorted(w for w in family if WORD.fullmatch(w))]
    return query | SearchQuery(" | ".join(alike), config="simple", search_type="raw")
