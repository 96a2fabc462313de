"""The records of the corpus as rows of a team."""

import datetime as dt

from django.utils import timezone

from incidents.actions.rows import search_names
from incidents.models import Incident
from tests.cases.factories import CaseFactory, HandlingFactory
from tests.files.factories import AttachmentFactory, StoredFileFactory
from tests.finding import corpus
from tests.incidents.factories import DevelopmentFactory, IncidentFactory, PartyFactory
from tests.wilayah.factories import DesaFactory, KecamatanFactory
from timdu.core.models import FieldMark


def build(team, by):
    """Make everything; returns the key of each row by what a search says of it."""
    kecamatan = {
        name: KecamatanFactory(parent=team.place, name=name, code=f"{team.place_id}.{number:02d}")
        for number, name in enumerate(sorted(set(corpus.DESA.values())), 11)
    }
    desa = {name: DesaFactory(parent=kecamatan[of], name=name) for name, of in corpus.DESA.items()}
    reports = {key: report(by, desa, *told, number)
               for number, (key, told) in enumerate(corpus.REPORTS.items())}  # fmt: skip
    cases = {
        key: CaseFactory(opened_by=by, title=title, names=names)
        for key, (title, names) in corpus.CASES.items()
    }
    found = {("report", row.pk): key for key, row in reports.items()}
    found |= {("case", row.pk): f"{key}-pm" for key, row in cases.items()}
    for key, note in corpus.NOTES.items():
        mark = FieldMark.objects.create(about=reports[key], field="what", note=note, by=by,
                                        sent_at=timezone.now())  # fmt: skip
        found["mark", mark.pk] = f"n-{key}"
    for key, text in corpus.NEWS.items():
        row = DevelopmentFactory(incident=reports[key], text=text)
        found["development", row.pk] = f"d-{key}"
    for key, what in corpus.STEPS.items():
        found["handling", HandlingFactory(case=cases[key], what=what, by=by).pk] = f"s-{key}"
    for key, name in corpus.FILES.items():
        file = StoredFileFactory(name=name, uploaded_by=by, team=team)
        row = AttachmentFactory(owner=reports[key], file=file, added_by=by)
        found["file", row.pk] = f"f-{key}"
    return found


def report(by, desa, place, parties, summary, number):
    """One report with its names as the actions write them."""
    row = IncidentFactory(
        entered_by=by, place=desa[place], kecamatan=desa[place].parent, summary=summary,
        occurred_at=timezone.now() - dt.timedelta(days=number),
    )  # fmt: skip
    for position, name in enumerate(filter(None, parties.split(", "))):
        PartyFactory(incident=row, name=name, position=position)
    Incident.objects.filter(pk=row.pk).update(names=search_names(row))
    return row
