"""The lists the office keeps: pola isu and families of words."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from incidents import permissions
from incidents.actions.rows import broke
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
PATTERN_TAKEN = "Pola isu dengan nama ini sudah ada."
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
    refuse_second(row, by)
    save_once(row)
    events.record(by=by, what="pattern.save", about=row, note=str(row))
    return row


def refuse_second(row: IssuePattern, by: User) -> None:
    """Two entries that read the same cannot be told apart, also when one is of all teams."""
    same = IssuePattern.objects.visible_to(by).filter(name__iexact=row.name).exclude(pk=row.pk)
    found = same.first()
    if found is None:
        return
    if by.team is not None and found.is_offered_to(by.team):
        raise WrongState(PATTERN_TAKEN)
    raise WrongState(f"{PATTERN_TAKEN} Ia sedang tidak ditawarkan; tawarkan lagi dari daftarnya.")


def save_once(row: IssuePattern) -> None:
    """Save, or say that somebody was quicker by a moment."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if not broke(error, "pattern_name_once"):
            raise
        raise WrongState(PATTERN_TAKEN) from error


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
    same = WordFamily.objects.visible_to(by).filter(
        words__contains=words, words__contained_by=words, retired_on=None
    )
    if retired_on is None and same.exclude(pk=row.pk).exists():
        raise WrongState("Keluarga kata dengan kata-kata ini sudah ada.")
    row.words, row.retired_on = words, retired_on
    row.save()
    events.record(by=by, what="family.save", about=row, note=str(row))
    return row
