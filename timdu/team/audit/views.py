"""The page of one auditor's surat tugas."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.files.models import Attachment
from timdu.team.audit import actions, permissions
from timdu.team.audit.forms import SuratTugasForm
from timdu.team.models import SuratTugas, User
from timdu.team.roster.trying import tried


@require_http_methods(["GET", "POST"])
def surat_tugas(request: AppRequest, pk: int) -> HttpResponse:
    """The letters of one auditor, and recording the next one."""
    require(permissions.can_admit_auditor(request.user))
    auditors = User.objects.visible_to(request.user).filter(role=User.Role.AUDITOR)
    auditor = get_object_or_404(auditors, pk=pk)
    form = SuratTugasForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        admitted = tried(form, lambda: actions.admit(auditor, by=request.user, **form.cleaned_data))
        if admitted is not None:
            for words in admitted[1]:
                messages.warning(request, words)
            messages.success(request, f"{admitted[0]} dicatat; akses dibuka menurut tanggalnya.")
            return redirect("audit:surat_tugas", pk=pk)
    letters = SuratTugas.objects.visible_to(request.user).of(auditor)
    rows = [(letter, Attachment.objects.of(letter).first()) for letter in letters]
    context = {"auditor": auditor, "form": form, "rows": rows}
    return render(request, "team/audit/surat_tugas.html", context)
