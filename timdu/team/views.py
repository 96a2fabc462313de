"""Pages for people and settings."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from timdu.core import conflicts, events
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState
from timdu.team import actions, permissions
from timdu.team import settings as team_settings
from timdu.team.entrance import factor, proof
from timdu.team.entrance import permissions as entrance_permissions
from timdu.team.forms import AgencyForm, EndAccessForm, SettingForm, TeamForm, UserForm
from timdu.team.models import Agency, Recovery, User
from timdu.team.roster.trying import tried


@require_safe
def user_list(request: AppRequest) -> HttpResponse:
    """Everybody who may sign in, by role; those whose role waits come first."""
    can_confirm = permissions.can_confirm_grant(request.user)
    can_manage = permissions.can_manage_users(request.user)
    require(can_confirm if can_confirm else can_manage)
    people = User.objects.visible_to(request.user).select_related("serves", "pending_serves")
    people = people.order_by("-is_active", "role", "username")
    words = request.GET.get("q", "").strip()
    if words:
        people = people.filter(full_name__icontains=words) | people.filter(
            position__icontains=words
        )
    role, active = request.GET.get("peran", ""), request.GET.get("aktif") == "1"
    if role in User.Role.values:
        people = people.filter(role=role)
    if active:
        people = people.active()
    context = {
        "people": people,
        "q": words,
        "role": role,
        "active": active,
        "roles": User.Role.choices,
        "pending": [person for person in people if person.pending_role],
        "recoveries": Recovery.objects.visible_to(request.user).open(),
        "can_manage": can_manage,
        "can_confirm": can_confirm,
    }
    return render(request, "team/user_list.html", context)


@require_http_methods(["GET", "POST"])
def user_create(request: AppRequest) -> HttpResponse:
    """A new account and its temporary password, shown once."""
    require(permissions.can_manage_users(request.user))
    form = UserForm(request.POST or None, team=request.user.own_team)
    if request.method == "POST" and form.is_valid():
        proof.demand(request)
        person, password = actions.invite(by=request.user, **form.cleaned_data)
        context = {
            "person": person,
            "password": password,
            "needs_factor": factor.is_demanded_by_role(person),
        }
        return render(request, "team/user_password.html", context)
    return render(request, "team/user_form.html", {"form": form, "person": None})


@require_http_methods(["GET", "POST"])
def user_edit(request: AppRequest, pk: int) -> HttpResponse:
    """Change an account; history beside it."""
    require(permissions.can_manage_users(request.user))
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    form = UserForm(request.POST or None, instance=person, team=request.user.own_team)
    if request.method == "POST" and form.is_valid():
        proof.demand(request)
        facts = conflicts.facts(form)
        changed = tried(form, lambda: actions.change(person, by=request.user, **facts))
        if changed is not None:
            messages.success(request, saved_words(changed))
            return redirect("team:user_list")
    context = {
        "form": form,
        "person": get_object_or_404(User.objects.visible_to(request.user), pk=pk),
        "end_form": EndAccessForm(),
        "chronology": events.chronology(person)[:20],
        "recovery": recovery_of(request.user, person),
        "aides": person.aides.order_by("username"),
    }
    return render(request, "team/user_form.html", context, status=conflicts.status(form))


def recovery_of(by: User, person: User) -> dict[str, Any]:
    """What may be done for somebody who cannot sign in."""
    return {
        "can_ask": entrance_permissions.can_ask(by, person),
        "needs_word": entrance_permissions.needs_word(person),
        "has_factor": factor.has_factor(person),
        "waiting": person.recoveries.open(),
    }


def saved_words(person: User) -> str:
    """What the change came to."""
    if person.pending_role:
        return f"Tersimpan. Peran {person.pending_word} menunggu persetujuan Sekretaris."
    return "Tersimpan."


@require_POST
def user_end(request: AppRequest, pk: int) -> HttpResponse:
    """Close an account, with a reason."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    form = EndAccessForm(request.POST)
    require(permissions.can_manage_users(request.user))
    if not form.is_valid():
        messages.error(request, "Akses belum diakhiri: tuliskan alasannya.")
        return redirect("team:user_edit", pk=pk)
    try:
        actions.end_access(person, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, f"Akses {person.full_name} diakhiri.")
    except WrongState as refused:
        messages.error(request, refused.words)
    return redirect("team:user_list")


@require_POST
def user_restore(request: AppRequest, pk: int) -> HttpResponse:
    """Open a closed account again."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    try:
        person = actions.restore_access(person, by=request.user)
        opened = f"Akses {person.full_name} dibuka kembali."
        messages.success(request, saved_words(person) if person.pending_role else opened)
    except WrongState as refused:
        messages.error(request, refused.words)
    return redirect("team:user_edit", pk=pk)


@require_POST
def user_confirm(request: AppRequest, pk: int) -> HttpResponse:
    """The secretary's yes or no to a proposed role."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    require(permissions.can_confirm_grant(request.user))
    proof.demand(request)
    try:
        actions.confirm_role(person, by=request.user, grant=request.POST.get("answer") == "yes")
        messages.success(request, "Jawaban Anda tersimpan.")
    except WrongState as refused:
        messages.error(request, refused.words)
    return redirect("team:user_list")


@require_http_methods(["GET", "POST"])
def agency_list(request: AppRequest) -> HttpResponse:
    """The agencies of the team; a form to add one."""
    require(permissions.can_manage_users(request.user))
    form = AgencyForm(request.POST or None, team=request.user.own_team)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        if tried(form, lambda: actions.add_agency(by=request.user, **facts)) is not None:
            messages.success(request, "Instansi ditambahkan.")
            return redirect("team:agency_list")
    agencies = Agency.objects.visible_to(request.user)
    return render(request, "team/agency_list.html", {"form": form, "agencies": agencies})


@require_http_methods(["GET", "POST"])
def agency_edit(request: AppRequest, pk: int) -> HttpResponse:
    """How an agency is called."""
    require(permissions.can_manage_users(request.user))
    agency = get_object_or_404(Agency.objects.visible_to(request.user), pk=pk)
    form = AgencyForm(request.POST or None, instance=agency, team=request.user.own_team)
    if request.method == "POST" and form.is_valid():
        facts = conflicts.facts(form)
        if tried(form, lambda: actions.change_agency(agency, by=request.user, **facts)):
            messages.success(request, "Tersimpan.")
            return redirect("team:agency_list")
    context = {
        "form": form,
        "title": "Ubah data instansi",
        "back": reverse("team:agency_list"),
        "word": "Instansi",
        "lead": "Laporan dan tugas instansi ini ikut memakai nama baru.",
    }
    return render(request, "team/roster/form.html", context, status=conflicts.status(form))


@require_http_methods(["GET", "POST"])
def settings_page(request: AppRequest) -> HttpResponse:
    """The team's lines and settings."""
    require(permissions.can_see_settings(request.user))
    team = request.user.own_team
    can_change = permissions.can_change_settings(request.user)
    form = TeamForm(request.POST or None, instance=team)
    if request.method == "POST":
        require(can_change)
        if form.is_valid():
            facts = conflicts.facts(form)
            if tried(form, lambda: actions.change_team(team, by=request.user, **facts)):
                messages.success(request, "Tersimpan.")
                return redirect("team:settings")
    today = timezone.localdate()
    rows = [
        (definition, team_settings.value(team, definition.key, on=today))
        for definition in team_settings.REGISTRY.values()
    ]
    context = {"form": form, "rows": rows, "can_change": can_change, "team": team}
    return render(request, "team/settings.html", context, status=conflicts.status(form))


@require_http_methods(["GET", "POST"])
def setting_edit(request: AppRequest, key: str) -> HttpResponse:
    """One setting: its value, from when, and what it was before."""
    require(permissions.can_change_settings(request.user))
    team = request.user.own_team
    definition = team_settings.REGISTRY.get(key)
    if definition is None:
        raise Http404
    today = timezone.localdate()
    written = team_settings.written(team_settings.value(team, key, on=today))
    form = SettingForm(
        request.POST or None,
        definition=definition,
        today=today,
        version=team_settings.mark(team, key),
        initial={"value": written},
    )
    if request.method == "POST" and form.is_valid() and setting_saved(request, form):
        messages.success(request, "Tersimpan.")
        return redirect("team:settings")
    context = {
        "form": form,
        "definition": definition,
        "history": team_settings.history(team, key),
    }
    return render(request, "team/setting_edit.html", context, status=conflicts.status(form))


def setting_saved(request: AppRequest, form: SettingForm) -> bool:
    """Whether the value was kept; one given meanwhile stands beside the new one."""
    team, key = request.user.own_team, form.definition.key
    facts = conflicts.facts(form)
    try:
        actions.change_setting(team, key, by=request.user, **facts)
    except conflicts.Stale as late:
        saved, typed = team_settings.written(late.current), team_settings.written(facts["value"])
        form.version = team_settings.mark(team, key)
        form.pairs = [(form.definition.label, saved, typed)]
        return False
    return True
