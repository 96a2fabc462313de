"""Petugas piket: whom to call about what cannot wait."""

from dataclasses import dataclass

from timdu.core import phones
from timdu.team.models import Team


@dataclass(frozen=True)
class Duty:
    """The person on duty, with addresses a telephone understands."""

    name: str
    phone: str
    dial: str
    chat: str


def on_duty(team: Team | None) -> Duty | None:
    """Who is on duty in the team; nothing when nobody is named."""
    if team is None or not phones.dial(team.duty_phone):
        return None
    return Duty(
        name=team.duty_name or "Sekretariat Tim Terpadu",
        phone=team.duty_phone,
        dial=phones.dial(team.duty_phone),
        chat=phones.chat(team.duty_phone),
    )
