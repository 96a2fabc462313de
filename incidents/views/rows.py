"""The report an address names, for the person who asks."""

from django.shortcuts import get_object_or_404

from incidents import permissions, presence
from incidents.models import Incident
from timdu.core import codes, reads
from timdu.core.typing import AppRequest
from timdu.team.models import User

# Written for machines; and of who verified, the pages show the name: most columns stay behind.
NAMED = {"id", "position", "full_name"}
UNREAD = ("received", "search") + tuple(
    f"verified_by__{field.name}" for field in User._meta.concrete_fields if field.name not in NAMED
)


def load(request: AppRequest, code: str) -> Incident:
    """The report, if the person may know of it; opening what is R, or as auditor, is logged."""
    rows = Incident.objects.visible_to(request.user).select_related(
        "place", "kecamatan", "pattern", "verified_by"
    )
    found: Incident = get_object_or_404(rows.defer(*UNREAD), code=codes.normalise(code))
    take_known(found, request.user)
    found.beside = presence.read_along(found)
    if request.method == "GET" and (found.is_secret or permissions.is_masked(request.user)):
        reads.opened(by=request.user, what=found)
    return found


def take_known(found: Incident, user: User) -> None:
    """Give the report what is at hand already: with ten joins the planning outlasts the reading."""
    if user.team is not None and found.team_id == user.team_id:
        found.team = user.team
    if found.place.parent_id == found.kecamatan_id:
        found.place.parent = found.kecamatan


def is_partial(request: AppRequest) -> bool:
    """Whether only the part that changes is asked for."""
    return request.headers.get("HX-Request") == "true"
