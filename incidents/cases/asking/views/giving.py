"""Writing a disposisi or a permintaan koordinasi, and sending again what came back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
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
from incidents.cases.permissions import can_read
from incidents.cases.views.rows import tried
from incidents.models import Incident
from timdu.core import codes
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


def ground(request: AppRequest) -> tuple[Case | None, Arahan | None]:
    """What it grows out of: `?permasalahan=` or `?arahan=`, as far as the person knows of it."""
    code, key = request.GET.get("permasalahan", ""), request.GET.get("arahan", "")
    if key.isdecimal() and len(key) <= 18:
        arahan = get_object_or_404(Arahan.objects.visible_to(request.user), pk=key)
        return case_of(request, arahan), arahan
    require(can_read(request.user))
    if not code:
        raise Http404
    rows = Case.objects.visible_to(request.user).with_names()
    return get_object_or_404(rows, code=codes.normalise(code)), None


def case_of(request: AppRequest, arahan: Arahan) -> Case | None:
    """The permasalahan an arahan is about, itself or through a report that belongs to one."""
    about, seen = arahan.about, Case.objects.visible_to(request.user).with_names().open()
    if isinstance(about, Case):
        return seen.filter(pk=about.pk).first()
    if isinstance(about, Incident):
        links = CaseIncident.objects.visible_to(request.user).standing().filter(incident=about)
        return seen.filter(pk__in=links.values("case")).first()
    return None


@require_http_methods(["GET", "POST"])
def disposition_create(request: AppRequest) -> HttpResponse:
    """From a permasalahan, in one's own name; from an arahan, in its leader's."""
    case, arahan = ground(request)
    require(permissions.can_give(request.user, arahan))
    form = DispositionForm(
        request.POST or None, user=request.user, initial=begun_from(case, arahan)
    )
    if request.method == "POST" and form.is_valid():
        facts, key = form.facts(), form.cleaned_data["client_uuid"]
        made = tried(
            form,
            lambda: giving.give(by=request.user, case=case, arahan=arahan, key=key, **facts),
        )
        if made is not None:
            messages.success(request, f"Disposisi {made.code} dikirim kepada {made.addressee}.")
            return redirect(made)
    giver = arahan.leader if arahan else request.user
    return page(
        request, form, "Beri disposisi", "Kirim disposisi", lead=LEAD, case=case, arahan=arahan,
        giver=giver, **back_to(case, arahan),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def request_create(request: AppRequest) -> HttpResponse:
    """What is asked of an office nobody here commands."""
    case, arahan = ground(request)
    require(permissions.can_ask(request.user))
    initial = begun_from(case, arahan) if arahan else begun_from(case, None)
    form = RequestForm(request.POST or None, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        facts, key = form.facts(), form.cleaned_data["client_uuid"]
        made = tried(
            form,
            lambda: requests.ask(by=request.user, case=case, arahan=arahan, key=key, **facts),
        )
        if made is not None:
            messages.success(request, f"Permintaan {made.code} dikirim kepada {made.addressee}.")
            return redirect(made)
    return page(
        request, form, "Minta koordinasi", "Kirim permintaan", lead=ASK_LEAD, case=case,
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
