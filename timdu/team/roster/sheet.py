"""The roster as it is read: lines in the order of the SK, groups, contacts. Reads only."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from timdu.core import phones
from timdu.team.models import Decree, Holder, Seat, Team, User
from timdu.team.roster import permissions
from timdu.wilayah.models import Wilayah

Rank, Bidang = Seat.Rank, Seat.Bidang
SECRETARIAT_CONTACTS = "Kabupaten dan instansi"


@dataclass(frozen=True)
class Line:
    """One seat with who holds it; nobody when it is vacant."""

    seat: Seat
    holder: Holder | None
    named_in_draft: bool = False

    @property
    def title(self) -> str:
        """Plt. Camat Toho."""
        if self.holder is None or self.holder.standing == Holder.Standing.DEFINITIVE:
            return self.seat.office
        return f"{self.holder.get_standing_display()} {self.seat.office}"

    @property
    def rank(self) -> str:
        """Anggota, Bidang Pencegahan."""
        words = [Rank(self.seat.rank).label]
        if self.seat.bidang:
            words.append(Bidang(self.seat.bidang).label)
        return ", ".join(words)


@dataclass(frozen=True)
class Group:
    """A heading of the SK and the lines under it."""

    key: str
    title: str
    lines: list[Line]


def lines_on(seats: "QuerySet[Seat]", day: dt.date) -> list[Line]:
    """The seats of the day with their holders, in the order of the SK; two queries."""
    holding = Prefetch("holders", Holder.objects.on(day).select_related("user"), to_attr="holding")
    rows = seats.prefetch_related(holding)
    return in_order(Line(seat, next(iter(seat.holding), None)) for seat in rows)


def lines_of_draft(decree: Decree, user: User, day: dt.date) -> list[Line]:
    """What a draft names; whoever holds the seat it continues is shown until it names another."""
    own = Prefetch("holders", Holder.objects.standing().select_related("user"), to_attr="named")
    before = Prefetch(
        "continues__holders", Holder.objects.on(day).select_related("user"), to_attr="holding"
    )
    seats = Seat.objects.visible_to(user).of_draft(decree).select_related("continues")
    lines = []
    for seat in seats.prefetch_related(own, before):
        named = next(iter(seat.named), None)
        carried = next(iter(seat.continues.holding), None) if seat.continues else None  # type: ignore[attr-defined]
        lines.append(Line(seat, named or carried, named is not None))
    return in_order(lines)


def in_order(lines: Iterable[Line]) -> list[Line]:
    """Ketua first, then by the number on the SK."""
    return sorted(lines, key=lambda line: (line.seat.rank_order, line.seat.position, line.seat.pk))


def groups(lines: list[Line]) -> list[Group]:
    """Ketua, Wakil Ketua, Sekretaris, Anggota, then each bidang, then Sekretariat."""
    found: dict[str, Group] = {}
    for key, title in (
        (Rank.CHAIR, "Ketua"),
        (Rank.DEPUTY, "Wakil Ketua"),
        (Rank.SECRETARY, "Sekretaris"),
        (Rank.MEMBER, "Anggota"),
        *((bidang.value, str(bidang.label)) for bidang in Bidang),
        (Rank.SECRETARIAT, "Sekretariat"),
    ):
        found[str(key)] = Group(str(key), title, [])
    for line in lines:
        in_bidang = line.seat.bidang and line.seat.rank == Rank.MEMBER
        found[line.seat.bidang if in_bidang else line.seat.rank].lines.append(line)
    return [group for group in found.values() if group.lines]


@dataclass(frozen=True)
class Contact:
    """Whom to call, with addresses a telephone understands."""

    line: Line
    phone: str
    dial: str
    chat: str


@dataclass(frozen=True)
class Circle:
    """The contacts of one kecamatan, or of the kabupaten."""

    title: str
    kecamatan: Wilayah | None
    contacts: list[Contact]


def circles(team: Team, user: User, day: dt.date) -> list[Circle]:
    """Contacts by kecamatan, the kabupaten's first; of intelligence for the secretariat only."""
    lines = lines_on(Seat.objects.visible_to(user).on(day), day)
    places = Wilayah.objects.current().kecamatan_of(team.scope)
    found: dict[str, Circle] = {"": Circle(SECRETARIAT_CONTACTS, None, [])}
    for place in places:
        found[place.pk] = Circle(f"Kecamatan {place.name}", place, [])
    for line in lines:
        where = found.get(line.seat.roster_id or line.seat.kecamatan_id or "")
        if where is None or line.holder is None:
            continue
        if permissions.can_see_contact(user, line.seat):
            where.contacts.append(contact(line, line.holder))
    for circle in found.values():
        circle.contacts[:] = once(circle.contacts)
    return list(found.values())


def contact(line: Line, holder: Holder) -> Contact:
    """The number on the roster, else that of the account."""
    phone = holder.phone or (holder.user.phone if holder.user else "")
    return Contact(line, phone, phones.dial(phone), phones.chat(phone))


def once(contacts: list[Contact]) -> list[Contact]:
    """A camat sits in two rosters, and is called once."""
    seen: dict[tuple[str, str], Contact] = {}
    for one in contacts:
        holder = one.line.holder
        key = (holder.full_name if holder else "", one.phone)
        seen.setdefault(key, one)
    return list(seen.values())
