"""What the field reports: rows and who may see them."""

from incidents.models.facts import Casualty, Damage, IncidentPlace, Party, Step
from incidents.models.incident import Incident
from incidents.models.nil import NilReport
from incidents.models.reference import IssuePattern, WordFamily
from incidents.models.review import Correction, Share

__all__ = [
    "Casualty",
    "Correction",
    "Damage",
    "Incident",
    "IncidentPlace",
    "IssuePattern",
    "NilReport",
    "Party",
    "Share",
    "Step",
    "WordFamily",
]
