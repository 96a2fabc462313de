"""Letting an auditor in for the days of a surat tugas."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from timdu.core import event_names, events, words
from timdu.core.access import require
from timdu.core.workflow import WrongState
from timdu.files import actions as file_actions
from timdu.files.intake import PDF
from timdu.team.actions import locked
from timdu.team.audit.permissions import can_admit_auditor
from timdu.team.models import SuratTugas, User
from timdu.team.roster.posting import today_of

event_names.name(surat_admit="Akses Inspektorat dibuka menurut surat tugas")
DAY = dt.timedelta(days=1)


@transaction.atomic
def admit(
    auditor: User, *, by: User, scan: Sequence[file_actions.Chosen], **facts: Any
) -> tuple[SuratTugas, list[str]]:
    """Record the letter and open the account for its days; returns why a scan was not taken.

    The account has one window. A letter that continues the present one (it overlaps it or begins
    the day after) widens it; one that leaves a gap waits until the present one is over, because
    nobody sent the auditor for the days between.
    """
    require(can_admit_auditor(by))
    auditor = locked(auditor, by)
    if auditor.role != User.Role.AUDITOR:
        raise WrongState("Surat tugas dicatat untuk akun berperan Inspektorat.")
    letter = SuratTugas(team=by.own_team, user=auditor, by=by, **facts)
    letter.full_clean()
    auditor.access_from, auditor.access_until = _window(auditor, letter)
    auditor.is_active, auditor.ended_reason = True, ""
    letter.save()
    auditor.save(update_fields=["access_from", "access_until", "is_active", "ended_reason"])
    taken = file_actions.attach_all(letter, scan, team=by.own_team, by=by, kinds=(PDF,))
    span = f"{words.long_date(letter.valid_from)} – {words.long_date(letter.valid_until)}"
    note = f"{letter.number}, {span}"
    events.record(by=by, what="surat.admit", about=[letter, auditor], note=note)
    return letter, taken.refused


def _window(auditor: User, letter: SuratTugas) -> tuple[dt.date, dt.date]:
    """From when until when the account opens with this letter."""
    starts, ends = auditor.access_from, auditor.access_until
    running = auditor.is_active and starts and ends and ends >= today_of(letter.team)
    if not running or starts is None or ends is None:
        return letter.valid_from, letter.valid_until
    if letter.valid_from > ends + DAY:
        raise WrongState(
            f"Pemeriksaan sekarang berjalan sampai {words.long_date(ends)}, dan surat tugas ini "
            "tidak menyambungnya. Catat sesudah hari itu."
        )
    return min(starts, letter.valid_from), letter.valid_until
