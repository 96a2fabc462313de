"""What the field reports: rows and who may see them."""

from incidents.models.duties import ReportingDuty
from incidents.models.facts import Casualty, Damage, IncidentPlace, Party, Step
from incidents.models.incident import Incident
from incidents.models.later import Development, Proposal
from incidents.models.nil import NilReport
from incidents.models.reference import IssuePattern, WordFamily
from incidents.models.relay import Relay
from incidents.models.reminders import Reminder
from incidents.models.review import Correction, Share

__all__ = [
    "Casualty",
    "Correction",
    "Damage",
    "Development",
    "Incident",
    "IncidentPlace",
    "IssuePattern",
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
