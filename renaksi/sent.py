"""Kegiatan among what one handed in: the receipt, the line in a list, photographs after it."""

from collections.abc import Collection, Iterable
from typing import Any

from incidents import following, sent
from incidents.following import Followed
from incidents.sent import Line, Sent
from renaksi import permissions
from renaksi.actions.recording import ACTIVITY
from renaksi.models import Activity
from timdu.core.models import Received
from timdu.team.models import User

TAKEN_BACK = "Kegiatan ini sudah ditarik, jadi fotonya tidak dilampirkan."


def of_activity(row: Received, activity: Activity) -> dict[str, Any]:
    """What stands of it now, under its code."""
    return {
        "title": f"Kegiatan {activity.code}",
        "code": activity.code,
        "status": "withdrawn" if activity.is_withdrawn else "received",
        "version": activity.version,
        "url": sent.address(row),
    }


def line(row: Received, activity: Activity) -> Line:
    """One kegiatan in the list of one's own deliveries."""
    gone = activity.is_withdrawn
    return Line(
        row, "Kegiatan", activity.code, activity.about,
        "withdrawn" if gone else "received", "Ditarik" if gone else "Tercatat",
        activity.withdrawn_reason or "Masuk ke laporan bulanan.", sent.address(row),
    )  # fmt: skip


def seen(user: User, keys: Collection[str]) -> Iterable[Activity]:
    """Those the person may still open."""
    return Activity.objects.visible_to(user).filter(pk__in=keys)


def shut(activity: Activity) -> str:
    """A kegiatan takes photographs until it is taken back."""
    return TAKEN_BACK if activity.is_withdrawn else ""


def may_follow(user: User, activity: Activity) -> Any:
    """Photographs follow the kegiatan of the own office; what was taken back says so itself."""
    return permissions.can_record(user)


def register() -> None:
    """Called from `AppConfig.ready()`."""
    sent.register(ACTIVITY, Sent("Kegiatan", of_activity, seen, line))
    following.register(Followed(Activity, "entered_by", may_follow, shut))
