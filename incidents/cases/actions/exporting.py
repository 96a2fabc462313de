"""Permasalahan leave the system as a file: who took which, in what form."""

from django.db import transaction
from django.http import QueryDict

from incidents.actions import exporting
from incidents.cases import permissions
from timdu.core import event_names
from timdu.core.access import require
from timdu.team.models import User

event_names.name(case_export="Permasalahan diunduh sebagai berkas")


@transaction.atomic
def note_export(*, by: User, form: exporting.Form, query: QueryDict) -> None:
    """Keep that these rows left: in the chronology, and among what was opened."""
    require(permissions.can_export(by))
    exporting.keep(by, "case.export", "Permasalahan", form, query)
