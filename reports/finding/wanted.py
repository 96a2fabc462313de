"""What one person wants found: the words, and the records they may be found in."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from incidents.cases.models import Case
from incidents.cases.models.case import CaseQuerySet
from incidents.cases.models.visibility import reads_whole
from incidents.models import Incident
from incidents.models.choices import UP_TO_RESTRICTED, Origin
from incidents.models.incident import IncidentQuerySet
from incidents.search import Asked
from timdu.team.models import User

Role = User.Role
EVERYTHING = Q()


@dataclass(frozen=True)
class Wanted:
    """The text, for whom, and what the filters say of each kind of record (None: leave it out)."""

    text: str
    user: User
    of_reports: Q | None = EVERYTHING
    of_cases: Q | None = EVERYTHING

    @cached_property
    def asked(self) -> Asked:
        """The words with their families, read once for all kinds."""
        return Asked.of(self.text, self.user)

    @property
    def reads_whole(self) -> bool:
        """Whether the person reads what the desk added to permasalahan."""
        return reads_whole(self.user)

    @property
    def reports(self) -> IncidentQuerySet | None:
        """The reports one reads that the filters leave."""
        if self.of_reports is None:
            return None
        return Incident.objects.visible_to(self.user).filter(self.of_reports)

    @property
    def cases(self) -> CaseQuerySet | None:
        """The permasalahan one reads that the filters leave."""
        if self.of_cases is None or self.user.is_masked:
            return None
        return Case.objects.visible_to(self.user, few=True).filter(self.of_cases)

    @property
    def plain_cases(self) -> CaseQuerySet | None:
        """Those whose steps and files may stand in a list; of R nothing is told unopened."""
        rows = self.cases
        return None if rows is None else rows.up_to_restricted()

    @property
    def plain_reports(self) -> IncidentQuerySet | None:
        """Those whose notes and files may stand in a list; of R nothing is told unopened.

        Who sent a note or a file may have named somebody in it: not for readers who may not know.
        """
        rows = self.reports
        if rows is None or self.user.is_masked:
            return None
        return rows.filter(classification__in=UP_TO_RESTRICTED)

    @property
    def noted_reports(self) -> IncidentQuerySet | None:
        """Those whose catatan perbaikan the person reads: the desk, and the office it is for."""
        rows, user = self.plain_reports, self.user
        if rows is None or user.is_secretariat:
            return rows
        if user.role == Role.KECAMATAN:
            return rows.filter(origin=Origin.KECAMATAN, kecamatan_id=user.kecamatan_id)
        return rows.filter(agency=user.agency) if user.role == Role.MEMBER else None
