"""The list the office keeps: jenis kegiatan."""

from datetime import date

from incidents.actions import listed
from incidents.actions.listed import Kept
from renaksi import permissions
from renaksi.models import ActivityKind
from timdu.core import event_names
from timdu.team.models import User

event_names.name(
    activity_kind_save="Jenis kegiatan disimpan",
    activity_kind_offer="Jenis kegiatan ditawarkan atau tidak",
)
KINDS = Kept(
    permissions.can_edit_reference, "activity.kind_", "activity_kind_name_once",
    "Jenis kegiatan dengan nama ini sudah ada.",
)  # fmt: skip


def save_kind(kind: ActivityKind | None, *, by: User, name: str, position: int) -> ActivityKind:
    """Add or change one of the team's own."""
    row = kind or ActivityKind(team=by.team)
    return listed.save(KINDS, row, by=by, name=name, position=position)


def offer_kind(kind: ActivityKind, *, by: User, offered: bool, today: date) -> ActivityKind:
    """Stop offering one, or offer it again; kegiatan that have it keep it."""
    return listed.offer(KINDS, kind, by=by, offered=offered, today=today)
