"""A lost password or second factor: asking, the second person's word, the owner's word."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState
from timdu.inbox import actions, todos
from timdu.inbox.forms import RecoveryForm
from timdu.team.entrance import permissions, proof
from timdu.team.models import Recovery, User


@require_POST
def ask(request: AppRequest, pk: int) -> HttpResponse:
    """The administrator's button beside an account."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    require(permissions.can_ask(request.user, person))
    form = RecoveryForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Belum dipulihkan: tuliskan alasannya.")
        return redirect("team:user_edit", pk=pk)
    proof.demand(request)
    try:
        row, password = actions.ask_recovery(person, by=request.user, **form.cleaned_data)
    except WrongState as refused:
        messages.error(request, refused.words)
        return redirect("team:user_edit", pk=pk)
    if row.is_open:
        messages.success(
            request, "Permintaan tersimpan. Pemulihan akun ini menunggu persetujuan orang kedua."
        )
        return redirect("team:user_edit", pk=pk)
    return carried_out(request, row, password)


def carried_out(request: AppRequest, row: Recovery, password: str) -> HttpResponse:
    """The new password, shown once; a factor that is gone needs no page."""
    if password:
        context = {"person": row.user, "password": password}
        return render(request, "team/user_password.html", context)
    messages.success(
        request,
        f"Langkah kedua {row.user.full_name} dilepas dan semua perangkatnya dikeluarkan. "
        "Pada waktu masuk berikutnya ia memasangnya kembali.",
    )
    able = request.user.role in (User.Role.ADMIN, User.Role.SECRETARY)
    return redirect("team:user_list" if able else "inbox:list")


@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: AppRequest, pk: int) -> HttpResponse:
    """Who asks for what, and the second person's yes or no."""
    row = get_object_or_404(Recovery.objects.visible_to(request.user), pk=pk)
    can_answer = permissions.can_answer(request.user, row)
    if request.method != "POST":
        context = {
            "row": row,
            "can_answer": can_answer,
            "can_check": permissions.can_check(request.user, row),
            "is_doubted": todos.waits(actions.DOUBTED, row),
        }
        return render(request, "inbox/recovery.html", context)
    if request.POST.get("answer") == "checked":
        return checked(request, row)
    require(can_answer)
    proof.demand(request)
    try:
        row, password = actions.answer_recovery(
            row, by=request.user, grant=request.POST.get("answer") == "yes"
        )
    except WrongState as refused:
        messages.error(request, refused.words)
        return redirect("recovery:answer", pk=pk)
    if row.granted:
        return carried_out(request, row, password)
    messages.success(request, "Tidak disetujui. Akun itu tetap seperti semula.")
    return redirect("inbox:list")


def checked(request: AppRequest, row: Recovery) -> HttpResponse:
    """The secretary or the administrator looked into it."""
    require(permissions.can_check(request.user, row))
    actions.check_doubt(row, by=request.user)
    messages.success(request, "Dicatat: sudah diperiksa.")
    return redirect("inbox:list")


@require_http_methods(["GET", "POST"])
def told(request: AppRequest, pk: int) -> HttpResponse:
    """What was done to one's own account; whether one asked for it."""
    row = get_object_or_404(Recovery.objects.visible_to(request.user), pk=pk)
    require(permissions.can_acknowledge(request.user, row))
    if request.method != "POST":
        return render(request, "inbox/recovered.html", {"row": row})
    is_known = request.POST.get("answer") == "known"
    actions.acknowledge_recovery(row, by=request.user, is_known=is_known)
    if is_known:
        messages.success(request, "Dicatat: Anda mengetahuinya.")
        return redirect("inbox:list")
    messages.warning(
        request,
        "Sekretaris dan administrator sudah diberi tahu. Ganti kata sandi Anda sekarang, lalu "
        "keluarkan perangkat yang tidak Anda kenal.",
    )
    return redirect("usersessions_list")
