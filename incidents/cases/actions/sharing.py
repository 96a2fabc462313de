"""Opening a permasalahan that is R to persons, by name; and closing it to them again."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone

from incidents.actions.rows import broke
from incidents.cases import permissions
from incidents.cases.actions import waiting
from incidents.cases.actions.rows import again
from incidents.cases.models import Case, CaseShare
from timdu.core import event_names, events
from timdu.core.access import require
from timdu.core.workflow import WrongState
from timdu.team.models import User

event_names.name(
    case_name="Boleh membuka permasalahan Rahasia",
    case_unname="Tidak lagi boleh membuka permasalahan Rahasia",
)
KNOWING = "Mengetahui permasalahan saat digolongkan."
LOWERED = "Tidak lagi Rahasia."
NO_SECRET = "Permasalahan ini tidak Rahasia; tidak ada yang perlu ditunjuk."
TWICE = "Orang ini sudah ditunjuk."
NOT_THEM = "{} tidak membaca permasalahan menurut perannya, jadi tidak dapat ditunjuk."


@transaction.atomic
def name(case: Case, *, by: User, person: User, reason: str) -> CaseShare:
    """Let one person of the team open it."""
    row = locked(case, by=by)
    if not permissions.may_be_named(person, row):
        raise WrongState(NOT_THEM.format(person.position or person.full_name))
    made = put(row, person, by=by, reason=reason)
    waiting.naming_is_over(row, by=by)
    return made


def put(row: Case, person: User, *, by: User, reason: str) -> CaseShare:
    """Write the row and its event."""
    made = CaseShare(case=row, person=person, by=by, reason=reason.strip())
    made.full_clean(validate_constraints=False)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        if not broke(error, "case_share_once"):
            raise
        raise WrongState(TWICE) from error
    events.record(by=by, what="case.name", about=row, note=f"{made.target}. {made.reason}")
    return made


@transaction.atomic
def withdraw(share: CaseShare, *, by: User, reason: str) -> CaseShare:
    """Close it to the person again, with the reason; that it was open stays on record."""
    row = locked(share.case, by=by)
    rows = CaseShare.objects.select_for_update(of=("self",)).select_related("person")
    share = rows.get(pk=share.pk)
    if share.withdrawn_at is not None:
        raise WrongState("Penunjukan ini sudah ditarik.")
    let_go(row, [share], by=by, reason=reason)
    return share


def let_go(row: Case, shares: Iterable[CaseShare], *, by: User, reason: str) -> None:
    """They stand no longer."""
    for share in shares:
        share.withdrawn_at, share.withdrawn_by = timezone.now(), by
        share.withdrawn_reason = reason.strip()
        share.full_clean(validate_constraints=False)
        share.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
        note = f"{share.target}. {share.withdrawn_reason}"
        events.record(by=by, what="case.unname", about=row, note=note)


def name_those_who_know(row: Case, *, by: User) -> None:
    """It became R: who opened it and who classified it know it, by name; nobody else.

    The secretary is told that there is one, and names others (or themselves).
    """
    knowing = {person.pk: person for person in (by, row.opened_by)}
    standing = set(row.shares.standing().values_list("person_id", flat=True))
    for key, person in knowing.items():
        if key not in standing and permissions.may_be_named(person, row):
            put(row, person, by=by, reason=KNOWING)
    if by.role != User.Role.SECRETARY:
        waiting.for_naming(row)


def forget_who_knew(row: Case, *, by: User) -> None:
    """It is R no longer: should it become so again, everybody is named anew."""
    let_go(row, row.shares.standing().select_related("person"), by=by, reason=LOWERED)
    waiting.naming_is_over(row, by=by)


@transaction.atomic
def none_else(case: Case, *, by: User) -> None:
    """The secretary decides that nobody else needs to open it."""
    row = locked(case, by=by)
    waiting.naming_is_over(row, by=by)
    events.record(by=by, what="case.name", about=row, note="Tidak ada yang lain.")


def locked(case: Case, *, by: User) -> Case:
    """The row under lock, as long as it is R; only the secretary names."""
    row = again(case)
    if not row.is_secret:
        raise WrongState(NO_SECRET)
    require(permissions.can_name(by, row))
    return row
