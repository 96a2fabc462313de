"""Writing a disposisi or a permintaan koordinasi, and sending again what came back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from incidents.cases.asking import permissions
from incidents.cases.asking.actions import giving, requests
from incidents.cases.asking.forms.giving import (
    DispositionForm,
    RequestForm,
    SendAgainForm,
    begun_from,
)
from incidents.cases.asking.views.rows import load, page
from incidents.cases.asking.workflow import TRANSITIONS
from incidents.cases.models import Case, CaseIncident
from incidents.cases.views.rows import load as load_case
from incidents.cases.views.rows import tried
from incidents.models import Incident
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.inbox.models import Arahan

LEAD = (
    "Camat atau perangkat daerah yang dituju membaca disposisi ini dan dapat membuka kepala "
    "permasalahannya: judul, tahap, tingkat, pemegang, dan tenggat; bukan laporan kantor lain."
)
ASK_LEAD = (
    "Yang diminta membaca yang tertulis di sini saja. Permintaan koordinasi bukan disposisi: "
    "yang diminta menjawab menurut kewenangannya."
)


SECRET_LEAD = (
    "Permasalahan ini Rahasia: hanya dapat ditujukan kepada kantor yang orangnya sudah ditunjuk "
    "Kepala Badan, dan hanya orang itu yang membacanya."
)


def lead_of(case: Case | None, lead: str) -> str:
    """Who will read it, said before it is sent."""
    return SECRET_LEAD if case is not None and case.is_secret else lead


def arahan_of(request: AppRequest, pk: int) -> Arahan:
    """The arahan, if the person may know of it."""
    found: Arahan = get_object_or_404(Arahan.objects.visible_to(request.user), pk=pk)
    return found


def case_of(request: AppRequest, arahan: Arahan) -> Case | None:
    """The permasalahan an arahan is about, itself or through a report that belongs to one."""
    about, seen = arahan.about, Case.objects.visible_to(request.user).with_names().open()
    if isinstance(about, Case):
        return seen.filter(pk=about.pk).first()
    if isinstance(about, Incident):
        links = CaseIncident.objects.visible_to(request.user).standing().plain()
        return seen.filter(pk__in=links.filter(incident=about).values("case")).first()
    return None


@require_http_methods(["GET", "POST"])
def give(request: AppRequest, code: str) -> HttpResponse:
    """From a permasalahan, in one's own name."""
    case = load_case(request, code)
    require(permissions.can_give(request.user))
    return disposition_form(request, case, None)


@require_http_methods(["GET", "POST"])
def give_from_arahan(request: AppRequest, pk: int) -> HttpResponse:
    """From an arahan, in its leader's name."""
    arahan = arahan_of(request, pk)
    require(permissions.can_give(request.user, arahan))
    return disposition_form(request, case_of(request, arahan), arahan)


@require_http_methods(["GET", "POST"])
def ask(request: AppRequest, code: str) -> HttpResponse:
    """From a permasalahan, of an office nobody here commands."""
    case = load_case(request, code)
    require(permissions.can_ask(request.user))
    return request_form(request, case, None)


@require_http_methods(["GET", "POST"])
def ask_from_arahan(request: AppRequest, pk: int) -> HttpResponse:
    """What a leader wants of such an office is asked, not told."""
    arahan = arahan_of(request, pk)
    require(permissions.can_ask(request.user))
    return request_form(request, case_of(request, arahan), arahan)


def disposition_form(request: AppRequest, case: Case | None, arahan: Arahan | None) -> HttpResponse:
    """One short form, filled in with what the permasalahan or the arahan says."""
    initial = begun_from(case, arahan)
    form = DispositionForm(request.POST or None, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        grounds = {"case": case, "arahan": arahan, "key": form.cleaned_data["client_uuid"]}
        facts = form.facts()
        made = tried(form, lambda: giving.give(by=request.user, **grounds, **facts))
        if made is not None:
            messages.success(request, f"Disposisi {made.code} dikirim kepada {made.addressee}.")
            return redirect(made)
    giver = arahan.leader if arahan else request.user
    return page(
        request, form, "Beri disposisi", "Kirim disposisi", lead=lead_of(case, LEAD), case=case,
        arahan=arahan, giver=giver, **back_to(case, arahan),
    )  # fmt: skip


def request_form(request: AppRequest, case: Case | None, arahan: Arahan | None) -> HttpResponse:
    """The same for what is asked."""
    initial = begun_from(case, arahan)
    form = RequestForm(request.POST or None, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        grounds = {"case": case, "arahan": arahan, "key": form.cleaned_data["client_uuid"]}
        facts = form.facts()
        made = tried(form, lambda: requests.ask(by=request.user, **grounds, **facts))
        if made is not None:
            messages.success(request, f"Permintaan {made.code} dikirim kepada {made.addressee}.")
            return redirect(made)
    return page(
        request, form, "Minta koordinasi", "Kirim permintaan", lead=lead_of(case, ASK_LEAD),
        case=case,
        arahan=arahan, **back_to(case, arahan),
    )  # fmt: skip


def back_to(case: Case | None, arahan: Arahan | None) -> dict[str, str]:
    """Where the form was opened from."""
    if arahan is not None:
        return {"back": arahan.get_absolute_url(), "word": "Arahan"}
    assert case is not None
    return {"back": case.get_absolute_url(), "word": case.code}


@require_http_methods(["GET", "POST"])
def send_again(request: AppRequest, code: str) -> HttpResponse:
    """What came back, put right."""
    row = load(request, code)
    transition = TRANSITIONS["send"]
    require(transition.allowed(request.user, row))
    form = SendAgainForm(request.POST or None, user=request.user, instance=row)
    if request.method == "POST" and form.is_valid():
        facts, version = form.facts(), form.cleaned_data["version"]
        made = tried(
            form, lambda: giving.send_again(row, by=request.user, version=version, **facts)
        )
        if made is not None:
            messages.success(request, f"Disposisi {made.code} dikirim kepada {made.addressee}.")
            return redirect(made)
    lead = f"Dikembalikan karena: {row.reason}" if row.reason else ""
    return page(
        request, form, "Kirim lagi disposisi", transition.label, lead=lead, asked=row,
        back=row.get_absolute_url(), word=row.code,
    )  # fmt: skip
