"""A permasalahan becomes R, or is R no longer: whoever may not know of it loses it at once."""

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction

from incidents.actions.rows import broke
from incidents.cases import rooms
from incidents.cases.actions import sharing
from incidents.cases.models import Case
from timdu.core.workflow import WrongState
from timdu.inbox import todos
from timdu.inbox.models import Arahan
from timdu.team.models import User

UNSAID = "Tulis mengapa permasalahan ini tidak lagi Rahasia."
ELSEWHERE = (
    "Sebuah laporan permasalahan ini juga terhubung ke permasalahan lain. Lepaskan laporan itu "
    "dari salah satunya, lalu turunkan klasifikasinya."
)


def refuse_silence(was_secret: bool, row: Case, reason: str) -> None:
    """What others may not know is not opened to them without a reason."""
    if was_secret and not row.is_secret and not reason.strip():
        raise WrongState(UNSAID)


def follow(row: Case, *, was_secret: bool, by: User) -> None:
    """What hangs on it follows its class, in the transaction that changed it."""
    if row.is_secret == was_secret:
        return
    mark_links(row)
    if row.is_secret:
        sharing.name_those_who_know(row, by=by)
        keep_words_back(row)
    else:
        sharing.forget_who_knew(row, by=by)


def mark_links(row: Case) -> None:
    """Its links say whether they may be told; of those told a report has one."""
    try:
        with transaction.atomic():
            row.links.update(secret=row.is_secret)
    except IntegrityError as error:
        if not broke(error, "case_link_once"):
            raise
        raise WrongState(ELSEWHERE) from error


def keep_words_back(row: Case) -> None:
    """What waits already because of it, for whoever still knows of it, says its code alone."""
    kind = ContentType.objects.get_for_model(Case)
    said = Arahan.objects.filter(team=row.team, content_type=kind, object_id=str(row.pk))
    for record in (*rooms.hanging(row), *said):
        todos.say_less(record, f"{row.code} (Rahasia)")
