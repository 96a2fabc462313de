"""Who held a seat before whoever holds it today: what was asked of the office passes on with it."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from timdu.team.models import Holder, Seat, User
from timdu.team.roster.posting import today_of

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Term:
    """One account in the seat, from an instant to an instant (the last one left out)."""

    user_id: int
    since: dt.datetime
    until: dt.datetime | None

    def covers(self, user_id: int, at: dt.datetime) -> bool:
        """Whether it was that account's at the moment."""
        return user_id == self.user_id and self.since <= at and (not self.until or at < self.until)


def others(user: User) -> list[Term]:
    """Others in the seats the person holds today, in whichever SK; three questions at most."""
    team, today = user.own_team, today_of(user.own_team)
    held = Holder.objects.on(today).filter(user=user, seat__in=Seat.objects.on(today))
    seats = set(held.values_list("seat", flat=True))
    if not seats:
        return []
    rows = Holder.objects.standing().filter(seat__in=line_of(seats, team.pk), user__isnull=False)
    found = rows.exclude(user=user).order_by("pk")
    terms = found.values_list("user_id", "valid_from", "valid_until")
    zone = ZoneInfo(team.zone)
    return [
        Term(account, start_of(first, zone), start_of(last + DAY, zone) if last else None)
        for account, first, last in terms
    ]


def start_of(day: dt.date, zone: ZoneInfo) -> dt.datetime:
    """Midnight at which a day of the team begins."""
    return dt.datetime.combine(day, dt.time(), zone)


def line_of(seats: set[int], team_id: int) -> set[int]:
    """The seats and those they continue, SK by SK."""
    pairs = Seat.objects.filter(team=team_id, continues__isnull=False)
    continued = dict(pairs.order_by().values_list("pk", "continues"))
    found, ahead = set(seats), list(seats)
    while ahead:
        before = continued.get(ahead.pop())
        if before is not None and before not in found:
            found.add(before)
            ahead.append(before)
    return found
