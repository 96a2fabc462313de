"""Reports and perkembangan take photographs that follow them."""

from incidents import following, permissions
from incidents.following import Followed
from incidents.models import Development, Incident

TAKEN_BACK = "Perkembangan ini sudah ditarik, jadi fotonya tidak dilampirkan."


def shut(told: Development) -> str:
    """A perkembangan takes photographs until it is taken back."""
    return TAKEN_BACK if told.withdrawn_at is not None else ""


following.register(Followed(Incident, "entered_by", permissions.may_follow, lambda report: ""))
following.register(Followed(Development, "entered_by", permissions.may_follow, shut))
