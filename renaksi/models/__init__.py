"""Kegiatan: rows and who may see them."""

from renaksi.models.activity import Activity
from renaksi.models.beside import ActivityCase, Involved
from renaksi.models.reference import ActivityKind

__all__ = ["Activity", "ActivityCase", "ActivityKind", "Involved"]
