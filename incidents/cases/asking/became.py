"""Beside an arahan: what was made of it, and the ways to make something of it."""

from typing import Any

from incidents.cases.asking import permissions
from incidents.cases.asking.models import CoordinationRequest, Disposition
from timdu.core.access import Verdict
from timdu.inbox.models import Arahan
from timdu.team.models import User

SECRET = Verdict(False, "Arahan tentang yang Rahasia tidak dijadikan disposisi.")


def panel(user: User, arahan: Arahan) -> dict[str, Any] | None:
    """For the secretariat with its buttons; for the others what became of the arahan."""
    told = list(Disposition.objects.visible_to(user).filter(arahan=arahan).with_names())
    asked = list(CoordinationRequest.objects.visible_to(user).filter(arahan=arahan).with_names())
    offers = user.is_secretariat and arahan.done_at is None
    if not (told or asked or offers):
        return None
    secret = arahan.is_secret
    return {
        "template": "asking/_became.html",
        "arahan": arahan,
        "dispositions": told,
        "requests": asked,
        "offers": offers,
        "give": SECRET if secret else permissions.can_give(user, arahan),
        "ask": SECRET if secret else permissions.can_ask(user),
    }
