"""Who owes an answer for a month: kecamatan since reporting began, agencies as decided."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from incidents.models import ReportingDuty
from timdu.core.periods import Month
from timdu.team import settings as team_settings
from timdu.team.models import Agency, Team
from timdu.wilayah.models import Wilayah

Kind = ReportingDuty.Kind


@dataclass(frozen=True)
class Duties:
    """Every decision that stands and speaks of the months asked about; read once."""

    since: Month
    decisions: tuple[ReportingDuty, ...]

    def exemption(self, key: str, month: Month) -> ReportingDuty | None:
        """The decision by which the sender need not answer for the month, if there is one."""
        return self._find(Kind.EXEMPT, key, month)

    def owes(self, key: str, month: Month) -> bool:
        """Whether an answer is due: a kecamatan's by itself, an agency's by decision."""
        if self.exemption(key, month) is not None:
            return False
        if is_agency(key):
            return self._find(Kind.OWES, key, month) is not None
        return month >= self.since

    def _find(self, kind: str, key: str, month: Month) -> ReportingDuty | None:
        found = (
            row
            for row in self.decisions
            if row.kind == kind and key_of(row.kecamatan_id, row.agency_id) == key
        )
        return next((row for row in found if row.covers(month)), None)


def key_of(kecamatan_id: str | None, agency_id: int | None) -> str:
    """A sender as one word: the code of the kecamatan, else the agency's number."""
    return kecamatan_id or f"instansi-{agency_id}"


def is_agency(key: str) -> bool:
    return key.startswith("instansi-")


def agency_id(key: str) -> int:
    """The agency's number in its word."""
    return int(key.removeprefix("instansi-"))


def sender_of(key: str) -> dict[str, str | int | None]:
    """The two columns of a row that say whose it is."""
    if is_agency(key):
        return {"kecamatan_id": None, "agency_id": agency_id(key)}
    return {"kecamatan_id": key, "agency_id": None}


def duties(team: Team, months: Sequence[Month]) -> Duties:
    """What is decided about the months; two queries."""
    rows = ReportingDuty.objects.filter(team=team).standing().between(min(months), max(months))
    return Duties(first_month(team), tuple(rows.order_by("pk")))


def first_month(team: Team) -> Month:
    """The month reporting began: a setting, else the month the team was made here."""
    set_to = team_settings.value(team, "monthly.since")
    return Month.parse(set_to) if set_to else Month.of(team.created_at, team.zone)


def kecamatan_of(team: Team, month: Month) -> list[Wilayah]:
    """The kecamatan the team had in the month."""
    rows = Wilayah.objects.within(team.scope).filter(level=Wilayah.Level.KECAMATAN)
    return list(rows.filter(Q(retired_on=None) | Q(retired_on__gt=month.last)).order_by("code"))


def agencies_of(team: Team, months: Sequence[Month]) -> list[Agency]:
    """The agencies of which an answer is expected in one of the months, by name."""
    owing = ReportingDuty.objects.filter(team=team, kind=Kind.OWES).standing()
    keys = owing.between(min(months), max(months)).values("agency")
    return list(Agency.objects.filter(team=team, pk__in=keys).order_by("is_vertical", "name"))
