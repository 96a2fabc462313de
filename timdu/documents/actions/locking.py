"""Reading a document again under lock: between page and click somebody may have moved it."""

from timdu.documents.models import Document


def locked(document: Document) -> Document:
    """The row as it is now, held until the transaction ends."""
    rows = Document.objects.select_for_update(of=("self",)).select_related(
        "team", "kecamatan", "current"
    )
    return rows.get(pk=document.pk)
