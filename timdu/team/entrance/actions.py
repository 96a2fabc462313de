"""Every change to how somebody comes in: recoveries, devices, and what allauth changed."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone

from timdu.core import event_names, events
from timdu.core.access import require
from timdu.core.workflow import WrongState
from timdu.team.entrance import factor, permissions
from timdu.team.entrance.secret import temporary_password
from timdu.team.models import Recovery, Team, User

event_names.name(
    user_ask_recovery="Pemulihan akun diminta",
    user_refuse_recovery="Pemulihan akun tidak disetujui",
    user_reset_password="Kata sandi sementara dibuat",
    user_reset_factor="Langkah kedua dilepas",
    user_doubt_recovery="Pemulihan akun tidak dikenali pemiliknya",
    user_know_recovery="Pemulihan akun diketahui pemiliknya",
    user_end_device="Perangkat dikeluarkan",
    user_change_password="Kata sandi diganti",
    user_add_factor="Langkah kedua dipasang",
    user_drop_factor="Langkah kedua dicabut",
    user_renew_codes="Kode cadangan dibuat baru",
)
Kind = Recovery.Kind


@transaction.atomic
def ask(user: User, kind: str, *, by: User, reason: str = "") -> tuple[Recovery, str]:
    """Let somebody in again, or ask for the second word; returns a temporary password, if any."""
    require(permissions.can_ask(by, user))
    user = _locked(user, by)
    if user.recoveries.open().filter(kind=kind).exists():
        raise WrongState("Pemulihan ini sudah menunggu persetujuan.")
    if kind == Kind.FACTOR and not Authenticator.objects.filter(user=user).exists():
        raise WrongState(f"{user.full_name} belum memasang langkah kedua.")
    row = Recovery(user=user, kind=kind, reason=reason, asked_by=by)
    if permissions.needs_word(user):
        if not permissions.confirmers(user):
            raise WrongState(
                "Pemulihan akun ini memerlukan persetujuan orang kedua, dan tim ini belum memiliki "
                "Sekretaris lain atau pimpinan yang memiliki akun. Pengelola server dapat "
                f"menjalankan: {permissions.COMMAND} {user.username}"
            )
        row.save()
        data = {"kind": kind}
        events.record(by=by, what="user.ask_recovery", about=user, note=reason, data=data)
        return row, ""
    row.granted, row.answered_at = True, timezone.now()
    row.save()
    return row, carry_out(row, by=by)


@transaction.atomic
def answer(recovery: Recovery, *, by: User, grant: bool) -> tuple[Recovery, str]:
    """The second person's yes or no; returns a temporary password, if there is one."""
    _locked(recovery.user, by)
    row = Recovery.objects.visible_to(by).select_for_update(of=("self",)).get(pk=recovery.pk)
    require(permissions.can_answer(by, row))
    if not row.is_open:
        raise WrongState("Pemulihan ini sudah dijawab. Muat ulang halaman.")
    row.granted, row.answered_by, row.answered_at = grant, by, timezone.now()
    row.save()
    if grant:
        return row, carry_out(row, by=by)
    data = {"kind": row.kind}
    events.record(by=by, what="user.refuse_recovery", about=row.user, data=data)
    return row, ""


@transaction.atomic
def restore(user: User, kind: str, *, reason: str) -> tuple[Recovery, str]:
    """What whoever keeps the server may do where nobody in the team could say yes."""
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    row = Recovery.objects.create(
        user=user, kind=kind, reason=reason, granted=True, answered_at=timezone.now()
    )
    return row, carry_out(row, by=None)


def carry_out(row: Recovery, *, by: User | None) -> str:
    """Take the lost thing away; whoever sits at a device of this account is out."""
    user, password = row.user, ""
    if row.is_of_factor:
        Authenticator.objects.filter(user=user).delete()
    else:
        password = temporary_password()
        user.set_password(password)
        user.must_change_password = True
        user.save(update_fields=["password", "must_change_password"])
    end_sessions(user)
    what = "user.reset_factor" if row.is_of_factor else "user.reset_password"
    events.record(by=by, what=what, about=user, note=row.reason)
    return password


def end_sessions(user: User) -> None:
    """Every device of the account has to sign in again."""
    for session in UserSession.objects.filter(user=user):
        session.end()


@transaction.atomic
def end_device(session: UserSession, *, by: User) -> None:
    """One of one's own devices has to sign in again."""
    session.end()
    events.record(by=by, what="user.end_device", about=by, data={"ip": str(session.ip)})


@transaction.atomic
def acknowledge(recovery: Recovery, *, by: User, is_known: bool) -> Recovery:
    """The person says whether they asked for what was done to their account."""
    require(permissions.can_acknowledge(by, recovery))
    what = "user.know_recovery" if is_known else "user.doubt_recovery"
    events.record(by=by, what=what, about=by, data={"kind": recovery.kind})
    return recovery


def note_change(user: User, what: str) -> None:
    """What the person changed through the sign-in library's own pages."""
    events.record(by=user, what=what, about=user)


def _locked(user: User, by: User) -> User:
    """Read the person again, within the team; two who act on each other take turns."""
    Team.objects.select_for_update(of=("self",)).get(pk=by.own_team.pk)
    people = factor.read_along(User.objects.visible_to(by))
    return people.select_for_update(of=("self",)).get(pk=user.pk)
