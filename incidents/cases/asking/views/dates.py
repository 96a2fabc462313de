"""Another day asked for, and the answer to it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from incidents.cases.asking import permissions
from incidents.cases.asking.actions import dates
from incidents.cases.asking.forms.acts import DateAnswerForm, DateForm
from incidents.cases.asking.models import DateChange
from incidents.cases.asking.views.dispositions import page_of
from incidents.cases.asking.views.rows import load, page
from incidents.cases.views.rows import tried
from timdu.core import words
from timdu.core.access import require
from timdu.core.typing import AppRequest

LEAD = (
    "Batas waktu yang sekarang tetap berlaku sampai usulan disetujui. Yang semula tetap tercatat."
)


@require_http_methods(["GET", "POST"])
def date_ask(request: AppRequest, code: str) -> HttpResponse:
    """The office says which day it needs, and why."""
    row = load(request, code)
    require(permissions.can_carry_out(request.user, row))
    is_own = permissions.is_addressed(request.user, row)
    form = DateForm(request.POST or None, is_own=is_own)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        if tried(form, lambda: dates.ask(row, by=request.user, **facts)) is not None:
            messages.success(request, "Usulan batas waktu dikirim.")
            return redirect(row)
    stands = f"Batas waktu sekarang {words.long_date(row.due_on)}. " if row.due_on else ""
    return page(
        request, form, "Usulkan batas waktu lain", "Kirim usulan", asked=row,
        lead=f"{stands}{LEAD}", back=row.get_absolute_url(), word=row.code,
    )  # fmt: skip


@require_POST
def date_answer(request: AppRequest, code: str, pk: int) -> HttpResponse:
    """Yes or no, from the page of the disposisi."""
    row = load(request, code)
    seen = DateChange.objects.visible_to(request.user).select_related("disposition")
    change = get_object_or_404(seen, pk=pk, disposition=row)
    require(permissions.can_answer_date(request.user, change))
    form = DateAnswerForm(request.POST)
    if form.is_valid():
        grant, note = form.cleaned_data["grant"] == "ya", form.cleaned_data["note"]
        by = request.user
        if tried(form, lambda: dates.answer(change, by=by, grant=grant, note=note)) is not None:
            messages.success(request, "Usulan disetujui." if grant else "Usulan tidak disetujui.")
            return redirect(row)
    return page_of(request, row, date_form=form)
