"""Who lets somebody in again, and when that needs a second person's word."""

from timdu.core.access import Verdict, rule
from timdu.team.entrance import factor
from timdu.team.models import Recovery, User
from timdu.team.permissions import GRANTED_BY_SECRETARY, can_manage_users

COMMAND = "manage.py pulihkan_akun"


def can_ask(by: User, user: User) -> Verdict:
    """The administrator, for anybody but themself."""
    if by.pk == user.pk:
        return Verdict(
            False,
            "Akun sendiri tidak dipulihkan sendiri. Kata sandi sendiri diganti di menu akun.",
            "Administrator lain, atau pengelola server",
        )
    return can_manage_users(by)


def needs_word(user: User) -> bool:
    """Whoever verifies, approves or holds R is not let in by the administrator alone."""
    return user.role in GRANTED_BY_SECRETARY or factor.holds_secret(user)


def confirmers(user: User) -> list[User]:
    """Who may say yes: another secretary; where there is none, the leaders of the team."""
    people = list(
        User.objects.filter(
            team=user.team,
            is_active=True,
            role__in=(User.Role.SECRETARY, User.Role.LEADER),
            serves=None,
        ).exclude(pk=user.pk)
    )
    able = [person for person in people if person.may_enter_today]
    secretaries = [person for person in able if person.role == User.Role.SECRETARY]
    return secretaries or able


@rule(
    "Pemulihan akun ini disetujui orang kedua: Sekretaris, atau pimpinan bila yang dipulihkan "
    "Sekretaris satu-satunya. Tidak oleh yang meminta, tidak oleh pemilik akunnya.",
    who="Sekretaris Tim Terpadu atau pimpinan",
)
def can_answer(by: User, recovery: Recovery) -> bool:
    """Never the person whose account it is, never the one who asked."""
    if by.pk in (recovery.user_id, recovery.asked_by_id):
        return False
    return by.pk in {person.pk for person in confirmers(recovery.user)}


@rule("Kabar pemulihan dibaca oleh pemilik akunnya.", who="Pemilik akun")
def can_acknowledge(by: User, recovery: Recovery) -> bool:
    """The person whose account it is."""
    return by.pk == recovery.user_id


@rule(
    "Pemulihan yang tidak dikenali pemiliknya diperiksa Sekretaris atau administrator yang lain.",
    who="Sekretaris Tim Terpadu atau administrator sistem",
)
def can_check(by: User, recovery: Recovery) -> bool:
    """Somebody else than the person whose account it is."""
    looks = by.role in (User.Role.SECRETARY, User.Role.ADMIN)
    return looks and by.pk != recovery.user_id
