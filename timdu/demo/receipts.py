"""What came over the wire for each report of the demo, field for field as the form sends it."""

import datetime as dt

from incidents import permissions
from incidents.actions.intake import Telling
from incidents.models import Incident
from incidents.models.choices import Origin

# The form was open for so long before it was sent.
OPEN_FOR = dt.timedelta(minutes=2)


def received(row: Incident, told: Telling | None = None) -> dict[str, str]:
    """The kabar awal as text; its canonical JSON is what the receipt's hash is made of."""
    zone = row.occurred_at.tzinfo
    found = {
        "summary": row.summary,
        "place": row.place.code,
        "when": "other",
        "occurred_at": f"{row.occurred_at:%Y-%m-%dT%H:%M}",
        "opened_at": (row.received_at - OPEN_FOR).astimezone(zone).isoformat(),
        "urgency": row.urgency,
    }
    if row.known_to_head is not None:
        found["known_to_head"] = "on" if row.known_to_head else ""
    if row.entered_by.is_secretariat:
        found |= {
            "origin": row.origin,
            "agency": row.agency.name if row.agency else "",
            "on_behalf": row.on_behalf if row.origin == Origin.SECRETARIAT else "",
        }
    if permissions.can_relay(row.entered_by):
        found |= {
            "channel": told.channel if told else "",
            "told_at": f"{told.told_at.astimezone(zone):%Y-%m-%dT%H:%M}" if told else "",
            "told_by": told.told_by if told else "",
            "told_contact": told.contact if told else "",
        }
    return found
