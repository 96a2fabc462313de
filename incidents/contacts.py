"""Whom to ring about a silent month: who sits for the sender on the roster, then its accounts."""

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import quote

from django.db.models import Q
from django.utils import timezone

from incidents.duties import key_of
from incidents.models import Reminder
from timdu.core import phones
from timdu.team.models import Seat, User
from timdu.team.roster import permissions, sheet

Role = User.Role


@dataclass(frozen=True)
class Person:
    """Somebody to ring, with addresses a telephone understands."""

    name: str
    title: str
    phone: str

    @property
    def dial(self) -> str:
        return phones.dial(self.phone)

    def chat(self, words: str) -> str:
        """WhatsApp with the question already written; a person sends it."""
        address = phones.chat(self.phone)
        return f"{address}?text={quote(words)}" if address else ""


def people(user: User, reminders: Collection[Reminder]) -> dict[str, list[Person]]:
    """For each sender whom to ring, the head first; three queries however many there are."""
    kecamatan = {row.kecamatan_id for row in reminders if row.kecamatan_id}
    agencies = {row.agency_id for row in reminders if row.agency_id}
    found: dict[str, dict[str, Person]] = {}
    for key, person in [
        *on_roster(user, kecamatan, agencies),
        *accounts(user, kecamatan, agencies),
    ]:
        found.setdefault(key, {}).setdefault(person.name, person)
    return {key: list(persons.values()) for key, persons in found.items()}


def on_roster(
    user: User, kecamatan: Collection[str], agencies: Collection[int]
) -> list[tuple[str, Person]]:
    """Camat and heads as the SK names them, with the number they gave there."""
    seats = Seat.objects.visible_to(user).on(timezone.localdate())
    heads = seats.filter(
        Q(roster=None) & (Q(kecamatan_id__in=kecamatan) | Q(agency_id__in=agencies))
        | Q(roster_id__in=kecamatan, rank=Seat.Rank.CHAIR)
    )
    found = []
    for line in sheet.lines_on(heads, timezone.localdate()):
        if line.holder is not None and permissions.can_see_contact(user, line.seat):
            place = line.seat.roster_id or line.seat.kecamatan_id
            contact = sheet.contact(line, line.holder)
            person = Person(line.holder.full_name, line.title, contact.phone)
            found.append((key_of(place, line.seat.agency_id), person))
    return found


def accounts(
    user: User, kecamatan: Collection[str], agencies: Collection[int]
) -> list[tuple[str, Person]]:
    """Who signs in for the sender: camat and operator, or the people of the agency."""
    rows = User.objects.visible_to(user).active().order_by("is_operator", "username")
    senders = Q(role=Role.KECAMATAN, kecamatan_id__in=kecamatan)
    senders |= Q(role=Role.MEMBER, agency_id__in=agencies)
    return [
        (key_of(row.kecamatan_id, row.agency_id), Person(row.full_name, row.byline, row.phone))
        for row in rows.filter(senders)
    ]


def question(reminder: Reminder) -> str:
    """What is written to whoever is reminded; nobody is blamed."""
    return (
        f"Selamat pagi. Laporan {reminder.period.label} dari {reminder.sender} belum kami terima. "
        "Mohon mengirim laporan di Timdu, atau menyatakan nihil sesudah bertanya. "
        "Sekretariat Tim Terpadu."
    )
