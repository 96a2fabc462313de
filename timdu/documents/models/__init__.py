"""Models of the documents app."""

from timdu.documents.models.addressees import Letterhead, Recipient
from timdu.documents.models.deliveries import Delivery
from timdu.documents.models.documents import Document, RegisterCounter
from timdu.documents.models.outputs import Rendition, SignedFile
from timdu.documents.models.versions import DocumentVersion, Initial

__all__ = [
    "Delivery",
    "Document",
    "DocumentVersion",
    "Initial",
    "Letterhead",
    "Recipient",
    "RegisterCounter",
    "Rendition",
    "SignedFile",
]
