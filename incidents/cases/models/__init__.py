"""Permasalahan: rows and who may see them."""

from incidents.cases.models.case import Assessment, Case, CaseParty, CasePlace
from incidents.cases.models.closing import Closing
from incidents.cases.models.handling import Handling
from incidents.cases.models.link import CaseIncident
from incidents.cases.models.share import CaseShare

__all__ = [
    "Assessment", "Case", "CaseIncident", "CaseParty", "CasePlace", "CaseShare", "Closing",
    "Handling",
]  # fmt: skip
