"""The printed check page: what is on record about one document, without its contents."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from timdu.documents.models import Document, Rendition


@login_not_required
@never_cache
@require_safe
def check(request: HttpRequest, token: str) -> HttpResponse:
    """Number, date, kind, pages, SHA-256 of what was sent, state. Unknown tokens are a 404."""
    rows = Document.objects.select_related("team", "kecamatan", "current")
    document = get_object_or_404(rows, check_token=token.upper())
    with timezone.override(document.team.zone):
        return render(request, "documents/check.html", facts(document))


def facts(document: Document) -> dict[str, object]:
    """What anyone who holds the paper may know."""
    signed = document.signed_files.filter(superseded_at=None).select_related("file").first()
    numbered = Rendition.objects.filter(
        version=document.current,
        number=document.official_number,
        agenda=document.agenda_label,
        state=Rendition.State.DONE,
    ).first()
    is_out = document.status == Document.Status.SENT
    sent = document.deliveries.select_related("file").order_by("queued_at").first()
    return {
        "document": document,
        "is_out": is_out,
        "numbered": numbered if document.has_number else None,
        "signed": signed,
        "sha256": sent.file.sha256_stored if is_out and sent else "",
    }
