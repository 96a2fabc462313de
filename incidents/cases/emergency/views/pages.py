"""Reading the register: every Status Keadaan Konflik, and one with its clock."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from incidents.cases import chronicle
from incidents.cases.emergency import banner, permissions
from incidents.cases.emergency.models import Act, Emergency
from incidents.cases.emergency.views.rows import load
from incidents.cases.emergency.workflow import TRANSITIONS
from incidents.cases.models import Case
from incidents.views.chronicle import as_file
from timdu.core import events, paging
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.core.workflow import available
from timdu.files.models import Attachment


@require_safe
def emergency_list(request: AppRequest) -> HttpResponse:
    """Those of the team, the last entered first."""
    require(permissions.can_read(request.user))
    found = Emergency.objects.visible_to(request.user)
    rows = found.prefetch_related("reports", "requests", "acts")
    page = paging.newest_first(rows, request.GET.get("lanjut", ""), by="at")
    today, now = timezone.localdate(), timezone.localtime()
    context = {
        "page": page,
        "rows": [
            {"row": row, "clock": banner.clock_of(row, today=today, now=now)} for row in page.rows
        ],
        "can_enter": permissions.can_enter(request.user),
    }
    return render(request, "emergency/list.html", context)


@require_safe
def emergency_detail(request: AppRequest, pk: int) -> HttpResponse:
    """What its SK say, which day it is, what is due, what was sent and asked for."""
    row = load(request, pk)
    user, now = request.user, timezone.localtime()
    case = Case.objects.visible_to(user).filter(pk=row.case_id).first() if row.case_id else None
    desk = bool(permissions.can_note(user))
    context = {
        "row": row,
        "case": case,
        "clock": banner.clock_of(row, today=timezone.localdate(), now=now),
        "acts": acts_of(request, row),
        "reports": list(row.reports.select_related("by", "withdrawn_by")),
        "requests": list(row.requests.select_related("by", "withdrawn_by")),
        # A mistake is taken back also where no SK stands any more; nothing new is noted then.
        "desk": desk,
        "notes": desk and row.starts_on is not None,
        "events": events.chronology(row)[:30] if user.is_secretariat else [],
        "today": timezone.localdate(),
    }
    return render(request, "emergency/detail.html", context)


def acts_of(request: AppRequest, row: Emergency) -> list[dict[str, Any]]:
    """Each SK with its scan and what may be done with it."""
    rows = Act.objects.visible_to(request.user).filter(emergency=row)
    acts = list(rows.select_related("by", "confirmed_by", "withdrawn_by"))
    files: dict[str, list[Attachment]] = chronicle.files_of(acts)
    return [
        {
            "row": act,
            "files": [as_file(one, one.caption or one.file.name)
                      for one in files.get(str(act.pk), [])],
            "offers": {
                one.action: one.verdict for one in available(TRANSITIONS, act, request.user)
            },
        }
        for act in acts
    ]  # fmt: skip
