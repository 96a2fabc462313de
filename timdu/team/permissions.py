"""Who may manage people and settings."""

from timdu.core.access import rule
from timdu.team.models import User


@rule("Pengguna dikelola oleh administrator sistem.", who="Administrator sistem kabupaten")
def can_manage_users(user: User) -> bool:
    """The administrator keeps accounts and sees no reports."""
    return user.role == User.Role.ADMIN


@rule(
    "Pengaturan tim diubah oleh Sekretaris Tim Terpadu atau administrator.",
    who="Kepala Badan atau administrator sistem",
)
def can_change_settings(user: User) -> bool:
    """Both may: the secretary knows the rule, the administrator the system."""
    return user.role in (User.Role.SECRETARY, User.Role.ADMIN)


@rule("Halaman ini untuk sekretariat dan administrator.", who="Sekretariat Tim Terpadu")
def can_see_settings(user: User) -> bool:
    """Staff read the settings their work depends on."""
    return user.is_secretariat or user.role == User.Role.ADMIN


GRANTED_BY_SECRETARY = (User.Role.VERIFIER, User.Role.SECRETARY, User.Role.LEADER)


@rule(
    "Peran verifikator, sekretaris, dan pimpinan diberikan dengan persetujuan Sekretaris.",
    who="Kepala Badan",
)
def can_confirm_grant(user: User) -> bool:
    """Who verifies or approves is not chosen by the administrator alone."""
    return user.role == User.Role.SECRETARY


@rule(
    "Catatan pembukaan dibaca oleh Sekretaris Tim Terpadu dan, selama surat tugasnya berlaku, "
    "Inspektorat.",
    who="Kepala Badan",
)
def can_see_openings(user: User) -> bool:
    """Who watches over the readers is few."""
    return user.role in (User.Role.SECRETARY, User.Role.AUDITOR)
