"""The list the office keeps: jenis kegiatan."""

from datetime import date

from django.db import IntegrityError, transaction

from incidents.actions.reference import COMMON
from incidents.actions.rows import broke
from renaksi import permissions
from renaksi.models import ActivityKind
from timdu.core import event_names, events
from timdu.core.access import require
from timdu.core.workflow import WrongState
from timdu.team.models import User

event_names.name(
    activity_kind_save="Jenis kegiatan disimpan",
    activity_kind_offer="Jenis kegiatan ditawarkan atau tidak",
)
TAKEN = "Jenis kegiatan dengan nama ini sudah ada."


@transaction.atomic
def save_kind(kind: ActivityKind | None, *, by: User, name: str, position: int) -> ActivityKind:
    """Add or change one of the team's own."""
    require(permissions.can_edit_reference(by))
    row = kind or ActivityKind(team=by.own_team)
    if row.team_id is None:
        raise WrongState(COMMON)
    row.name, row.position = name, position
    refuse_second(row, by)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if not broke(error, "activity_kind_name_once"):
            raise
        raise WrongState(TAKEN) from error
    events.record(by=by, what="activity.kind_save", about=row, note=str(row))
    return row


def refuse_second(row: ActivityKind, by: User) -> None:
    """Two entries that read the same cannot be told apart, also when one is of all teams."""
    same = ActivityKind.objects.visible_to(by).filter(name__iexact=row.name).exclude(pk=row.pk)
    found = same.first()
    if found is None:
        return
    if found.is_offered_to(by.own_team):
        raise WrongState(TAKEN)
    raise WrongState(f"{TAKEN} Ia sedang tidak ditawarkan; tawarkan lagi dari daftarnya.")


@transaction.atomic
def offer_kind(kind: ActivityKind, *, by: User, offered: bool, today: date) -> ActivityKind:
    """Stop offering one, or offer it again; kegiatan that have it keep it."""
    require(permissions.can_edit_reference(by))
    row = ActivityKind.objects.select_for_update(of=("self",)).get(pk=kind.pk)
    team = by.own_team
    if row.team_id is not None:
        row.retired_on = None if offered else today
        row.save(update_fields=["retired_on"])
    elif offered:
        row.hidden_for.remove(team)
    else:
        row.hidden_for.add(team)
    said = "ditawarkan" if offered else "tidak ditawarkan lagi"
    events.record(by=by, what="activity.kind_offer", about=row, note=f"{row}: {said}")
    return row
