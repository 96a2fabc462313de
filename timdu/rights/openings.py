"""Who opened what: the rows of the log and their records, as one reader may see them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, Case, Exists, OuterRef, Q, QuerySet, When
from django.db.models.functions import Cast

from incidents import masks
from incidents.cases import masking
from incidents.cases.models import Case as CaseRow
from incidents.models import Incident
from timdu.core import unseen, words
from timdu.core.models import AccessLog
from timdu.documents.models import Document
from timdu.team.models import Team, User

CHUNK = 500
HEAD = ["Waktu", "Siapa", "Sebagai", "Yang dibuka", "Rincian"]
MASKED = "pelapor (disamarkan)"
Role = User.Role


@dataclass(frozen=True)
class Opening:
    """One opening in words."""

    row: AccessLog
    who: str
    role: str
    what: str
    url: str


def rows_for(user: User) -> "QuerySet[AccessLog]":
    """The openings of the team; for a masked reader each says whether the reporter opened it."""
    rows = unseen.without(AccessLog.objects.visible_to(user), user)
    rows = rows.select_related("by", "by__agency", "by__kecamatan")
    if not user.is_masked:
        return rows
    # Keys of other records are no numbers: they are read for reports only.
    key = Case(
        When(
            content_type=ContentType.objects.get_for_model(Incident),
            then=Cast("object_id", BigIntegerField()),
        )
    )
    return rows.annotate(report=key).annotate(by_reporter=Exists(_own_report()))


def _own_report() -> "QuerySet[Incident]":
    """The report the row is about, when who opened it is who sent it, or sits in that office."""
    office = Q(origin=Incident.Origin.KECAMATAN, kecamatan_id=OuterRef("by__kecamatan_id"))
    agency = Q(agency_id=OuterRef("by__agency_id"), agency__isnull=False)
    mine = Q(entered_by_id=OuterRef("by_id")) | office | agency
    return Incident.objects.filter(mine, pk=OuterRef("report"))


def told(rows: Iterable[AccessLog], user: User) -> list[Opening]:
    """The rows in words; what the reader may not know of keeps its words to itself."""
    rows = list(rows)
    names = _names(rows, user)
    return [_opening(row, names, user) for row in rows]


def _opening(row: AccessLog, names: dict[tuple[int, str], tuple[str, str]], user: User) -> Opening:
    what, url = names.get((row.content_type_id, row.object_id), ("", ""))
    hidden = user.is_masked and row.by_reporter  # type: ignore[attr-defined]
    who = MASKED if hidden else f"{row.by.full_name}, {row.by.byline}"
    role = Role(row.role).label if row.role else "peran saat itu tidak tercatat"
    return Opening(row, who, "" if hidden else role, what or str(row.content_type), url)


def _names(rows: list[AccessLog], user: User) -> dict[tuple[int, str], tuple[str, str]]:
    """What the records are called, and where they are; one query or two for each kind."""
    found: dict[tuple[int, str], tuple[str, str]] = {}
    for model, describe in DESCRIBED:
        kind = ContentType.objects.get_for_model(model).pk
        keys = {row.object_id for row in rows if row.content_type_id == kind}
        if keys:
            named = describe(keys, user)
            found |= {(kind, str(key)): value for key, value in named.items()}
    return found


def _reports(keys: set[str], user: User) -> dict[Any, tuple[str, str]]:
    """Codes; the words of a report only where the reader may open it, and never of a secret one."""
    everything = Incident.objects.filter(team=user.own_team, pk__in=keys)
    named = {
        pk: (f"Laporan {code} (Rahasia)", "") for pk, code in everything.values_list("pk", "code")
    }
    seen = Incident.objects.visible_to(user).filter(pk__in=keys)
    rows = list(seen.only("code", "summary", "classification"))
    if user.is_masked:
        masks.hide(rows)
    for row in rows:
        words_of = named[row.pk][0] if row.is_secret else f"Laporan {row.code}: {row.summary}"
        named[row.pk] = (words_of, row.get_absolute_url())
    return named


def _papers(keys: set[str], user: User) -> dict[Any, tuple[str, str]]:
    named = {int(key): ("Dokumen Rahasia", "") for key in keys}
    seen = Document.objects.visible_to(user).filter(pk__in=keys)
    for row in seen.only("title", "classification"):
        is_secret = row.classification == Document.Classification.SECRET
        words_of = "Dokumen Rahasia" if is_secret else f"Dokumen: {row.title}"
        named[row.pk] = (words_of, row.get_absolute_url())
    return named


def _cases(keys: set[str], user: User) -> dict[Any, tuple[str, str]]:
    """Codes; the words of a permasalahan only where the reader may open it, never of what is R."""
    known = CaseRow.objects.filter(team=user.own_team, pk__in=keys)
    named = {
        pk: (f"Permasalahan {code} (Rahasia)", "") for pk, code in known.values_list("pk", "code")
    }
    seen = list(CaseRow.objects.visible_to(user).filter(pk__in=keys))
    masking.hide(user, seen)
    for row in seen:
        words_of = named[row.pk][0] if row.is_secret else f"Permasalahan {row.code}: {row.title}"
        named[row.pk] = (words_of, row.get_absolute_url())
    return named


def _lists(keys: set[str], user: User) -> dict[Any, tuple[str, str]]:
    return {key: ("Daftar yang diunduh", "") for key in keys}


DESCRIBED = ((Incident, _reports), (CaseRow, _cases), (Document, _papers), (Team, _lists))


def about(rows: "QuerySet[AccessLog]", name: str, team: Team) -> "QuerySet[AccessLog]":
    """Keep the openings of one record: a report or permasalahan by its code, or `dokumen-12`."""
    kind, _, key = name.rpartition("-")
    record: Any = Document
    keys = [key] if key.isdecimal() else []
    if kind.lower() != "dokumen":
        record = CaseRow if name.upper().startswith("PM-") else Incident
        found = record.objects.filter(team=team, code=name.upper()).values_list("pk", flat=True)
        keys = [str(pk) for pk in found]
    return rows.filter(content_type=ContentType.objects.get_for_model(record), object_id__in=keys)


def by_person(rows: "QuerySet[Any]", name: str, user: User) -> "QuerySet[Any]":
    """Keep what people so called opened; what is masked is not found by the name it hides."""
    called = Q(by__full_name__icontains=name) | Q(by__position__icontains=name)
    rows = rows.filter(called)
    return rows.filter(by_reporter=False) if user.is_masked else rows


def lines(rows: "QuerySet[Any]", user: User) -> Iterator[list[Any]]:
    """The rows as lines of a file, a chunk at a time."""
    found = rows.order_by("-at", "-pk").iterator(chunk_size=CHUNK)
    while chunk := list(islice(found, CHUNK)):
        for one in told(chunk, user):
            moment = words.date_time(one.row.at).replace(words.NBSP, " ")
            yield [moment, one.who, one.role, one.what, one.row.note]
