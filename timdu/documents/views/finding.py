"""Finding the rows a page is about: what one may not see does not exist."""

from django.shortcuts import get_object_or_404

from timdu.core import reads
from timdu.documents import permissions
from timdu.documents.models import Delivery, Document, Rendition
from timdu.team.models import User


def document_of(user: User, pk: int) -> Document:
    """One document the person may see, with what its page shows."""
    rows = Document.objects.visible_to(user).select_related(
        "team", "kecamatan", "current", "made_by", "job"
    )
    return get_object_or_404(rows, pk=pk)


def opened(user: User, document: Document) -> None:
    """Log the opening of a Rahasia document, and every opening by an auditor."""
    if document.classification == Document.Classification.SECRET or user.role == User.Role.AUDITOR:
        reads.opened(by=user, what=document)


def delivery_of(user: User, pk: int) -> Delivery:
    """One delivery of a document the person may see."""
    rows = Delivery.objects.of_documents(Document.objects.visible_to(user))
    return get_object_or_404(rows, pk=pk)


def is_reader(user: User, document: Document) -> bool:
    """Whether the person only receives the document (observer, another agency)."""
    roles = (User.Role.LEADER, User.Role.AUDITOR)
    inside = user.team_id == document.team_id and user.role in roles
    return not (inside or permissions.handles(user, document))


def latest_rendition(document: Document) -> Rendition | None:
    """Our PDF of the current version as the document stands now."""
    return Rendition.objects.standing_for(document).first()
