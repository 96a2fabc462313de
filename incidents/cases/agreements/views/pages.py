"""Reading kesepakatan: the list with its figures, one whole, its berita acara on paper."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from incidents.cases import chronicle
from incidents.cases.agreements import permissions, printed
from incidents.cases.agreements.figures import kept
from incidents.cases.agreements.forms import FILTERS, narrowed
from incidents.cases.agreements.models import Agreement
from incidents.cases.agreements.models.choices import MILESTONES
from incidents.cases.agreements.views.rows import load
from incidents.cases.agreements.workflow import TRANSITIONS
from incidents.cases.models.visibility import reads_whole
from incidents.cases.permissions import can_take_along
from incidents.views.chronicle import as_file
from timdu.core import paging
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.core.workflow import available
from timdu.files.models import Attachment


@require_safe
def agreement_list(request: AppRequest) -> HttpResponse:
    """Those one may read, newest first; every figure about kesepakatan links into it."""
    require(permissions.can_read(request.user))
    rows = Agreement.objects.visible_to(request.user)
    chosen, today = request.GET.get("hasil", ""), timezone.localdate()
    shown = narrowed(rows, chosen, today).with_names()
    context = {
        "kept": kept(rows, today),
        "page": paging.newest_first(shown, request.GET.get("lanjut", ""), by="at"),
        "chosen": FILTERS.get(chosen, ""),
        "query": f"hasil={chosen}&" if chosen in FILTERS else "",
        "today": today,
        "whole": reads_whole(request.user),
    }
    return render(request, "agreements/list.html", context)


@require_safe
def agreement_detail(request: AppRequest, code: str, pk: int) -> HttpResponse:
    """What was agreed, clause by clause, and what came of it."""
    agreement = load(request, code, pk)
    looks = list(agreement.checks.select_related("by"))
    found = chronicle.files_of(looks)
    proofs = {key: [as_file(one, one.caption or one.file.name) for one in rows]
              for key, rows in found.items()}  # fmt: skip
    own = Attachment.objects.of(agreement)
    context = {
        "agreement": agreement,
        "case": agreement.case,
        "clauses": list(agreement.clauses.all()),
        "looks": [{"row": look, "files": proofs.get(str(look.pk), [])} for look in looks],
        "done": {look.milestone for look in looks},
        "milestones": MILESTONES,
        "amendments": list(agreement.amendments.select_related("by")),
        "files": [as_file(one, one.caption or one.file.name) for one in own],
        "offers": {one.action: one.verdict for one in available(TRANSITIONS, agreement,
                                                               request.user)},
        "today": timezone.localdate(),
    }  # fmt: skip
    return render(request, "agreements/detail.html", context)


@require_safe
def agreement_pdf(request: AppRequest, code: str, pk: int) -> HttpResponse:
    """The berita acara to be signed, drawn from what is written; kept nowhere on the way."""
    agreement = load(request, code, pk)
    require(can_take_along(request.user, agreement.case))
    drawn = printed.draw(agreement, day=timezone.localdate())
    answer = HttpResponse(drawn.data, content_type="application/pdf")
    name = f"berita-acara-{agreement.case.code}-{agreement.pk}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
