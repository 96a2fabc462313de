"""The row of a kegiatan and what belongs to it: read again under lock, written, put in order."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils import timezone

from incidents.actions.rows import broke
from incidents.cases.actions.rows import again as case_again
from incidents.cases.actions.rows import touched
from incidents.cases.models import Case
from renaksi.models import Activity, ActivityCase, Involved
from timdu.core import codes, events
from timdu.core.conflicts import Stale
from timdu.core.workflow import WrongState
from timdu.team.models import User
from timdu.wilayah.models import Wilayah

CODE_ATTEMPTS = 6
NOT_YET = "Kegiatan dicatat sesudah dilaksanakan; tanggalnya belum tiba."
SHUT = "Permasalahan {} sudah ditutup; kegiatan tidak dihubungkan lagi ke sana."
# An agency, a kecamatan or a mitra: one column and its value.
Office = Mapping[str, Any]


def again(activity: Activity, *, version: int | None = None) -> Activity:
    """Read the row under lock; Stale when it is newer than the form that was filled."""
    rows = Activity.objects.select_for_update(of=("self",)).select_related("team")
    fresh = rows.with_names().get(pk=activity.pk)
    if version is not None and version != fresh.version:
        raise Stale(fresh)
    return fresh


def placed(row: Activity, now: dt.datetime) -> None:
    """Work out what follows from day and place; nothing is recorded before it happens."""
    zone = ZoneInfo(row.team.zone)
    if row.held_on > now.astimezone(zone).date():
        raise WrongState(NOT_YET)
    row.starts_at = dt.datetime.combine(row.held_on, row.begins or dt.time(), zone)
    place = row.place
    inside = {Wilayah.Level.DESA: place.parent_id, Wilayah.Level.KECAMATAN: place.pk}
    row.place_kecamatan_id = inside.get(Wilayah.Level(place.level))


def coded(row: Activity, now: dt.datetime) -> Activity:
    """Save it under a code nobody has; a code that is taken is tried again, longer at last."""
    year = timezone.localtime(now).year
    for attempt in range(CODE_ATTEMPTS):
        row.code = codes.new_code("KGT", year, 4 + attempt // 2)
        row.full_clean(exclude=["code"])
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError as error:
            if not broke(error, "renaksi_activity_code_key"):
                raise
        else:
            return row
    raise RuntimeError("no free code found")


def put_offices(row: Activity, offices: Collection[Office]) -> None:
    """Who took part, as the form left it; the history keeps those taken out."""
    wanted = {key_of(Involved(**columns)): columns for columns in offices}
    for standing in row.involved.all():
        if wanted.pop(key_of(standing), None) is None:
            standing.delete()
    for columns in wanted.values():
        made = Involved(activity=row, **columns)
        made.full_clean()
        made.save()


def key_of(one: Involved) -> tuple[int | None, str | None, int | None]:
    return one.agency_id, one.kecamatan_id, one.partner_id


def put_cases(row: Activity, cases: Sequence[Case], *, by: User) -> None:
    """The permasalahan it is about, as far as the person reads them; others' links stay."""
    seen = ActivityCase.objects.visible_to(by).filter(activity=row).select_related("case")
    wanted = {case.pk: case for case in cases}
    for standing in seen:
        if wanted.pop(standing.case_id, None) is None:
            let_go(standing, by=by)
    for case in sorted(wanted.values(), key=lambda one: one.pk):
        link(row, case, by=by)


def link(row: Activity, case: Case, *, by: User) -> None:
    """The permasalahan moved: whoever opens it is told."""
    fresh = case_again(case)
    if not fresh.is_open:
        raise WrongState(SHUT.format(fresh.code))
    ActivityCase.objects.create(activity=row, case=fresh)
    touched(fresh)
    events.record(
        by=by, what="activity.link", about=[row, fresh], note=f"{row.code} → {fresh.code}"
    )


def let_go(standing: ActivityCase, *, by: User) -> None:
    """It is about something else after all; that it was linked stays on record."""
    row, case = standing.activity, case_again(standing.case)
    standing.delete()
    touched(case)
    note = f"{row.code} dari {case.code}"
    events.record(by=by, what="activity.unlink", about=[row, case], note=note)
