"""Daftar acuan: jenis kegiatan, kept by the secretariat."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from incidents.views import listed
from renaksi import permissions
from renaksi.actions import reference as reference_actions
from renaksi.forms.reference import KindForm
from renaksi.models import ActivityKind
from timdu.core.access import require
from timdu.core.typing import AppRequest

KINDS = listed.Room(
    model=ActivityKind,
    form=KindForm,
    keep=reference_actions.save_kind,
    offer=reference_actions.offer_kind,
    urls=("activities:kinds", "activities:kind_create", "activities:kind_edit"),
    word="Jenis kegiatan",
    lead="Yang dipilih pencatat kegiatan.",
    old="Kegiatan",
)


@require_safe
def kind_list(request: AppRequest) -> HttpResponse:
    """What may be picked, and what may no longer."""
    require(permissions.can_edit_reference(request.user))
    back = {"back": reverse("activities:list"), "back_word": "Kegiatan"}
    return listed.entry_list(request, KINDS, **back)


@require_http_methods(["GET", "POST"])
def kind_create(request: AppRequest) -> HttpResponse:
    """A jenis of the team's own."""
    require(permissions.can_edit_reference(request.user))
    return listed.entry_page(request, KINDS, None)


@require_http_methods(["GET", "POST"])
def kind_edit(request: AppRequest, pk: int) -> HttpResponse:
    """Change one's own; stop offering any, or offer it again."""
    kind = get_object_or_404(ActivityKind.objects.visible_to(request.user), pk=pk)
    require(permissions.can_edit_reference(request.user))
    return listed.entry_page(request, KINDS, kind)
