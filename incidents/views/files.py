"""Files of a report: more may follow, and one may be taken back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from incidents import permissions
from incidents.actions import photos
from incidents.forms.files import FilesForm
from incidents.forms.nil import WithdrawForm
from incidents.views.detail import files_of
from incidents.views.rows import load
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState


@require_http_methods(["GET", "POST"])
def incident_files(request: AppRequest, code: str) -> HttpResponse:
    """Add photographs or PDFs, each judged by itself."""
    incident = load(request, code)
    require(permissions.can_attach(request.user, incident))
    form = FilesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        uploads = form.cleaned_data["uploads"]
        refused = photos.attach(incident, uploads, by=request.user)
        for words in refused:
            messages.warning(request, words)
        if len(refused) < len(uploads):
            messages.success(request, f"{len(uploads) - len(refused)} berkas dilampirkan.")
        return redirect("incidents:files", code=incident.code)
    context = {"incident": incident, "form": form, "files": files_of(incident)}
    return render(request, "incidents/files.html", context)


@require_http_methods(["GET", "POST"])
def file_withdraw(request: AppRequest, code: str, pk: int) -> HttpResponse:
    """Take one file back, with the reason."""
    incident = load(request, code)
    require(permissions.can_attach(request.user, incident))
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            photos.withdraw(incident, pk, by=request.user, **form.cleaned_data)
        except WrongState as refused:
            messages.warning(request, refused.words)
        else:
            messages.success(request, "Lampiran ditarik.")
        return redirect("incidents:files", code=incident.code)
    found = [file for file in files_of(incident) if file["pk"] == pk]
    if not found:
        messages.info(request, "Lampiran ini sudah ditarik.")
        return redirect("incidents:files", code=incident.code)
    context = {"incident": incident, "form": form, "file": found[0]}
    return render(request, "incidents/file_withdraw.html", context)
