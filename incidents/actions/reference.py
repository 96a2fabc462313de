"""The lists the office keeps: pola isu and families of words."""

from datetime import date
from typing import Any

from django.db import transaction

from incidents import permissions
from incidents.actions import listed
from incidents.actions.listed import COMMON, Kept
from incidents.models import IssuePattern, WordFamily
from timdu.core import event_names, events
from timdu.core.access import require
from timdu.core.workflow import WrongState
from timdu.team.models import User

event_names.name(
    pattern_save="Pola isu disimpan",
    pattern_offer="Pola isu ditawarkan atau tidak",
    family_save="Keluarga kata disimpan",
)
PATTERNS = Kept(
    permissions.can_edit_reference, "pattern.", "pattern_name_once",
    "Pola isu dengan nama ini sudah ada.",
)  # fmt: skip


def save_pattern(pattern: IssuePattern | None, *, by: User, **fields: Any) -> IssuePattern:
    """Add or change one of the team's own patterns."""
    return listed.save(PATTERNS, pattern or IssuePattern(team=by.team), by=by, **fields)


def offer_pattern(pattern: IssuePattern, *, by: User, offered: bool, today: date) -> IssuePattern:
    """Stop offering a pattern to reporters, or offer it again; old reports keep it."""
    return listed.offer(PATTERNS, pattern, by=by, offered=offered, today=today)


@transaction.atomic
def save_family(
    family: WordFamily | None, *, by: User, words: list[str], retired_on: date | None = None
) -> WordFamily:
    """Add or change one of the team's own families; a retired one is not searched by."""
    require(permissions.can_edit_reference(by))
    row = family or WordFamily(team=by.team)
    if row.team_id is None:
        raise WrongState(COMMON)
    same = WordFamily.objects.visible_to(by).filter(
        words__contains=words, words__contained_by=words, retired_on=None
    )
    if retired_on is None and same.exclude(pk=row.pk).exists():
        raise WrongState("Keluarga kata dengan kata-kata ini sudah ada.")
    row.words, row.retired_on = words, retired_on
    row.save()
    events.record(by=by, what="family.save", about=row, note=str(row))
    return row
