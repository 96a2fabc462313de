"""What waits, and who is written to, because something was asked."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from incidents.cases.asking import addressing, kinds, mail
from incidents.cases.asking.models import CoordinationRequest, DateChange, Disposition
from incidents.models.choices import Urgency
from timdu.core import words
from timdu.inbox import notices, todos
from timdu.team.models import User

Role = User.Role
END_OF_DAY = dt.time(23, 59)
DESK: dict[str, Any] = {"role": Role.STAFF}


def people_told(row: Disposition) -> list[User]:
    """Those of the office with an account; of what is R those who are named on it."""
    found = addressing.people_of(team_id=row.team_id, agency=row.agency, kecamatan=row.kecamatan)
    return addressing.who_know(row.case, found)


def people_asked(row: CoordinationRequest) -> list[User]:
    """Those who are asked and have an account; of mitra nobody, of what is R those named."""
    found = addressing.people_of(
        team_id=row.team_id, agency=row.agency, person=row.person, at=row.at
    )
    return addressing.who_know(row.case, found)


def due_at(row: Disposition) -> dt.datetime | None:
    """The end of its last day, in the team's zone."""
    if row.due_on is None:
        return None
    return dt.datetime.combine(row.due_on, END_OF_DAY, ZoneInfo(row.team.zone))


def _open(kind: str, row: Disposition | CoordinationRequest, title: str, **more: Any) -> None:
    todos.open(kind, row, team=row.team, url=row.get_absolute_url(), title=title, **more)


def why(row: Disposition, reason: str) -> str:
    """A reason beside what waits; of what is R no word stands in a list."""
    return "" if row.is_secret else reason


def for_office(row: Disposition) -> None:
    """It is theirs to accept or to return; without an account the desk carries it over."""
    note = f"Dari {row.giver.byline}"
    if people_told(row):
        office: dict[str, Any] = {"kecamatan": row.kecamatan, "agency": row.agency}
        _open(kinds.TAKE, row, f"Disposisi: {row.heading}", note=note, **office)
    else:
        title = f"Sampaikan disposisi kepada {row.addressee}: {row.heading}"
        _open(kinds.TAKE, row, title, note="Kantor ini belum punya akun.", **DESK)
    tell_office(row, f"kirim-{row.version}")


def for_doing(row: Disposition) -> None:
    """The clock runs: to be done by its day."""
    office: dict[str, Any] = {"kecamatan": row.kecamatan, "agency": row.agency}
    holder = office if people_told(row) else DESK
    title = f"Kerjakan disposisi: {row.heading}"
    note = f"Dari {row.giver.byline}"
    _open(kinds.DO, row, title, note=note, due_at=due_at(row), **holder)


def for_giver(row: Disposition) -> None:
    """It came back: whoever wrote it puts it right, sends it elsewhere or takes it back."""
    title = f"{row.addressee} mengembalikan disposisi: {row.heading}"
    _open(kinds.RETURNED, row, title, note=why(row, row.reason), holder=row.by)
    moved(row, "return", [row.by, row.giver])


def for_judges(row: Disposition, *, by: User) -> None:
    """It is said to be done: the Kabid looks, the Kepala Badan where the Kabid wrote it down."""
    role = Role.SECRETARY if by.role == Role.VERIFIER else Role.VERIFIER
    title = f"Periksa hasil disposisi {row.addressee}: {row.heading}"
    _open(kinds.JUDGE, row, title, role=role)


def for_date(row: Disposition, change: DateChange) -> None:
    """Another day is wanted: whoever gave it or the Kepala Badan answers."""
    title = f"{row.addressee} mengusulkan batas {words.short_date(change.wanted_on)}: {row.heading}"
    _open(kinds.DATE, row, title, note=why(row, change.reason), role=Role.SECRETARY)
    if row.giver.role != Role.SECRETARY:
        _open(kinds.DATE, row, title, note=why(row, change.reason), holder=row.giver)


def over(row: Disposition, *names: str, by: User) -> None:
    """None of these waits any more; without names, nothing does."""
    todos.close_all(names or kinds.OF_DISPOSITION, [row], by=by)


def tell_office(row: Disposition, window: str) -> None:
    """One mail to each of the office; at once for what cannot wait."""
    to = [(person, f"bagian dari {row.addressee}") for person in people_told(row)]
    notices.queue(new_kind(row), row, to, team=row.team, window=window)


def new_kind(row: Disposition | CoordinationRequest) -> str:
    """Which mail brings it: one that quiet hours hold, or one they do not."""
    return mail.NOW if row.urgency == Urgency.VERY_URGENT else mail.NEW


def moved(row: Disposition | CoordinationRequest, what: str, people: list[User]) -> None:
    """Whoever waits for it hears that it moved."""
    to = [(person, "") for person in dict.fromkeys(people)]
    notices.queue(mail.MOVED, row, to, team=row.team, window=f"{what}-{row.version}")


def for_asked(row: CoordinationRequest) -> None:
    """It waits to be answered, without a day: nobody is late with it."""
    title, note = f"Permintaan koordinasi: {row.heading}", f"Dari {row.by.byline}"
    people = people_asked(row)
    if row.agency is not None and any(person.role == Role.MEMBER for person in people):
        _open(kinds.ANSWER, row, title, note=note, agency=row.agency)
    for person in people:
        if person.role == Role.FORKOPIMDA:
            _open(kinds.ANSWER, row, title, note=note, holder=person)
    if not people:
        words_ = f"Tanyakan kepada {row.addressee} dan catat jawabannya: {row.heading}"
        _open(kinds.ANSWER, row, words_, note="Tidak punya akun di sini.", **DESK)
    to = [(person, f"bagian dari {row.addressee}") for person in people]
    notices.queue(new_kind(row), row, to, team=row.team)


def asked_is_over(row: CoordinationRequest, *, by: User) -> None:
    """It was answered, or taken back."""
    todos.close(kinds.ANSWER, row, by=by)
