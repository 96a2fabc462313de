"""One disposisi: what is told, how far it has come, and the act that is possible now."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from incidents.cases.asking import message, permissions, told, workflow
from incidents.cases.asking.forms.acts import DateAnswerForm
from incidents.cases.asking.models import DateChange, Disposition
from incidents.cases.asking.models.choices import Status
from incidents.cases.asking.views.rows import load
from incidents.cases.models import Case
from timdu.core import events
from timdu.core import workflow as core_workflow
from timdu.core.typing import AppRequest

# In which state which way leads on; what is left of the arrows stands quietly below.
MAIN = {"accept", "send", "report", "finish"}


@require_safe
def disposition_detail(request: AppRequest, code: str) -> HttpResponse:
    """The disposisi for whoever may know of it."""
    return page_of(request, load(request, code))


def page_of(
    request: AppRequest, row: Disposition, *, date_form: DateAnswerForm | None = None
) -> HttpResponse:
    """The page, with what was typed and refused still in its place."""
    user = request.user
    change = DateChange.objects.open().filter(disposition=row).select_related("by").first()
    if change is not None:
        change.disposition = row
    context = {
        "row": row,
        "case": case_for(request, row),
        "is_own": permissions.is_addressed(user, row),
        "results": told.results(row),
        "entries": events.chronology(row),
        "offers": offers(request, row),
        "change": change,
        "can_answer_date": change and permissions.can_answer_date(user, change),
        "date_form": date_form or DateAnswerForm(),
        "may_ask_date": row.status == Status.ACCEPTED
        and change is None
        and bool(permissions.can_carry_out(user, row)),
        "sees_arahan": row.arahan_id and (user.is_secretariat or row.giver_id == user.pk),
        "message": message.compose(row),
        "restricted": row.classification != "B",
    }
    return render(request, "asking/disposition.html", context)


def case_for(request: AppRequest, row: Disposition) -> Case | None:
    """Its permasalahan, if the reader may open that."""
    if row.case is None:
        return None
    return Case.objects.visible_to(request.user).with_names().filter(pk=row.case.pk).first()


def offers(request: AppRequest, row: Disposition) -> list[dict[str, Any]]:
    """The arrows that leave its state: those one may take, and the next one with why not."""
    found = []
    for offer in core_workflow.available(workflow.TRANSITIONS, row, request.user):
        is_main = offer.action in MAIN
        if offer.verdict or is_main:
            found.append({"name": f"asking:{offer.action}", "offer": offer, "is_main": is_main})
    return found
