"""Files of a report: taken in one by one, refused one by one."""

from collections.abc import Collection, Sequence

from incidents import permissions
from incidents.models import Incident
from timdu.core.access import require
from timdu.core.workflow import WrongState
from timdu.files import actions as file_actions
from timdu.files.intake import IMAGE, PDF
from timdu.files.models import Attachment
from timdu.team.models import User


def attach(
    incident: Incident,
    chosen: Sequence[file_actions.Chosen],
    *,
    by: User,
    kinds: Collection[str] = (IMAGE, PDF),
) -> list[str]:
    """Attach what can be taken; returns the words for what was refused.

    The report itself stands already: text comes before photographs.
    """
    require(permissions.can_attach(by, incident))
    return file_actions.attach_all(incident, chosen, team=incident.team, by=by, kinds=kinds).refused


def withdraw(incident: Incident, attachment_id: int, *, by: User, reason: str) -> Attachment:
    """Take one file of the report back, with a reason."""
    found = Attachment.objects.of(incident).filter(pk=attachment_id).first()
    if found is None:
        raise WrongState("Lampiran ini sudah ditarik.")
    return file_actions.withdraw(found, by=by, reason=reason)
