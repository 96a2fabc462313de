"""Who owes a monthly answer and who need not give one: decided, ended, taken back."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from incidents import permissions, tasks
from incidents.actions.nil import hold
from incidents.models import ReportingDuty
from timdu.core import event_names, events
from timdu.core.access import require
from timdu.core.periods import Month
from timdu.core.workflow import WrongState
from timdu.team.models import Agency, User
from timdu.wilayah.models import Wilayah

event_names.name(
    reporting_owes="Instansi ditetapkan wajib lapor",
    reporting_exempt="Ditetapkan tidak wajib lapor",
    reporting_end="Keputusan wajib lapor diakhiri",
    reporting_withdraw="Keputusan wajib lapor dibatalkan",
)


@transaction.atomic
def decide(
    *,
    by: User,
    kind: str,
    first: Month,
    last: Month | None,
    reason: str,
    decided_by: str,
    kecamatan: Wilayah | None = None,
    agency: Agency | None = None,
    now: dt.datetime | None = None,
) -> ReportingDuty:
    """Write down that an agency answers each month, or that a sender need not for a time."""
    require(permissions.can_decide_duty(by))
    now = now or timezone.now()
    hold(kecamatan, agency)
    facts: dict[str, Any] = {"kind": kind, "kecamatan": kecamatan, "agency": agency}
    same = ReportingDuty.objects.filter(team=by.own_team, **facts).standing()
    overlapping = same.between(first, last or Month.of(dt.date.max)).first()
    if overlapping is not None:
        words = f"{overlapping.get_kind_display()} {overlapping.span}"
        raise WrongState(f"Sudah ada keputusan untuk masa itu: {words}. Akhiri dahulu yang itu.")
    duty = ReportingDuty(
        team=by.own_team,
        first=first.first,
        last=last.first if last else None,
        reason=reason,
        decided_by=decided_by,
        by=by,
        at=now,
        **facts,
    )
    duty.full_clean()
    duty.save()
    note = f"{duty.sender}, {duty.span}: {reason}"
    events.record(by=by, what=f"reporting.{kind}", about=duty, note=note)
    tasks.remind(by.own_team, now)
    return duty


@transaction.atomic
def end(
    duty: ReportingDuty,
    *,
    by: User,
    last: Month | None,
    reason: str,
    now: dt.datetime | None = None,
) -> ReportingDuty:
    """Let a decision end with a month; without one it was recorded by mistake and holds nowhere."""
    require(permissions.can_decide_duty(by))
    now = now or timezone.now()
    duty = ReportingDuty.objects.select_for_update(of=("self",)).get(pk=duty.pk)
    if duty.withdrawn_at is not None:
        raise WrongState("Keputusan ini sudah dibatalkan.")
    if last is None:
        duty.withdrawn_at, duty.withdrawn_reason = now, reason
    elif last.first < duty.first:
        raise WrongState("Bulan terakhir tidak boleh sebelum bulan pertama.")
    else:
        duty.last = last.first
    duty.save(update_fields=["withdrawn_at", "withdrawn_reason", "last"])
    what = "reporting.end" if last else "reporting.withdraw"
    events.record(by=by, what=what, about=duty, note=f"{duty.span}: {reason}")
    tasks.remind(by.own_team, now)
    return duty
