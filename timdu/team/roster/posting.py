"""What an account gets with a seat: role, kecamatan, agency. Access follows the posting."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from timdu.team.models import Agency, Holder, Seat, Team, User
from timdu.team.models.people import opens_on
from timdu.wilayah.models import Wilayah


@dataclass(frozen=True)
class Posting:
    """The rights that go with an office."""

    role: str
    kecamatan: Wilayah | None
    agency: Agency | None
    is_operator: bool = False
    serves: User | None = None

    @property
    def label(self) -> str:
        return "Staf pimpinan" if self.serves else User.Role(self.role).label

    def is_of(self, user: User) -> bool:
        """Whether the account has exactly this posting already."""
        return self.has_role_of(user) and (user.kecamatan_id, user.agency_id, user.is_operator) == (
            self.kecamatan.pk if self.kecamatan else None,
            self.agency.pk if self.agency else None,
            self.is_operator,
        )

    def has_role_of(self, user: User) -> bool:
        """Whether the account has the role already, and serves the same leader or none."""
        served = self.serves.pk if self.serves else None
        return (user.role, user.serves_id) == (self.role, served)


# An account as a change of holder found it: readable by whoever puts it back.
Found = dict[str, Any]
POSTED = ("role", "kecamatan_id", "agency_id", "is_operator", "position", "serves_id")
ACCESS = ("is_active", "pending_role", "pending_serves_id", "ended_reason")


def state_of(user: User) -> Found:
    """What a change of holder may change of an account."""
    state: Found = {name: getattr(user, name) for name in (*POSTED, *ACCESS)}
    until = user.access_until
    return state | {"access_until": until.isoformat() if until else None}


def posted(user: User) -> Found:
    """The posting alone."""
    return {name: getattr(user, name) for name in POSTED}


def stands_as(user: User, given: Found | None) -> bool:
    """Whether nobody changed the posting since; rows of earlier days say less of it."""
    return given is not None and given.items() <= posted(user).items()


def put_back(user: User, found: Found) -> None:
    """Let the account be as it was found; the caller saves it."""
    for name, value in found.items():
        setattr(user, name, value)
    until = found["access_until"]
    user.access_until = dt.date.fromisoformat(until) if until else None


def posting_of(seat: Seat, holder: Holder | None) -> Posting | None:
    """The posting of the account that goes; without one, what the seat itself says."""
    if holder is not None and holder.user is not None:
        user = holder.user
        return Posting(user.role, user.kecamatan, user.agency, user.is_operator, user.serves)
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
    secretaries = User.objects.filter(opens_on(today), team=team, role=User.Role.SECRETARY)
    return secretaries.exists()
