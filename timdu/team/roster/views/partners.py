"""Pages of the mitra."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from timdu.core import conflicts, phones
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.team.models import Partner
from timdu.team.roster import permissions
from timdu.team.roster.actions import partners as partner_actions
from timdu.team.roster.forms import EndForm, PartnerForm
from timdu.team.roster.trying import tried
from timdu.team.roster.views.seats import page


@require_safe
def partner_list(request: AppRequest) -> HttpResponse:
    """The mitra of the team, by kind; the former ones folded away."""
    require(permissions.can_see_roster(request.user))
    rows = list(Partner.objects.visible_to(request.user))
    current = [with_numbers(row) for row in rows if row.retired_on is None]
    context = {
        "kinds": [
            (word, [row for row in current if row["partner"].kind == kind])  # type: ignore[attr-defined]
            for kind, word in Partner.Kind.choices
        ],
        "count": len(current),
        "retired": [row for row in rows if row.retired_on is not None],
        "can_edit": permissions.can_edit_partners(request.user),
    }
    return render(request, "team/roster/partners.html", context)


def with_numbers(partner: Partner) -> dict[str, object]:
    """A mitra and how to call it."""
    return {
        "partner": partner,
        "dial": phones.dial(partner.phone),
        "chat": phones.chat(partner.phone),
    }


@require_http_methods(["GET", "POST"])
def partner_create(request: AppRequest) -> HttpResponse:
    """A new mitra."""
    require(permissions.can_edit_partners(request.user))
    form = PartnerForm(request.POST or None, team=request.user.own_team)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        if tried(form, lambda: partner_actions.add(by=request.user, **facts)) is not None:
            messages.success(request, "Mitra ditambahkan.")
            return redirect("roster:partners")
    return page(request, form, "Tambah mitra", reverse("roster:partners"), "Mitra")


@require_http_methods(["GET", "POST"])
def partner_edit(request: AppRequest, pk: int) -> HttpResponse:
    """Change a mitra."""
    require(permissions.can_edit_partners(request.user))
    partner = get_object_or_404(Partner.objects.visible_to(request.user), pk=pk)
    form = PartnerForm(request.POST or None, instance=partner, team=request.user.own_team)
    if request.method == "POST" and form.is_valid():
        facts = conflicts.facts(form)
        made = tried(form, lambda: partner_actions.change(partner, by=request.user, **facts))
        if made is not None:
            messages.success(request, "Tersimpan.")
            return redirect("roster:partners")
    return page(request, form, "Ubah mitra", reverse("roster:partners"), "Mitra")


@require_http_methods(["GET", "POST"])
def partner_retire(request: AppRequest, pk: int) -> HttpResponse:
    """No longer a mitra."""
    require(permissions.can_edit_partners(request.user))
    partner = get_object_or_404(Partner.objects.visible_to(request.user), pk=pk)
    form = EndForm(request.POST or None, initial={"last_day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        on, why = form.cleaned_data["last_day"], form.cleaned_data["reason"]
        made = tried(
            form, lambda: partner_actions.retire(partner, by=request.user, on=on, reason=why)
        )
        if made is not None:
            messages.success(request, f"{partner.name} tidak lagi tercatat sebagai mitra.")
            return redirect("roster:partners")
    lead = "Kegiatan yang sudah tercatat tetap menyebut mitra ini."
    title = f"Akhiri kemitraan {partner.name}"
    return page(request, form, title, reverse("roster:partners"), "Mitra", lead)
