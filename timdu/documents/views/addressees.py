"""Pages for recipients and letterheads."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from timdu.core import conflicts, events
from timdu.core.access import Denied, require
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState
from timdu.documents import kinds, permissions
from timdu.documents.actions import addressees
from timdu.documents.forms import LetterheadForm, ReasonForm, RecipientForm
from timdu.documents.models import Letterhead, Recipient
from timdu.documents.snapshots import default_letterhead
from timdu.files.intake import Refused
from timdu.team.roster.trying import tried
from timdu.wilayah.models import Wilayah


@require_safe
def recipient_list(request: AppRequest) -> HttpResponse:
    """Who gets what, and whose address nobody has confirmed."""
    require(permissions.can_manage_recipients(request.user))
    rows = list(
        Recipient.objects.visible_to(request.user)
        .select_related("verified_by")
        .order_by("is_copy", "position", "pk")
    )
    labels = dict(kinds.choices())
    current = [row for row in rows if not row.retired_at]
    context = {
        "groups": [
            (label, [row for row in current if code in row.kinds]) for code, label in labels.items()
        ],
        "others": [row for row in current if not set(row.kinds) & set(labels)],
        "retired": [row for row in rows if row.retired_at],
    }
    return render(request, "documents/recipients.html", context)


@require_http_methods(["GET", "POST"])
def recipient_create(request: AppRequest) -> HttpResponse:
    """A new recipient."""
    require(permissions.can_manage_recipients(request.user))
    return _recipient(request, Recipient(team=request.user.own_team))


@require_http_methods(["GET", "POST"])
def recipient_edit(request: AppRequest, pk: int) -> HttpResponse:
    """Change a recipient; the page also confirms and retires."""
    require(permissions.can_manage_recipients(request.user))
    return _recipient(request, get_object_or_404(Recipient.objects.visible_to(request.user), pk=pk))


def _recipient(request: AppRequest, recipient: Recipient) -> HttpResponse:
    form = RecipientForm(request.POST or None, instance=recipient)
    if request.method == "POST" and form.is_valid():
        facts = conflicts.facts(form)
        version, key = facts.pop("version"), recipient.pk
        save = partial(addressees.save_recipient, key, facts, by=request.user, version=version)
        if tried(form, save) is not None:
            messages.success(request, "Tersimpan.")
            return redirect("documents:recipients")
    if recipient.pk:
        # What was typed stands in the form; beside it, the recipient as it is stored.
        recipient = Recipient.objects.visible_to(request.user).get(pk=recipient.pk)
    context = {
        "form": form,
        "recipient": recipient if recipient.pk else None,
        "can_verify": permissions.can_verify_address(request.user, recipient),
        "reason_form": ReasonForm(),
        "chronology": events.chronology(recipient)[:20] if recipient.pk else [],
    }
    return render(request, "documents/recipient.html", context, status=conflicts.status(form))


@require_POST
def recipient_verify(request: AppRequest, pk: int) -> HttpResponse:
    """Confirm the address on the page."""
    recipient = get_object_or_404(Recipient.objects.visible_to(request.user), pk=pk)
    try:
        addressees.verify_address(recipient, seen=request.POST.get("email", ""), by=request.user)
        messages.success(request, f"Alamat {recipient} dipastikan.")
    except WrongState as wrong:
        messages.error(request, wrong.words)
    return redirect("documents:recipients")


@require_POST
def recipient_retire(request: AppRequest, pk: int) -> HttpResponse:
    """Stop sending to a recipient."""
    recipient = get_object_or_404(Recipient.objects.visible_to(request.user), pk=pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, f"{recipient} belum dihentikan. Alasan: {form.errors['note'][0]}")
        return redirect("documents:recipient_edit", pk=pk)
    try:
        addressees.retire(recipient, note=form.cleaned_data["note"], by=request.user)
        messages.success(request, f"{recipient} tidak lagi menerima dokumen baru.")
    except WrongState as wrong:
        messages.error(request, wrong.words)
    return redirect("documents:recipients")


@require_safe
def letterhead_list(request: AppRequest) -> HttpResponse:
    """The kop surat one may see, filled in or not."""
    user = request.user
    stored = list(Letterhead.objects.visible_to(user).select_related("kecamatan", "team"))
    if not (user.is_secretariat or user.kecamatan_id or user.role == user.Role.ADMIN):
        raise Denied("Kop surat diatur oleh sekretariat.", "Kepala Badan atau administrator sistem")
    have = {(row.kind, row.kecamatan_id) for row in stored}
    places = Wilayah.objects.current().kecamatan_of(user.own_team.scope).order_by("code")
    if user.kecamatan_id:
        places = places.filter(pk=user.kecamatan_id)
    wanted: list[tuple[str, Wilayah | None]] = [("kecamatan", place) for place in places]
    if not user.kecamatan_id:
        wanted = [("bupati", None), ("badan", None), *wanted]
    missing = [
        default_letterhead(user.own_team, kind, place)
        for kind, place in wanted
        if (kind, place.pk if place else None) not in have
    ]
    return render(request, "documents/letterheads.html", {"stored": stored, "missing": missing})


@require_http_methods(["GET", "POST"])
def letterhead_edit(request: AppRequest, kind: str, kecamatan: str = "") -> HttpResponse:
    """One kop surat, its signer, its emblem."""
    letterhead = _letterhead(request, kind, kecamatan)
    can_change = permissions.can_change_letterhead(request.user, letterhead)
    require(can_change)
    form = LetterheadForm(request.POST or None, request.FILES or None, instance=letterhead)
    if request.method == "POST" and form.is_valid():
        fields = {key: form.cleaned_data[key] for key in form.Meta.fields}
        try:
            addressees.save_letterhead(
                letterhead,
                fields,
                form.cleaned_data["picture"],
                by=request.user,
                version=form.version,
            )
            messages.success(request, "Kop surat tersimpan; berlaku untuk dokumen berikutnya.")
            return redirect("documents:letterheads")
        except conflicts.Stale as late:
            conflicts.side_by_side(form, late.current)
        except Refused as refused:
            form.add_error("picture", str(refused))
    context = {"form": form, "letterhead": letterhead}
    return render(request, "documents/letterhead.html", context, status=conflicts.status(form))


def _letterhead(request: AppRequest, kind: str, kecamatan: str) -> Letterhead:
    """The stored one, or a plain one to begin with; 404 for what does not exist here."""
    team = request.user.own_team
    if kind not in Letterhead.Kind.values or (kind == "kecamatan") != bool(kecamatan):
        raise Http404
    place = None
    if kecamatan:
        within = Wilayah.objects.current().kecamatan_of(team.scope)
        place = get_object_or_404(within, pk=kecamatan)
    return Letterhead.objects.stored(team, kind, place) or default_letterhead(team, kind, place)
