"""Tinjauan kepatuhan: how each kecamatan was heard in each month. Rows in, value out."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Min, Q
from django.db.models.functions import TruncMonth

from incidents.models import Incident, NilReport
from incidents.models.choices import Origin
from timdu.core.periods import Month
from timdu.team import settings as team_settings
from timdu.team.models import Team
from timdu.wilayah.models import Wilayah

REPORT, NIL, LATE, MISSING, EXEMPT = "report", "nil", "late", "missing", "exempt"
WORDS = {
    REPORT: "ada laporan",
    NIL: "nihil",
    LATE: "terlambat",
    MISSING: "belum melapor",
    EXEMPT: "tidak wajib lapor",
}
Key = tuple[str, Month]


@dataclass(frozen=True)
class Heard:
    """What came from one kecamatan about one month."""

    reports: int = 0
    first_report_at: dt.datetime | None = None
    nil_at: dt.datetime | None = None
    nil_stands: bool = False

    @property
    def first_at(self) -> dt.datetime | None:
        """When the kecamatan first answered, in whatever way."""
        answers = [at for at in (self.first_report_at, self.nil_at) if at is not None]
        return min(answers, default=None)


@dataclass(frozen=True)
class MonthState:
    """How one kecamatan was heard in one month: one of the five, with what stands behind it."""

    month: Month
    state: str
    count: int
    sent_at: dt.datetime | None
    due_at: dt.datetime
    is_due: bool

    @property
    def mark(self) -> str:
        """The state as it is drawn: a month that is not due yet has a mark of its own."""
        return "future" if self.state == EXEMPT and not self.is_due else self.state

    @property
    def word(self) -> str:
        return WORDS[self.state] if self.mark != "future" else "belum jatuh tempo"


def state_of(
    month: Month, heard: Heard, *, due_at: dt.datetime, since: Month, now: dt.datetime
) -> MonthState:
    """Say which of the five holds; nihil and belum melapor are never the same.

    What counts as in time is the first answer: a nil report that later had to give way to a
    report still was an answer. Before the team began, and as long as a month is not due,
    nobody has to report.
    """
    answered = heard.reports > 0 or heard.nil_stands
    is_due = due_at <= now
    if answered:
        first = heard.first_at
        late = first is not None and first >= due_at
        state = LATE if late else REPORT if heard.reports else NIL
    else:
        state = MISSING if is_due and month >= since else EXEMPT
    return MonthState(month, state, heard.reports, heard.first_at, due_at, is_due)


def due_at(month: Month, due_day: int, zone: str) -> dt.datetime:
    """The instant from which the month's report is late: the end of the due day after it."""
    last_day = month.next.first.replace(day=due_day)
    return dt.datetime.combine(last_day + dt.timedelta(days=1), dt.time(), ZoneInfo(zone))


def month_states(
    team: Team, months: Sequence[Month], *, now: dt.datetime, kecamatan: str = ""
) -> dict[Key, MonthState]:
    """The state of every kecamatan (or of one) in every one of the months."""
    codes = [kecamatan] if kecamatan else [place.code for place in kecamatan_of(team, months[-1])]
    heard = collect(team, months, codes)
    since = first_month(team)
    due_day = team_settings.over_time(team, "monthly.due_day")
    found = {}
    for month in months:
        due = due_at(month, due_day(month.next.first), team.zone)
        for code in codes:
            answer = heard.get((code, month), Heard())
            found[code, month] = state_of(month, answer, due_at=due, since=since, now=now)
    return found


def kecamatan_of(team: Team, month: Month) -> list[Wilayah]:
    """The kecamatan the team had in the month."""
    rows = Wilayah.objects.within(team.scope).filter(level=Wilayah.Level.KECAMATAN)
    return list(rows.filter(Q(retired_on=None) | Q(retired_on__gt=month.last)).order_by("code"))


def first_month(team: Team) -> Month:
    """The month reporting began: a setting, else the month the team was made here."""
    set_to = team_settings.value(team, "monthly.since")
    return Month.parse(set_to) if set_to else Month.of(team.created_at, team.zone)


def collect(team: Team, months: Sequence[Month], codes: Iterable[str]) -> dict[Key, Heard]:
    """What came in about the months, grouped by the database."""
    reports = report_rows(team, months, codes)
    nils = nil_rows(team, months, codes)
    return {
        key: Heard(**{**reports.get(key, {}), **nils.get(key, {})})
        for key in reports.keys() | nils.keys()
    }


def report_rows(
    team: Team, months: Sequence[Month], codes: Iterable[str]
) -> dict[Key, dict[str, Any]]:
    """Reports sent, whatever became of them: that one was merged or dropped was not silence."""
    zone = ZoneInfo(team.zone)
    rows = (
        Incident.objects.filter(
            team=team,
            origin=Origin.KECAMATAN,
            kecamatan__in=list(codes),
            occurred_at__gte=min(months).start(team.zone),
            occurred_at__lt=max(months).end(team.zone),
        )
        .sent()
        .values_list("kecamatan_id", TruncMonth("occurred_at", tzinfo=zone))
        .annotate(Count("pk"), Min("reported_at"))
        .order_by()
    )
    return {
        (code, Month(first.year, first.month)): {"reports": count, "first_report_at": at}
        for code, first, count, at in rows
    }


def nil_rows(
    team: Team, months: Sequence[Month], codes: Iterable[str]
) -> dict[Key, dict[str, Any]]:
    """Nil reports that stand or had to give way; one taken back by hand was never an answer."""
    stands = Q(withdrawn_at=None)
    rows = (
        NilReport.objects.filter(stands | Q(withdrawn_for__isnull=False))
        .filter(
            team=team,
            kecamatan__in=list(codes),
            month__range=(min(months).first, max(months).first),
        )
        .values_list("kecamatan_id", "month")
        .annotate(Min("sent_at"), standing=Count("pk", filter=stands))
        .order_by()
    )
    return {
        (code, Month.of(month)): {"nil_at": at, "nil_stands": count > 0}
        for code, month, at, count in rows
    }
