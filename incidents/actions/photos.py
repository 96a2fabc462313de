"""Files of a report: taken in one by one, refused one by one."""

from collections.abc import Collection, Sequence
from typing import Any

from incidents import following, permissions
from incidents.models import Incident
from timdu.core.access import require
from timdu.core.workflow import WrongState
from timdu.files import actions as file_actions
from timdu.files import arriving
from timdu.files.intake import IMAGE, PDF
from timdu.files.models import Attachment, Upload
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


def announce(record: Any, *, by: User, sha256: str, size: int, name: str) -> tuple[Upload, bool]:
    """Make ready for a photograph that follows the record piece by piece.

    A report takes photographs in every state, as on the page of its files: they were made when it
    happened, each carries its own time, and refusing one to a verified report would lose it. What
    else they follow does the same until it is taken back.
    """
    kind = following.kind_of(record)
    require(kind.may(by, record))
    if words := kind.shut(record):
        said = {"name": name, "sha256": sha256, "size": size, "offset": size}
        return Upload(state=Upload.State.REFUSED, words=words, **said), False
    row, is_new = file_actions.announce(
        record, team=record.team, by=by, sha256=sha256, size=size, name=name
    )
    return (arriving.finish(row.pk) if row.is_whole else row), is_new


def add_piece(row: Upload, offset: int, data: bytes, *, by: User) -> Upload:
    """Take one more piece; with the last one the photograph is attached, or refused in words."""
    row = file_actions.append(row, offset, data, by=by)
    return arriving.finish(row.pk) if row.is_whole else row


def withdraw(incident: Incident, attachment_id: int, *, by: User, reason: str) -> Attachment:
    """Take one file of the report back, with a reason."""
    found = Attachment.objects.of(incident).filter(pk=attachment_id).first()
    if found is None:
        raise WrongState("Lampiran ini sudah ditarik.")
    return file_actions.withdraw(found, by=by, reason=reason)
