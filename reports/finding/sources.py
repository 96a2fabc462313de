"""Where words are looked for: each kind of row, by its own door, the newest first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.search import SearchVectorExact
from django.db.models import (
    BigIntegerField,
    Case,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    When,
)
from django.db.models.functions import Cast

from incidents import search
from incidents.cases import search as case_search
from incidents.cases.models import Handling
from incidents.models import Development, Incident
from incidents.models.incident import ROW, SEARCHED
from reports.finding.wanted import Wanted
from timdu.core import searching
from timdu.core.models import FieldMark
from timdu.core.questions import counted
from timdu.files.models import Attachment, StoredFile
from timdu.team.models import Team

Rows = QuerySet[Any]


@dataclass(frozen=True)
class Source:
    """One kind of row: what kind of result it is, by which time it is ordered, which rows.

    `held` is where its words stand, with no door: it is only ever asked whether there is any.
    """

    key: str
    kind: str
    by: str
    rows: Callable[[Wanted], Rows | None]
    held: Callable[[Wanted], Rows] | None = None


def reports(wanted: Wanted) -> Rows | None:
    """Reports with every word."""
    if (rows := wanted.reports) is None:
        return None
    found = search.narrow(rows, wanted.text, wanted.user, wanted.asked)
    return found.select_related("place", "kecamatan").only(*ROW, *SEARCHED)


def cases(wanted: Wanted) -> Rows | None:
    """Permasalahan with every word."""
    if (rows := wanted.cases) is None:
        return None
    return case_search.narrow(rows, wanted.text, wanted.user, wanted.asked).with_names()


def developments(wanted: Wanted) -> Rows | None:
    """Perkembangan of reports, as long as they stand."""
    if (rows := wanted.plain_reports) is None or not wanted.asked.words:
        return None
    standing = Development.objects.filter(withdrawn_at=None, incident__in=rows)
    found = with_words(standing, wanted, "text").select_related("incident")
    return found.only("text", "as_of", "at", "byline", "incident__code", "incident__summary")


def marks(wanted: Wanted) -> Rows | None:
    """Catatan perbaikan and their answers; until they are sent only the desk reads them."""
    if (rows := wanted.noted_reports) is None or not wanted.asked.words:
        return None
    found = FieldMark.objects.filter(withdrawn_at=None)
    if not wanted.user.is_secretariat:
        found = found.filter(sent_at__isnull=False)
    return with_words(owned(found, {Incident: rows}), wanted, "note", "answer")


def handlings(wanted: Wanted) -> Rows | None:
    """Steps recorded on permasalahan, as long as they stand."""
    if (rows := wanted.plain_cases) is None or not wanted.asked.words:
        return None
    standing = Handling.objects.visible_to(wanted.user).standing()
    found = with_words(standing.filter(case__in=rows.values("pk")), wanted, "what", "result")
    return found.select_related("case", "agency", "kecamatan", "partner")


def files(wanted: Wanted) -> Rows | None:
    """Files by their own name."""
    found = attached(wanted)
    return None if found is None else found.filter(called(wanted, "file__name"))


def captions(wanted: Wanted) -> Rows | None:
    """Files by what somebody called them, if not by their name already."""
    found = attached(wanted)
    if found is None:
        return None
    return found.filter(called(wanted, "caption")).exclude(called(wanted, "file__name"))


def called(wanted: Wanted, name: str) -> Q:
    """Those in whose name is every word; its signs are blanks."""
    return Q(SearchVectorExact(searching.vector(searching.Spaced(name)), wanted.asked.every))


def attached(wanted: Wanted) -> Rows | None:
    """Files that stand attached to what the person reads."""
    if not wanted.asked.words:
        return None
    owners: dict[Any, Rows] = {}
    if (rows := wanted.plain_reports) is not None:
        owners[Incident] = rows
        owners[Development] = Development.objects.filter(withdrawn_at=None, incident__in=rows)
    if (held := wanted.plain_cases) is not None and not wanted.user.is_masked:
        steps = Handling.objects.visible_to(wanted.user).standing()
        owners[Handling] = steps.filter(case__in=held.values("pk"))
    found = Attachment.objects.filter(withdrawn_at=None).select_related("file")
    return owned(found, owners) if owners else None


def owned(rows: Rows, owners: dict[Any, Rows]) -> Rows:
    """Keep what belongs to one of these records.

    The key of an owner is kept as text, and not every owner's is a number: it is read as one only
    where the kind of record says so.
    """
    kinds = {model: ContentType.objects.get_for_model(model) for model in owners}
    number = Case(
        When(content_type__in=list(kinds.values()), then=Cast("object_id", BigIntegerField()))
    )
    belongs = Q()
    for model, kind in kinds.items():
        one = Exists(owners[model].filter(pk=OuterRef("owner_pk")))
        belongs |= Q(content_type=kind) & Q(one)
    return (
        rows.filter(content_type__in=list(kinds.values())).annotate(owner_pk=number).filter(belongs)
    )


def worth_asking(wanted: Wanted, sources: Iterable[Source]) -> list[Source]:
    """Those whose rows hold the words at all; one question.

    Notes and files seldom do, and to ask for them through the doors of their owners costs far more
    than the answer. Nothing of what is found here leaves this function but the choice.
    """
    sources = list(sources)
    unsure = [source for source in sources if source.held]
    if not wanted.asked.words or not unsure:
        return [source for source in sources if not source.held]
    held = {source.key: counted(source.held(wanted)) for source in unsure if source.held}
    row = Team.objects.filter(pk=wanted.user.own_team.pk).values(**held).get()
    return [source for source in sources if row.get(source.key, True)]


def with_words(rows: Rows, wanted: Wanted, *texts: str) -> Rows:
    """Keep those with every word, by an index."""
    return rows.annotate(words=searching.vector(*texts)).filter(words=wanted.asked.every)


SOURCES = (
    Source("report", "laporan", "occurred_at", reports),
    Source("case", "permasalahan", "changed_at", cases),
    Source("development", "catatan", "at", developments,
           lambda wanted: with_words(Development.objects.all(), wanted, "text")),
    Source("mark", "catatan", "at", marks,
           lambda wanted: with_words(FieldMark.objects.all(), wanted, "note", "answer")),
    Source("handling", "catatan", "done_at", handlings,
           lambda wanted: with_words(Handling.objects.all(), wanted, "what", "result")),
    Source("file", "berkas", "added_at", files,
           lambda wanted: StoredFile.objects.filter(called(wanted, "name"))),
    Source("caption", "berkas", "added_at", captions,
           lambda wanted: Attachment.objects.filter(called(wanted, "caption"))),
)  # fmt: skip
