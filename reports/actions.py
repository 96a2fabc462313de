"""Having a report compiled on demand."""

from incidents.models import NilReport
from incidents.models.choices import Classification
from reports.kinds import kecamatan as kecamatan_kind
from timdu.core.access import require
from timdu.core.periods import Month
from timdu.core.workflow import WrongState
from timdu.documents import permissions as document_permissions
from timdu.documents import tasks as documents
from timdu.documents.models import Document
from timdu.team.models import User
from timdu.wilayah.models import Wilayah


def compile_month(
    kind: str, month: Month, *, by: User, kecamatan: Wilayah | None = None
) -> Document:
    """Begin the report of the month, or return the one that is already under way."""
    team = by.team
    assert team is not None
    require(document_permissions.can_open(by, kind, team, kecamatan.pk if kecamatan else None))
    if kind == kecamatan_kind.CODE and not has_something_to_say(kecamatan, month, by):
        raise WrongState(
            f"Belum ada laporan untuk {month.label}, dan nihil belum dinyatakan. Kirim laporan "
            "atau nyatakan nihil lebih dahulu; isinya masuk ke laporan bulanan ini."
        )
    return documents.open_document(
        kind, team, first=month.first, last=month.last, kecamatan=kecamatan, by=by
    )


def has_something_to_say(kecamatan: Wilayah | None, month: Month, by: User) -> bool:
    """Whether the kecamatan sent a report or said nihil in that month."""
    team = by.team
    assert team is not None
    nil = NilReport.objects.standing().filter(team=team, kecamatan=kecamatan, month=month.first)
    rows = kecamatan_kind.own_rows(
        team.pk, Classification.RESTRICTED, kecamatan.pk if kecamatan else None
    )
    return nil.exists() or rows.in_month(month, team.zone).exists()
