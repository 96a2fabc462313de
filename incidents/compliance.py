"""The answers of a year as a table: sender × month, the rows behind each cell, both rates."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils.text import slugify

from incidents import duties, figures
from incidents.figures import Key, MonthState, Rate
from incidents.models import Incident, NilReport, ReportingDuty
from incidents.models.choices import OWED_BY_NOBODY, UNSENT, Origin, Status
from timdu.core.periods import DECEMBER, Month
from timdu.team.models import Agency, Team, User

SENT = [status.value for status in Status if status not in UNSENT]
# No sender is green for being silent: what a cell says in the little room it has.
SHORT = {
    figures.REPORT: "ada",
    figures.NIL: "nihil",
    figures.LATE: "terlambat",
    figures.MISSING: "belum melapor",
    figures.EXEMPT: "tidak wajib",
    figures.FUTURE: "",
}


@dataclass(frozen=True)
class Cell:
    """One month of one sender: shape, words, how many reports the reader may open, the way."""

    label: str
    state: str
    word: str
    count: int
    url: str
    now: bool
    of: MonthState

    @property
    def short(self) -> str:
        return SHORT[self.state]


@dataclass(frozen=True)
class Line:
    """One sender's year."""

    key: str
    name: str
    cells: list[Cell]
    rate: Rate

    @property
    def url(self) -> str:
        """The answers its rates count."""
        return answers_url(self.cells[0].of.month.year, pengirim=self.key)


@dataclass(frozen=True)
class Block:
    """Senders of one sort; vertical agencies coordinate and are given no rates."""

    title: str
    word: str
    lines: list[Line]
    months: list[Rate]
    is_rated: bool = True

    @property
    def total(self) -> Rate:
        return sum(self.months, Rate())

    @property
    def url(self) -> str:
        """The answers both totals count."""
        return answers_url(self.lines[0].cells[0].of.month.year, kelompok=slugify(self.title))

    @property
    def columns(self) -> list[tuple[Rate, str]]:
        """The rate of each month with the answers it counts."""
        months = [str(cell.of.month) for cell in self.lines[0].cells]
        return [
            (rate, f"{self.url}&bulan={month}")
            for rate, month in zip(self.months, months, strict=True)
        ]


@dataclass(frozen=True)
class Behind:
    """What stands behind the cells, as far as one reader may open it."""

    counts: Mapping[Key, int] = field(default_factory=dict)
    nils: Mapping[Key, int] = field(default_factory=dict)
    decided: duties.Duties | None = None


def year_of(user: User, team: Team, year: int, now: dt.datetime) -> list[Block]:
    """The blocks the reader watches over: the own office's line, or the whole team's."""
    months = months_of(year)
    behind = read_behind(user, team, months)
    blocks = [*kecamatan_block(user, team, months, now, behind)]
    agencies = agencies_for(user, team, months)
    states = figures.agency_states(team, months, agencies, now=now) if agencies else {}
    for is_vertical, title in ((False, "Instansi daerah"), (True, "Instansi vertikal")):
        named = [
            (duties.key_of(None, row.pk), row.short_name)
            for row in agencies
            if row.is_vertical == is_vertical
        ]
        if named:
            cells = Drawing(user, months, states, behind, Month.of(now, team.zone))
            blocks.append(cells.block(title, "instansi", named, is_rated=not is_vertical))
    return blocks


def answers_url(year: int, **asked: str) -> str:
    """The page that lists answers one by one."""
    return f"{reverse('nil:answers')}?{urlencode({'tahun': year, **asked})}"


def months_of(year: int) -> list[Month]:
    return [Month(year, number) for number in range(1, DECEMBER + 1)]


def kecamatan_block(
    user: User, team: Team, months: Sequence[Month], now: dt.datetime, behind: Behind
) -> Iterator[Block]:
    """Every kecamatan of the team, or the own one; a member agency's people have none."""
    if user.role == User.Role.MEMBER:
        return
    own = user.kecamatan_id or ""
    states = figures.month_states(team, months, now=now, kecamatan=own)
    named = [
        (place.code, place.name)
        for place in duties.kecamatan_of(team, months[-1])
        if (place.code, months[0]) in states
    ]
    if named:
        drawing = Drawing(user, months, states, behind, Month.of(now, team.zone))
        yield drawing.block("Kecamatan", "kecamatan", named)


def agencies_for(user: User, team: Team, months: Sequence[Month]) -> list[Agency]:
    """The agencies that owe an answer in one of the months, as far as the reader may know."""
    if user.role == User.Role.KECAMATAN:
        return []
    found = duties.agencies_of(team, months)
    if user.role == User.Role.MEMBER:
        return [agency for agency in found if agency.pk == user.agency_id]
    return found


@dataclass(frozen=True)
class Drawing:
    """Everything a row of cells is drawn from."""

    user: User
    months: Sequence[Month]
    states: Mapping[Key, MonthState]
    behind: Behind
    running: Month

    def block(
        self, title: str, word: str, named: Sequence[tuple[str, str]], *, is_rated: bool = True
    ) -> Block:
        """The lines in the order they are given: by code or by name, never by rate."""
        lines = [Line(key, name, self.cells(key), self.rate_of(key)) for key, name in named]
        months = [
            figures.rate(self.states[key, month] for key, _ in named) for month in self.months
        ]
        return Block(title, word, lines, months, is_rated)

    def rate_of(self, key: str) -> Rate:
        return figures.rate(self.states[key, month] for month in self.months)

    def cells(self, key: str) -> list[Cell]:
        """Twelve cells of one sender."""
        return [self.cell(self.states[key, month], key) for month in self.months]

    def cell(self, state: MonthState, key: str) -> Cell:
        """One month: its number is that of the rows its link leads to."""
        count = self.behind.counts.get((key, state.month), 0)
        return Cell(
            label=state.month.short,
            state=state.mark,
            word=state.word,
            count=count,
            url=self.url(state, key, count),
            now=state.month == self.running,
            of=state,
        )

    def url(self, state: MonthState, key: str, count: int) -> str:
        """The rows behind the cell; where there are none, what can be done about it."""
        page = f"{reverse('nil:list')}?tahun={state.month.year}"
        if count:
            return rows_url(key, state.month)
        if (nil := self.behind.nils.get((key, state.month))) and not state.count:
            return f"{page}#nihil-{nil}"
        if state.mark == figures.MISSING:
            return self.silence_url(state.month)
        decided = self.behind.decided
        decision = decided.exemption(key, state.month) if decided else None
        return f"{page}#keputusan-{decision.pk}" if decision else ""

    def silence_url(self, month: Month) -> str:
        """The desk calls, the sender answers, others only see it."""
        if self.user.is_secretariat:
            return reverse("nil:calls")
        owns = self.user.role in (User.Role.KECAMATAN, User.Role.MEMBER)
        return f"{reverse('nil:create')}?bulan={month}" if owns else ""


def rows_url(key: str, month: Month) -> str:
    """The list of exactly the reports of one sender and month."""
    asked: dict[str, Any] = {"bulan": str(month), "status": SENT}
    if duties.is_agency(key):
        asked |= {"instansi": duties.agency_id(key)}
    else:
        asked |= {"kecamatan": key, "asal": Origin.KECAMATAN.value}
    return f"{reverse('incidents:list')}?{urlencode(asked, doseq=True)}"


def read_behind(user: User, team: Team, months: Sequence[Month]) -> Behind:
    """Reports, nihil and decisions the reader may open; three queries for a whole year."""
    nils = NilReport.objects.visible_to(user).answering()
    found = nils.filter(month__range=(min(months).first, max(months).first))
    return Behind(
        counts=report_counts(user, team, months),
        nils={
            (duties.key_of(kecamatan, agency), Month.of(month)): pk
            for pk, kecamatan, agency, month in found.order_by("sent_at").values_list(
                "pk", "kecamatan_id", "agency_id", "month"
            )
        },
        decided=duties.duties(team, months),
    )


def report_counts(user: User, team: Team, months: Sequence[Month]) -> dict[Key, int]:
    """How many reports of each sender and month the reader's list shows."""
    rows = (
        Incident.objects.visible_to(user)
        .sent()
        .filter(
            occurred_at__gte=min(months).start(team.zone),
            occurred_at__lt=max(months).end(team.zone),
        )
        .exclude(origin__in=OWED_BY_NOBODY)
    )
    moment = TruncMonth("occurred_at", tzinfo=ZoneInfo(team.zone))
    groups = rows.order_by().values_list("kecamatan_id", "agency_id", moment).annotate(Count("pk"))
    counts: dict[Key, int] = {}
    for kecamatan, agency, first, count in groups:
        key = duties.key_of(None, agency) if agency else kecamatan
        month = Month(first.year, first.month)
        counts[key, month] = counts.get((key, month), 0) + count
    return counts


def own_states(
    user: User, team: Team, months: Sequence[Month], now: dt.datetime
) -> tuple[str, dict[Key, MonthState]]:
    """The months of the office one works for; of nobody where it owes no answer."""
    if user.kecamatan_id:
        states = figures.month_states(team, months, now=now, kecamatan=user.kecamatan_id)
        return user.kecamatan_id, states
    agencies = agencies_for(user, team, months) if user.role == User.Role.MEMBER else []
    key = duties.key_of(None, user.agency_id) if agencies else ""
    return key, figures.agency_states(team, months, agencies, now=now) if agencies else {}


def month_to_answer(user: User, now: dt.datetime) -> Month:
    """Last month as long as nobody answered for it, else the one that runs."""
    team = user.own_team
    running = Month.of(now, team.zone)
    key, states = own_states(user, team, [running.previous], now)
    answered = any(state.sent_at is not None for state in states.values())
    return running if answered else running.previous


def exemptions(user: User, year: int) -> Collection[ReportingDuty]:
    """Who need not answer in the year, with the reason."""
    months = months_of(year)
    rows = ReportingDuty.objects.visible_to(user).standing()
    exempt = rows.filter(kind=ReportingDuty.Kind.EXEMPT)
    return list(exempt.between(months[0], months[-1]).order_by("first", "pk"))
