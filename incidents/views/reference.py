"""Daftar acuan: pola isu and families of words, kept by the secretariat."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from incidents import permissions
from incidents.actions import reference as reference_actions
from incidents.forms.reference import FamilyForm, PatternForm
from incidents.models import IssuePattern, WordFamily
from incidents.views import listed
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState

PATTERNS = listed.Room(
    model=IssuePattern,
    form=PatternForm,
    keep=reference_actions.save_pattern,
    offer=reference_actions.offer_pattern,
    urls=("incidents:patterns", "incidents:pattern_create", "incidents:pattern_edit"),
    word="Pola isu",
    lead="Yang dipilih pelapor; hurufnya diusulkan kepada verifikator.",
    old="Laporan",
    more=("Usulan", lambda pattern: pattern.get_source_display()),
)


@require_safe
def pattern_list(request: AppRequest) -> HttpResponse:
    """What reporters may pick, and what they may no longer."""
    require(permissions.can_edit_reference(request.user))
    also = [(reverse("incidents:families"), "Keluarga kata")]
    return listed.entry_list(request, PATTERNS, also=also)


@require_http_methods(["GET", "POST"])
def pattern_create(request: AppRequest) -> HttpResponse:
    """A pattern of the team's own."""
    require(permissions.can_edit_reference(request.user))
    return listed.entry_page(request, PATTERNS, None)


@require_http_methods(["GET", "POST"])
def pattern_edit(request: AppRequest, pk: int) -> HttpResponse:
    """Change one's own; stop offering any, or offer it again."""
    pattern = get_object_or_404(IssuePattern.objects.visible_to(request.user), pk=pk)
    require(permissions.can_edit_reference(request.user))
    return listed.entry_page(request, PATTERNS, pattern)


@require_http_methods(["GET", "POST"])
def family_list(request: AppRequest) -> HttpResponse:
    """Words that are searched for together; one more at the end."""
    require(permissions.can_edit_reference(request.user))
    form = FamilyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        try:
            reference_actions.save_family(None, by=request.user, words=words)
        except WrongState as refused:
            form.add_error("words", refused.words)
        else:
            messages.success(request, "Keluarga kata tersimpan.")
            return redirect("incidents:families")
    families = WordFamily.objects.visible_to(request.user)
    return render(request, "incidents/families.html", {"families": families, "form": form})


@require_http_methods(["GET", "POST"])
def family_edit(request: AppRequest, pk: int) -> HttpResponse:
    """Change one of the team's own families."""
    family = get_object_or_404(WordFamily.objects.visible_to(request.user), pk=pk)
    require(permissions.can_edit_reference(request.user))
    form = FamilyForm(request.POST or None, family=family)
    if request.method == "POST" and form.is_valid():
        retired_on = timezone.localdate() if form.cleaned_data["is_retired"] else None
        try:
            reference_actions.save_family(
                family, by=request.user, words=form.cleaned_data["words"], retired_on=retired_on
            )
        except WrongState as refused:
            form.add_error(None, refused.words)
        else:
            messages.success(request, "Keluarga kata tersimpan.")
            return redirect("incidents:families")
    return render(request, "incidents/family_form.html", {"form": form, "family": family})
