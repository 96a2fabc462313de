"""Disposisi and permintaan koordinasi: rows and who may see them."""

from incidents.cases.asking.models.disposition import Disposition
from incidents.cases.asking.models.request import CoordinationRequest
from incidents.cases.asking.models.trail import Answer, DateChange, Result

__all__ = ["Answer", "CoordinationRequest", "DateChange", "Disposition", "Result"]
