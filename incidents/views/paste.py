"""Tempel dari WhatsApp: paste, check what was recognised beside the message, send."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from incidents import permissions
from incidents.forms.paste import PastedReportForm, PasteForm
from incidents.models import Incident
from incidents.pasted import reading as pasted
from incidents.pasted.reading import Reading
from incidents.views import report
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState
from timdu.team.models import Agency
from timdu.wilayah.models import Wilayah

READ = "read"


@require_http_methods(["GET", "POST"])
def incident_paste(request: AppRequest) -> HttpResponse:
    """A message is read, never stored: what is sent is the form a person has checked."""
    require(permissions.can_relay(request.user))
    if request.method == "GET":
        return render(request, "incidents/paste.html", {"form": PasteForm()})
    typed = PasteForm(request.POST)
    if not typed.is_valid():
        return render(request, "incidents/paste.html", {"form": typed})
    found = read(request, typed)
    if request.POST.get("do", READ) == READ:
        return propose(request, found)
    return send(request, found)


def read(request: AppRequest, typed: PasteForm) -> Reading:
    """The message against the places and agencies the person may report of."""
    user = request.user
    areas = Wilayah.objects.visible_to(user).current().named()
    return pasted.read(
        typed.cleaned_data["pasted"],
        areas=areas.filter(level__gte=Wilayah.Level.KECAMATAN),
        agencies=Agency.objects.visible_to(user).current(),
        now=timezone.localtime(),
        chosen=typed.cleaned_data["part"],
    )


def propose(request: AppRequest, found: Reading) -> HttpResponse:
    """The form filled with what was recognised; not one field is sent by itself."""
    form = PastedReportForm(
        initial=found.initial | {"pasted": found.text}, user=request.user, now=timezone.now()
    )
    return show(request, found, form)


def send(request: AppRequest, found: Reading) -> HttpResponse:
    """As any other report: the same checks, the same action, the same receipt."""
    form = PastedReportForm(request.POST, request.FILES, user=request.user, now=timezone.now())
    if not form.is_valid():
        return show(request, found, form)
    try:
        receipt = report.take_in(request, form)
    except WrongState as refused:
        form.add_error("place", refused.words)
        return show(request, found, form)
    return report.answer(request, form, receipt)


def show(request: AppRequest, found: Reading, form: PastedReportForm) -> HttpResponse:
    """The message with what was recognised at the left, the form at the right."""
    if form.is_bound:
        report.keep_photos(request, form)
    known = Incident.objects.visible_to(request.user).filter(code=found.code).first()
    context = {
        "form": form,
        "pieces": pasted.pieces(found),
        "rows": found.rows,
        "parts": found.parts if len(found.parts) > 1 else [],
        "chosen": found.chosen,
        "text": found.text,
        "code": found.code,
        "known": known,
    }
    return render(request, "incidents/paste_check.html", context)
