"""Factories of nota dinas: begun, compiled, numbered."""

import datetime as dt

from django.utils import timezone

from reports.nota import actions
from reports.nota.models import Decision, Nota
from timdu.documents import compiling
from timdu.documents.models import Document

NOON = dt.datetime(2026, 11, 9, 5, tzinfo=dt.UTC)


def begun(case, by):
    return actions.begin(case, by=by, today=timezone.localdate())


def compiled(nota, now=None):
    """Its document with a frozen version."""
    rows = Document.objects.select_related("team", "kecamatan", "current")
    document = rows.get(pk=nota.document_id)
    read = compiling.read(document, now=now or timezone.now())
    return compiling.compile_next(document, read, by=None)


def numbered(nota):
    """With the number a decision needs."""
    count = Document.objects.filter(team=nota.case.team, agenda_number__isnull=False).count()
    Document.objects.filter(pk=nota.document_id).update(
        agenda_year=2026, agenda_number=count + 1, status="numbered",
        official_number="300/1/ND", official_date=dt.date(2026, 11, 9), numbered_at=NOON,
        compile_wanted_at=None,
    )  # fmt: skip
    return Nota.objects.with_names().get(pk=nota.pk)


def decided(nota, by, verdict="approved", words="Setuju."):
    return Decision.objects.create(
        nota=nota, verdict=verdict, decided_by="Bupati", decided_on=timezone.localdate(),
        words=words, by=by,
    )  # fmt: skip
