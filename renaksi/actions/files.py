"""Files of a kegiatan: daftar hadir, notulen, foto; one is taken back with a reason."""

from collections.abc import Collection, Sequence

from renaksi import permissions
from renaksi.models import Activity
from timdu.core.access import require
from timdu.core.workflow import WrongState
from timdu.files import actions as file_actions
from timdu.files.intake import IMAGE, PDF
from timdu.files.models import Attachment
from timdu.team.models import User


def attach(
    activity: Activity,
    chosen: Sequence[file_actions.Chosen],
    *,
    by: User,
    kinds: Collection[str] = (IMAGE, PDF),
) -> list[str]:
    """Attach what can be taken; returns the words for what was refused."""
    require(permissions.can_edit(by, activity))
    return file_actions.attach_all(activity, chosen, team=activity.team, by=by, kinds=kinds).refused


def withdraw(activity: Activity, attachment_id: int, *, by: User, reason: str) -> Attachment:
    """Take one file back; its bytes stay."""
    require(permissions.can_edit(by, activity))
    found = Attachment.objects.of(activity).filter(pk=attachment_id).first()
    if found is None:
        raise WrongState("Lampiran ini sudah ditarik.")
    return file_actions.withdraw(found, by=by, reason=reason)
