"""What an account gets with a seat: role, kecamatan, agency. Access follows the posting."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone

from timdu.team.models import Agency, Holder, Seat, Team, User
from timdu.wilayah.models import Wilayah


@dataclass(frozen=True)
class Posting:
    """The rights that go with an office."""

    role: str
    kecamatan: Wilayah | None
    agency: Agency | None
    is_operator: bool = False

    @property
    def label(self) -> str:
        return User.Role(self.role).label

    def is_of(self, user: User) -> bool:
        """Whether the account has exactly this posting already."""
        return (user.role, user.kecamatan_id, user.agency_id, user.is_operator) == (
            self.role,
            self.kecamatan.pk if self.kecamatan else None,
            self.agency.pk if self.agency else None,
            self.is_operator,
        )


def posting_of(seat: Seat, holder: Holder | None) -> Posting | None:
    """The posting of the account that goes; without one, what the seat itself says."""
    if holder is not None and holder.user is not None:
        user = holder.user
        return Posting(user.role, user.kecamatan, user.agency, user.is_operator)
    if seat.roster_id is not None:
        return None
    if seat.kecamatan is not None:
        return Posting(User.Role.KECAMATAN, seat.kecamatan, None)
    return Posting(User.Role.MEMBER, None, seat.agency) if seat.agency else None


def holder_on(seat: Seat, day: dt.date) -> Holder | None:
    """Who holds the seat on the day."""
    return seat.holders.on(day).select_related("user", "seat").first()


def seats_with(holder: Holder | None, seat: Seat, day: dt.date) -> list[Holder]:
    """The holdings that pass to the successor: every seat of the account that goes."""
    if holder is None:
        return []
    if holder.user_id is None:
        return [holder]
    rows = Holder.objects.filter(user=holder.user_id, seat__valid_from__isnull=False)
    return list(rows.on(day).select_related("seat", "user").order_by("seat__position", "pk"))


def today_of(team: Team) -> dt.date:
    """The day as the team has it: a mutation ends at midnight WIB, WITA or WIT."""
    return timezone.localdate(timezone=ZoneInfo(team.zone))


def has_secretary(team: Team, today: dt.date) -> bool:
    """Whether a secretary is there who could confirm a role today."""
    open_ended = Q(access_until=None) | Q(access_until__gte=today)
    return User.objects.filter(
        open_ended, team=team, role=User.Role.SECRETARY, is_active=True
    ).exists()
