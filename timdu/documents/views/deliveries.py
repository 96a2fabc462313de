"""Sending, sending again, and what is known of the arrival."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.core.workflow import WrongState
from timdu.documents import blockers, permissions
from timdu.documents.actions import sending
from timdu.documents.forms import CarriedForm, ReceiptForm, SendAgainForm
from timdu.documents.views.finding import delivery_of, document_of
from timdu.documents.workflow import TRANSITIONS


@require_http_methods(["GET", "POST"])
def send(request: AppRequest, pk: int) -> HttpResponse:
    """To whom it goes and how; only the POST sends."""
    document = document_of(request.user, pk)
    require(TRANSITIONS["send"].allowed(request.user, document))
    if request.method == "POST":
        try:
            sending.send(document, by=request.user)
            messages.success(request, "Dokumen dikirim. Keadaan tiap penerima tampil di bawah.")
        except WrongState as wrong:
            messages.error(request, wrong.words)
        return redirect(document)
    items = blockers.of(document)
    context = {
        "document": document,
        "recipients": blockers.recipients_of(document),
        "open_blockers": [item for item in items if not item.met],
    }
    return render(request, "documents/send.html", context)


@require_http_methods(["GET", "POST"])
def send_again(request: AppRequest, pk: int) -> HttpResponse:
    """Once more, by a person, with a reason; the page warns of a second copy."""
    delivery = delivery_of(request.user, pk)
    require(permissions.can_prepare(request.user, delivery.document))
    form = SendAgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            sending.send_again(delivery, by=request.user, **form.cleaned_data)
            messages.success(request, f"Dikirim lagi kepada {delivery.recipient}.")
            return redirect(delivery.document)
        except WrongState as wrong:
            form.add_error(None, wrong.words)
    return render(request, "documents/send_again.html", {"delivery": delivery, "form": form})


@require_http_methods(["GET", "POST"])
def carried(request: AppRequest, pk: int) -> HttpResponse:
    """Note that a person brought it."""
    delivery = delivery_of(request.user, pk)
    require(permissions.can_prepare(request.user, delivery.document))
    form = CarriedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            sending.note_carried(delivery, by=request.user, **form.cleaned_data)
            messages.success(request, "Tercatat sebagai tersampaikan.")
            return redirect(delivery.document)
        except WrongState as wrong:
            form.add_error(None, wrong.words)
    return render(request, "documents/carried.html", {"delivery": delivery, "form": form})


@require_http_methods(["GET", "POST"])
def receipt(request: AppRequest, pk: int) -> HttpResponse:
    """Note the receipt: by the desk after asking, or by the recipient."""
    delivery = delivery_of(request.user, pk)
    require(permissions.can_note_receipt(request.user, delivery))
    own = delivery.recipient.user_id == request.user.pk
    first = {
        "on": timezone.localtime(),
        "received_by": request.user.full_name if own else "",
    }
    form = ReceiptForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            sending.note_receipt(delivery, by=request.user, **form.cleaned_data)
            messages.success(request, "Tanda terima tercatat.")
            return redirect(delivery.document)
        except WrongState as wrong:
            form.add_error(None, wrong.words)
    return render(request, "documents/receipt.html", {"delivery": delivery, "form": form})
