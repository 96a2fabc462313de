"""Who may take a file away from a record."""

from typing import TYPE_CHECKING

from timdu.core.access import rule
from timdu.files.models import Attachment

if TYPE_CHECKING:
    from timdu.team.models import User


@rule(
    "Lampiran ditarik oleh yang melampirkannya atau oleh sekretariat, dengan alasan.",
    who="yang melampirkan, atau sekretariat",
)
def can_withdraw(user: "User", attachment: Attachment) -> bool:
    """The row and its bytes stay; only the record no longer shows them."""
    return attachment.added_by_id == user.pk or user.is_secretariat
