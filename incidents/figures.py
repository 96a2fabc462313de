"""Tinjauan kepatuhan: how each sender was heard in each month. Rows in, value out."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Min, Q
from django.db.models.functions import TruncMonth

from incidents.duties import Duties, duties, kecamatan_of, key_of
from incidents.models import Incident, NilReport
from incidents.models.choices import Origin
from timdu.core.periods import Month
from timdu.team import settings as team_settings
from timdu.team.models import Agency, Team

REPORT, NIL, LATE, MISSING, EXEMPT = "report", "nil", "late", "missing", "exempt"
FUTURE = "future"
WORDS = {
    REPORT: "ada laporan",
    NIL: "nihil",
    LATE: "terlambat",
    MISSING: "belum melapor",
    EXEMPT: "tidak wajib lapor",
}
# A sender (duties.key_of) and a month.
Key = tuple[str, Month]


@dataclass(frozen=True)
class Heard:
    """What came from one sender about one month."""

    reports: int = 0
    first_report_at: dt.datetime | None = None
    nil_at: dt.datetime | None = None
    nil_stands: bool = False

    @property
    def first_at(self) -> dt.datetime | None:
        """When the sender first answered, in whatever way; nothing where no answer stands."""
        if not self.reports and not self.nil_stands:
            return None
        answers = [at for at in (self.first_report_at, self.nil_at) if at is not None]
        return min(answers, default=None)


@dataclass(frozen=True)
class MonthState:
    """How one sender was heard in one month: one of the five, with what stands behind it."""

    month: Month
    state: str
    count: int
    sent_at: dt.datetime | None
    due_at: dt.datetime
    is_due: bool
    owed: bool = True

    @property
    def is_expected(self) -> bool:
        """Owed and due: a month still to come is not expected yet."""
        return self.owed and self.is_due

    @property
    def is_answered(self) -> bool:
        return self.sent_at is not None

    @property
    def is_on_time(self) -> bool:
        return self.is_answered and self.state != LATE

    @property
    def mark(self) -> str:
        """The state as it is drawn: a month that is not due yet has a mark of its own."""
        waits = self.state == EXEMPT and self.owed and not self.is_due
        return FUTURE if waits else self.state

    @property
    def word(self) -> str:
        return WORDS[self.state] if self.mark != FUTURE else "belum jatuh tempo"


def state_of(
    month: Month,
    heard: Heard,
    *,
    due_at: dt.datetime,
    owes: bool,
    now: dt.datetime,
    is_timed: bool = True,
) -> MonthState:
    """Say which of the five holds; nihil and belum melapor are never the same.

    What counts as in time is the first answer: a nil report that later had to give way to a
    report still was an answer. What nobody owes cannot be late, nor what is asked of an agency
    that only coordinates (`is_timed`); as long as a month is not due, nobody has to answer.
    """
    first, is_due = heard.first_at, due_at <= now
    if first is not None:
        late = owes and is_timed and first >= due_at
        state = LATE if late else REPORT if heard.reports else NIL
    else:
        state = MISSING if is_due and owes else EXEMPT
    return MonthState(month, state, heard.reports, first, due_at, is_due, owes)


def due_at(month: Month, due_day: int, zone: str) -> dt.datetime:
    """The instant from which the month's report is late: the end of the due day after it."""
    day_after = due_on(month, due_day) + dt.timedelta(days=1)
    return dt.datetime.combine(day_after, dt.time(), ZoneInfo(zone))


def due_on(month: Month, due_day: int) -> dt.date:
    """The last day on which the month's report is in time."""
    return month.next.first.replace(day=due_day)


def month_states(
    team: Team, months: Sequence[Month], *, now: dt.datetime, kecamatan: str = ""
) -> dict[Key, MonthState]:
    """The state of every kecamatan (or of one) in every one of the months."""
    codes = [kecamatan] if kecamatan else [place.code for place in kecamatan_of(team, months[-1])]
    heard = collect(team, months, "kecamatan_id", codes)
    return _states(team, months, codes, heard, now=now)


def agency_states(
    team: Team, months: Sequence[Month], agencies: Collection[Agency], *, now: dt.datetime
) -> dict[Key, MonthState]:
    """The same of agencies; what a vertical agency sends is never called late."""
    heard = collect(team, months, "agency_id", [agency.pk for agency in agencies])
    untimed = {key_of(None, agency.pk) for agency in agencies if agency.is_vertical}
    keys = [key_of(None, agency.pk) for agency in agencies]
    return _states(team, months, keys, heard, now=now, untimed=untimed)


def _states(
    team: Team,
    months: Sequence[Month],
    keys: Iterable[str],
    heard: dict[Key, Heard],
    *,
    now: dt.datetime,
    untimed: Collection[str] = (),
) -> dict[Key, MonthState]:
    """Every key in every month, from what came in, what is owed and when it was due."""
    owed: Duties = duties(team, months)
    due_day = team_settings.over_time(team, "monthly.due_day")
    dues = {month: due_at(month, due_day(month.next.first), team.zone) for month in months}
    return {
        (key, month): state_of(
            month,
            heard.get((key, month), Heard()),
            due_at=due,
            owes=owed.owes(key, month),
            now=now,
            is_timed=key not in untimed,
        )
        for month, due in dues.items()
        for key in keys
    }


def collect(
    team: Team, months: Sequence[Month], column: str, senders: Collection[str | int]
) -> dict[Key, Heard]:
    """What came in about the months, grouped by the database; `column` names the sender."""
    reports = report_rows(team, months, column, senders)
    nils = nil_rows(team, months, column, senders)
    return {
        key: Heard(**{**reports.get(key, {}), **nils.get(key, {})})
        for key in reports.keys() | nils.keys()
    }


def report_rows(
    team: Team, months: Sequence[Month], column: str, senders: Collection[str | int]
) -> dict[Key, dict[str, Any]]:
    """Reports sent, whatever became of them: that one was merged or dropped was not silence."""
    zone = ZoneInfo(team.zone)
    origin = Origin.KECAMATAN if column == "kecamatan_id" else Origin.AGENCY
    rows = (
        Incident.objects.filter(
            team=team,
            origin=origin,
            occurred_at__gte=min(months).start(team.zone),
            occurred_at__lt=max(months).end(team.zone),
            **{f"{column}__in": list(senders)},
        )
        .sent()
        .values_list(column, TruncMonth("occurred_at", tzinfo=zone))
        .annotate(Count("pk"), Min("reported_at"))
        .order_by()
    )
    return {
        (_key(column, sender), Month(first.year, first.month)): {
            "reports": count,
            "first_report_at": at,
        }
        for sender, first, count, at in rows
    }


def nil_rows(
    team: Team, months: Sequence[Month], column: str, senders: Collection[str | int]
) -> dict[Key, dict[str, Any]]:
    """Nil reports that stand or had to give way; one taken back by hand was never an answer."""
    stands = Q(withdrawn_at=None)
    rows = (
        NilReport.objects.answering()
        .filter(
            team=team,
            month__range=(min(months).first, max(months).first),
            **{f"{column}__in": list(senders)},
        )
        .values_list(column, "month")
        .annotate(Min("sent_at"), standing=Count("pk", filter=stands))
        .order_by()
    )
    return {
        (_key(column, sender), Month.of(month)): {"nil_at": at, "nil_stands": count > 0}
        for sender, month, at, count in rows
    }


def _key(column: str, sender: Any) -> str:
    return key_of(sender, None) if column == "kecamatan_id" else key_of(None, sender)


@dataclass(frozen=True)
class Rate:
    """Completeness and timeliness, after DHIS2: of the answers expected, came, came in time."""

    expected: int = 0
    actual: int = 0
    on_time: int = 0

    def __add__(self, other: "Rate") -> "Rate":
        return Rate(
            self.expected + other.expected,
            self.actual + other.actual,
            self.on_time + other.on_time,
        )

    @property
    def completeness(self) -> float | None:
        """Received of expected in percent; unknown where nothing was expected."""
        return 100 * self.actual / self.expected if self.expected else None

    @property
    def timeliness(self) -> float | None:
        """Received in time of expected in percent; unknown where nothing was expected."""
        return 100 * self.on_time / self.expected if self.expected else None


def rate(states: Iterable[MonthState]) -> Rate:
    """Count what was expected, what of it came, and what of that in time."""
    asked = [state for state in states if state.is_expected]
    came, on_time = (sum(one.is_answered for one in asked), sum(one.is_on_time for one in asked))
    return Rate(len(asked), came, on_time)
