"""Who may read and write the roster."""

from timdu.core.access import rule
from timdu.team.models import Seat, User
from timdu.wilayah.models import Wilayah

ACCOUNTS = (User.Role.SECRETARY, User.Role.ADMIN)


@rule("Halaman ini untuk anggota Tim Terpadu.", who="Sekretariat Tim Terpadu")
def can_see_roster(user: User) -> bool:
    """Everybody of the team knows who is in it; an observer belongs to no team."""
    return user.team_id is not None


@rule(
    "Susunan tim diubah oleh sekretariat atau administrator; susunan Tim Terpadu Kecamatan juga "
    "oleh kecamatan itu sendiri.",
    who="sekretariat, administrator, atau camat yang bersangkutan",
)
def can_edit_roster(user: User, roster: Wilayah | None) -> bool:
    """The secretariat keeps all rosters of the team, a kecamatan its own."""
    if user.is_secretariat or user.role == User.Role.ADMIN:
        return True
    return roster is not None and user.kecamatan_id == roster.pk


@rule("Nomor unsur intelijen hanya dilihat sekretariat.", who="Sekretariat Tim Terpadu")
def can_see_contact(user: User, seat: Seat) -> bool:
    """Who gathers intelligence is not called by everybody."""
    return not seat.is_intelligence or user.is_secretariat


@rule("Kedudukan unsur intelijen diubah oleh sekretariat.", who="Sekretariat Tim Terpadu")
def can_edit_seat(user: User, seat: Seat) -> bool:
    """Whoever may not read a number does not write it either."""
    return can_edit_roster(user, seat.roster).yes and can_see_contact(user, seat).yes


@rule(
    "Pergantian pejabat yang memindahkan akses dicatat oleh Sekretaris Tim Terpadu atau "
    "administrator.",
    who="Kepala Badan atau administrator sistem",
)
def can_move_access(user: User) -> bool:
    """Ending one person's access and opening another's is not clerical work."""
    return user.role in ACCOUNTS


@rule(
    "SK diberlakukan oleh Kabid, Sekretaris, atau administrator; SK kecamatan juga oleh camatnya.",
    who="Kepala Badan, Kabid, administrator, atau camat yang bersangkutan",
)
def can_issue(user: User, roster: Wilayah | None) -> bool:
    """An operator or staff may write the draft; what is in force is said by who answers for it."""
    if user.role in (User.Role.VERIFIER, *ACCOUNTS):
        return True
    return roster is not None and user.kecamatan_id == roster.pk and not user.is_operator


@rule(
    "Jadwal piket disusun oleh sekretariat atau administrator.",
    who="Sekretariat Tim Terpadu atau administrator sistem",
)
def can_plan_duty(user: User) -> bool:
    """The number everybody calls at night is kept by those who answer for it."""
    return user.is_secretariat or user.role == User.Role.ADMIN


@rule("Mitra dicatat oleh sekretariat.", who="Sekretariat Tim Terpadu")
def can_edit_partners(user: User) -> bool:
    """Mitra are the team's, not one agency's."""
    return user.is_secretariat
