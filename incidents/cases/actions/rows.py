"""The row read again under lock, and what every change of it leaves behind."""

import datetime as dt

from django.db import models
from django.utils import timezone

from incidents.cases import permissions
from incidents.cases.models import Case
from timdu.core.access import require
from timdu.core.conflicts import Stale
from timdu.core.workflow import WrongState
from timdu.team.models import User


class Before(Exception):
    """The same form was taken already; `row` is what became of it."""

    def __init__(self, row: models.Model) -> None:
        super().__init__(str(row))
        self.row = row


GONE = "Permasalahan ini tidak terbuka lagi bagi Anda."
SHUT = "Permasalahan ini sudah ditutup. Buka lagi lebih dahulu, dengan alasannya."


def again(case: Case, *, version: int | None = None) -> Case:
    """Read the row under lock; Stale when it is newer than the form that was filled."""
    rows = Case.objects.select_for_update(of=("self",)).select_related("team")
    fresh = rows.with_names().get(pk=case.pk)
    if version is not None and version != fresh.version:
        raise Stale(fresh)
    return fresh


def to_work_on(case: Case, *, by: User, version: int | None = None) -> Case:
    """The row under lock, for the desk, as long as it is open."""
    require(permissions.can_work(by))
    row = again(case, version=version)
    still_known(row, by)
    if not row.is_open:
        raise WrongState(SHUT)
    return row


def still_known(row: Case, by: User) -> None:
    """Refused when it became R between page and click, and the person is not named on it."""
    if row.is_secret and not row.shares.standing().filter(person=by).exists():
        raise WrongState(GONE)


def touched(row: Case, *names: str, now: dt.datetime | None = None) -> None:
    """Save the columns that changed, and that the permasalahan moved."""
    row.changed_at = now or timezone.now()
    row.save(update_fields=[*names, "changed_at"])
