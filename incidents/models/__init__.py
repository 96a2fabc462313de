"""What the field reports: rows and who may see them."""

from incidents.models.duties import ReportingDuty
from incidents.models.facts import Casualty, Damage, IncidentPlace, Party, Step
from incidents.models.incident import Incident
from incidents.models.later import Development, Proposal
from incidents.models.likeness import Compared, Likeness
from incidents.models.merge import Merge
from incidents.models.nil import NilReport
from incidents.models.reference import IssuePattern, WordFamily
from incidents.models.relay import Relay
from incidents.models.reminders import Reminder
from incidents.models.review import Correction, Share

__all__ = [
    "Casualty",
    "Compared",
    "Correction",
    "Damage",
    "Development",
    "Incident",
    "IncidentPlace",
    "IssuePattern",
    "Likeness",
    "Merge",
    "NilReport",
    "Party",
    "Proposal",
    "Relay",
    "Reminder",
    "ReportingDuty",
    "Share",
    "Step",
    "WordFamily",
]
