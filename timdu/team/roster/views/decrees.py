"""Pages of the SK: the list, one SK, composing a new one, putting it in force."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from timdu.core import conflicts, events
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState
from timdu.files import actions as file_actions
from timdu.files.forms import show_held
from timdu.files.intake import PDF
from timdu.files.models import Attachment
from timdu.files.permissions import can_withdraw
from timdu.team.models import Decree, Seat
from timdu.team.roster import permissions, sheet
from timdu.team.roster.actions import decrees as decree_actions
from timdu.team.roster.forms import DecreeForm, ReasonForm
from timdu.team.roster.trying import tried
from timdu.team.roster.views.seats import page
from timdu.team.roster.views.sheets import places
from timdu.wilayah.models import Wilayah

SUBJECT = "Pembentukan Tim Terpadu Penanganan Konflik Sosial"


@require_safe
def decree_list(request: AppRequest) -> HttpResponse:
    """Every SK of the team and its kecamatan, the newest first."""
    require(permissions.can_see_roster(request.user))
    user = request.user
    rows = Decree.objects.visible_to(user)
    context = {
        "ours": rows.filter(roster=None),
        "others": rows.filter(roster__isnull=False),
        "today": timezone.localdate(),
        "can_edit": permissions.can_edit_roster(user, user.kecamatan),
        "own": user.kecamatan,
    }
    return render(request, "team/roster/decrees.html", context)


def roster_asked(request: AppRequest) -> Wilayah | None:
    """The kecamatan whose SK is meant; none is the kabupaten's."""
    code = request.GET.get("kecamatan", "")
    return get_object_or_404(places(request), pk=code) if code else None


@require_http_methods(["GET", "POST"])
def decree_create(request: AppRequest) -> HttpResponse:
    """A draft: of a new SK with today's seats, or of an SK perubahan (`?mengubah=`)."""
    user = request.user
    roster = roster_asked(request)
    amends = amended(request, roster)
    require(permissions.can_edit_roster(user, roster))
    decree = Decree(team=user.own_team, roster=roster, amends=amends)
    initial = {"subject": f"{SUBJECT} {decree.whose}"}
    form = DecreeForm(request.POST or None, request.FILES or None, instance=decree, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = tried(
            form,
            lambda: decree_actions.open_draft(
                roster, by=user, today=timezone.localdate(), amends=amends, **form.facts()
            ),
        )
        if made is not None:
            attach_scan(request, made, form)
            return redirect(made)
    keep_scan(request, form)
    draft = Decree.objects.visible_to(user).of_roster(user.own_team, decree.roster_id).drafts()
    context = {
        "form": form,
        "decree": decree,
        "draft": draft.filter(amends=None).first() if amends is None else None,
        "seats": Seat.objects.visible_to(user).of_roster(user.own_team, decree.roster_id)
        .on(timezone.localdate()).count(),
    }  # fmt: skip
    return render(request, "team/roster/decree_form.html", context)


def amended(request: AppRequest, roster: Wilayah | None) -> Decree | None:
    """The SK in force that the new one amends."""
    key = request.GET.get("mengubah", "")
    if not key:
        return None
    issued = Decree.objects.visible_to(request.user).issued().filter(roster=roster, amends=None)
    return get_object_or_404(issued, pk=int(key) if key.isdecimal() and len(key) < 18 else 0)


@require_safe
def decree_detail(request: AppRequest, pk: int) -> HttpResponse:
    """One SK: its dates, its scan, what it names, and what can be done next."""
    user = request.user
    decree = get_object_or_404(Decree.objects.visible_to(user), pk=pk)
    today = timezone.localdate()
    can_edit = permissions.can_edit_roster(user, decree.roster)
    if decree.is_draft:
        lines = sheet.lines_of_draft(decree, user, today)
    else:
        seats = Seat.objects.visible_to(user).filter(decree=decree, valid_from__isnull=False)
        lines = sheet.lines_on(seats, today)
    context = {
        "decree": decree,
        "groups": sheet.groups(lines),
        "count": len(lines),
        "is_over": not decree.is_draft and decree.is_over(today),
        "can_edit": can_edit,
        "can_issue": permissions.can_issue(user, decree.roster),
        "amendments": Decree.objects.visible_to(user).filter(amends=decree),
        "files": [
            {
                "url": row.file.get_absolute_url(),
                "name": row.file.name,
                "note": "PDF",
                "pk": row.pk,
                "can_withdraw": can_edit and can_withdraw(user, row).yes,
            }
            for row in Attachment.objects.of(decree)
        ],
        "reason_form": ReasonForm(),
        "chronology": events.chronology(decree)[:20] if can_edit else [],
    }
    return render(request, "team/roster/decree.html", context)


@require_http_methods(["GET", "POST"])
def decree_edit(request: AppRequest, pk: int) -> HttpResponse:
    """Number, dates and scan of an SK."""
    user = request.user
    decree = get_object_or_404(Decree.objects.visible_to(user), pk=pk)
    require(permissions.can_edit_roster(user, decree.roster))
    if not decree.is_draft:
        require(permissions.can_issue(user, decree.roster))
    form = DecreeForm(request.POST or None, request.FILES or None, instance=decree)
    if request.method == "POST" and form.is_valid():
        facts = {**form.facts(), "version": form.version}
        made = tried(form, lambda: decree_actions.change(decree, by=user, **facts))
        if made is not None:
            attach_scan(request, made, form)
            return redirect(made)
    keep_scan(request, form)
    context = {"form": form, "decree": decree}
    status = conflicts.status(form)
    return render(request, "team/roster/decree_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
def scan_withdraw(request: AppRequest, pk: int, file: int) -> HttpResponse:
    """Take back a scan that belongs to something else; the row and its bytes stay."""
    user = request.user
    decree = get_object_or_404(Decree.objects.visible_to(user), pk=pk)
    require(permissions.can_edit_roster(user, decree.roster))
    scan = get_object_or_404(Attachment.objects.of(decree), pk=file)
    require(can_withdraw(user, scan))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        if tried(form, lambda: file_actions.withdraw(scan, by=user, **facts)) is not None:
            messages.success(request, "Pindaian ditarik. Unggah yang benar di “Ubah data SK”.")
            return redirect(decree)
    lead = f"{scan.file.name} tidak ditampilkan lagi; berkasnya tetap tersimpan."
    back = decree.get_absolute_url()
    return page(request, form, "Tarik pindaian SK", back, str(decree), lead)


def keep_scan(request: AppRequest, form: DecreeForm) -> None:
    """A browser forgets the file of a form that comes back; it is held until it is saved."""
    if form.is_bound:
        chosen = form.cleaned_data.get("scan", [])
        taken = file_actions.hold(chosen, team=request.user.own_team, by=request.user, kinds=(PDF,))
        show_held(form, "scan", taken)


def attach_scan(request: AppRequest, decree: Decree, form: DecreeForm) -> None:
    """Keep the scan; one that cannot be taken is named, the rest is saved."""
    chosen = form.cleaned_data["scan"]
    taken = file_actions.attach_all(decree, chosen, team=decree.team, by=request.user, kinds=(PDF,))
    for words in taken.refused:
        messages.error(request, f"SK tersimpan, tetapi pindaiannya belum: {words}")
    if not taken.refused:
        messages.success(request, "Tersimpan.")


@require_POST
def decree_issue(request: AppRequest, pk: int) -> HttpResponse:
    """Put a draft in force."""
    decree = get_object_or_404(Decree.objects.visible_to(request.user), pk=pk)
    try:
        issued = decree_actions.issue(decree, by=request.user)
        messages.success(request, f"{issued} berlaku. Pejabat yang ada melanjutkan kedudukannya.")
    except WrongState as refused:
        messages.error(request, refused.words)
    return redirect(decree)


@require_POST
def decree_withdraw(request: AppRequest, pk: int) -> HttpResponse:
    """Give up a draft."""
    decree = get_object_or_404(Decree.objects.visible_to(request.user), pk=pk)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        decree_actions.withdraw(decree, by=request.user, note=reason)
        messages.success(request, "Konsep SK dibatalkan; isinya tetap tersimpan.")
    except WrongState as refused:
        messages.error(request, refused.words)
    return redirect(decree)
