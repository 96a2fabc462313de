"""Daftar acuan: jenis kegiatan, kept by the secretariat."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from renaksi import permissions
from renaksi.actions import reference as reference_actions
from renaksi.forms.reference import KindForm
from renaksi.models import ActivityKind
from renaksi.views.rows import tried
from timdu.core.access import require
from timdu.core.typing import AppRequest


@require_safe
def kind_list(request: AppRequest) -> HttpResponse:
    """What may be picked, and what may no longer."""
    require(permissions.can_edit_reference(request.user))
    kinds = ActivityKind.objects.visible_to(request.user)
    offered = set(kinds.offered_to(request.user.own_team).values_list("pk", flat=True))
    rows = [{"kind": kind, "is_offered": kind.pk in offered} for kind in kinds]
    return render(request, "renaksi/kinds.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
def kind_create(request: AppRequest) -> HttpResponse:
    """A jenis of the team's own."""
    return kind_form(request, None)


@require_http_methods(["GET", "POST"])
def kind_edit(request: AppRequest, pk: int) -> HttpResponse:
    """Change one's own; stop offering any, or offer it again."""
    kind = get_object_or_404(ActivityKind.objects.visible_to(request.user), pk=pk)
    require(permissions.can_edit_reference(request.user))
    if request.POST.get("do") in ("offer", "hide"):
        offered = request.POST["do"] == "offer"
        reference_actions.offer_kind(
            kind, by=request.user, offered=offered, today=timezone.localdate()
        )
        messages.success(request, "Tersimpan. Kegiatan lama tidak berubah.")
        return redirect("activities:kinds")
    return kind_form(request, kind)


def kind_form(request: AppRequest, kind: ActivityKind | None) -> HttpResponse:
    """The form of one jenis."""
    require(permissions.can_edit_reference(request.user))
    team = request.user.own_team
    form = KindForm(request.POST or None, instance=kind or ActivityKind(team=team))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        if tried(form, lambda: reference_actions.save_kind(kind, by=request.user, **typed)):
            messages.success(request, "Jenis kegiatan tersimpan.")
            return redirect("activities:kinds")
    offered = kind is not None and kind.is_offered_to(team)
    context = {"form": form, "kind": kind, "is_offered": offered}
    return render(request, "renaksi/kind_form.html", context)
