"""The lists the office keeps: pola isu and families of words."""

from datetime import date
from typing import Any

from django.db import transaction

from incidents import permissions
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
COMMON = "Daftar bersama semua tim; tidak diubah oleh satu tim. Tambahkan yang baru untuk tim Anda."


@transaction.atomic
def save_pattern(pattern: IssuePattern | None, *, by: User, **fields: Any) -> IssuePattern:
    """Add or change one of the team's own patterns."""
    require(permissions.can_edit_reference(by))
    row = pattern or IssuePattern(team=by.team)
    if row.team_id is None:
        raise WrongState(COMMON)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    events.record(by=by, what="pattern.save", about=row, note=str(row))
    return row


@transaction.atomic
def offer_pattern(pattern: IssuePattern, *, by: User, offered: bool, today: date) -> IssuePattern:
    """Stop offering a pattern to reporters, or offer it again; old reports keep it."""
    require(permissions.can_edit_reference(by))
    row = IssuePattern.objects.select_for_update(of=("self",)).get(pk=pattern.pk)
    assert by.team is not None
    if row.team_id is not None:
        row.retired_on = None if offered else today
        row.save(update_fields=["retired_on"])
    elif offered:
        row.hidden_for.remove(by.team)
    else:
        row.hidden_for.add(by.team)
    words = "ditawarkan" if offered else "tidak ditawarkan lagi"
    events.record(by=by, what="pattern.offer", about=row, note=f"{row}: {words}")
    return row


@transaction.atomic
def save_family(
    family: WordFamily | None, *, by: User, words: list[str], retired_on: date | None = None
) -> WordFamily:
    """Add or change one of the team's own families; a retired one is not searched by."""
    require(permissions.can_edit_reference(by))
    row = family or WordFamily(team=by.team)
    if row.team_id is None:
        raise WrongState(COMMON)
    row.words, row.retired_on = words, retired_on
    row.save()
    events.record(by=by, what="family.save", about=row, note=str(row))
    return row
