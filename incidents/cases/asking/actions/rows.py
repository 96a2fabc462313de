"""The row read again under lock, its code, and what every change of it leaves behind."""

import datetime as dt
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from incidents.actions.rows import broke
from incidents.cases.actions import rows as case_rows
from incidents.cases.actions.rows import SHUT, Before
from incidents.cases.asking.models import CoordinationRequest, Disposition
from incidents.cases.models import Case
from timdu.core import codes, events
from timdu.core.workflow import WrongState
from timdu.inbox.models import Arahan
from timdu.team.models import User

Row = TypeVar("Row", Disposition, CoordinationRequest)
CODE_ATTEMPTS = 6
CHANGED = "Isinya sudah berubah sejak Anda membuka halaman ini. Muat ulang, lalu baca lagi."
SECRET = "Arahan tentang yang Rahasia tidak dijadikan disposisi atau permintaan."


def again(row: Row, *, version: int | None = None) -> Row:
    """Read it under lock; refused when it changed since the page was opened."""
    manager: Any = type(row).objects
    fresh: Row = manager.select_for_update(of=("self",)).with_names().get(pk=row.pk)
    if version is not None and version != fresh.version:
        raise WrongState(CHANGED)
    return fresh


def refuse_again(model: type[models.Model], key: UUID, by: User) -> None:
    """One form of one person is taken once; a second press waits until the first has ended."""
    with connection.cursor() as cursor:
        words = f"{model._meta.label_lower}:{by.pk}:{key}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [words])
    manager: Any = model._default_manager
    if found := manager.filter(by=by, client_uuid=key).first():
        raise Before(found)


def stands_on(case: Case | None, arahan: Arahan | None, by: User) -> Case | None:
    """The permasalahan under lock; raises WrongState where nothing new may grow out of it."""
    if case is not None:
        case = case_rows.again(case)
        if not Case.objects.visible_to(by).filter(pk=case.pk).exists():
            raise WrongState("Permasalahan ini tidak terbuka bagi Anda.")
        if not case.is_open:
            raise WrongState(SHUT)
    if arahan is not None:
        if arahan.team_id != by.team_id:
            raise WrongState("Arahan ini tidak terbuka bagi Anda.")
        if arahan.is_secret:
            raise WrongState(SECRET)
    return case


def coded(row: Row, prefix: str, now: dt.datetime) -> Row:
    """Save it under a code nobody has; a code that is taken is tried again, longer at last."""
    year, name = timezone.localtime(now).year, f"{row._meta.db_table}_code_key"
    for attempt in range(CODE_ATTEMPTS):
        row.code = codes.new_code(prefix, year, 4 + attempt // 2)
        row.full_clean(exclude=["code"])
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError as error:
            if not broke(error, name):
                raise
        else:
            return row
    raise RuntimeError("no free code found")


def say(row: Row, what: str, *, by: User | None, note: str = "") -> None:
    """In its own chronology and that of its permasalahan, which tells it to who may know of it.

    Not in that of an arahan behind it: that is read by an office the disposisi may not be for.
    """
    about: list[models.Model] = [row, row.case] if row.case is not None else [row]
    events.record(by=by, what=what, about=about, note=note)


def grew_out(row: Row, what: str, *, by: User) -> None:
    """The arahan says that something was made of it, by its code and no word more."""
    if row.arahan is not None:
        # Of the permasalahan too: should that become R, the arahan does not tell of it.
        about = [row.arahan, row.case] if row.case is not None else [row.arahan]
        events.record(by=by, what=what, about=about, note=row.code)


def changed(row: Row, *names: str, now: dt.datetime | None = None) -> None:
    """Save the columns that changed; the permasalahan has moved with it."""
    row.version += 1
    row.changed_at = now or timezone.now()
    row.full_clean()
    row.save(update_fields=[*names, "version", "changed_at"])
    case_moved(row, row.changed_at)


def case_moved(row: Row, now: dt.datetime) -> None:
    """The permasalahan moved with it."""
    if row.case is not None:
        case_rows.touched(case_rows.again(row.case), now=now)


def on_behalf(words: str, told: str) -> str:
    """What the desk writes down for another says from whom it has it."""
    said = f"Disampaikan: {told}." if told else ""
    return " ".join(part for part in (words, said) if part)


def told_by(by: User, told: str, *, is_own: bool) -> str:
    """From whom the desk has it, which it must say; an office speaks for itself."""
    if is_own:
        return ""
    if not told.strip():
        raise WrongState("Tulis dari siapa Anda mendengarnya, dan bagaimana.")
    return told.strip()
