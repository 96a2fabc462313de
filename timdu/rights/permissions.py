"""Who reads the rules, and who carries a berkas pemeriksaan away."""

from timdu.core.access import rule
from timdu.team.models import User

Role = User.Role


@rule("Hak akses dibaca oleh sekretariat, administrator, dan Inspektorat.", who="Kepala Badan")
def can_see_matrix(user: User) -> bool:
    """The rules are no secret to those who keep, grant or examine them."""
    return user.is_secretariat or user.role in (Role.ADMIN, Role.AUDITOR)


@rule(
    "Berkas pemeriksaan diambil oleh Inspektorat selama surat tugasnya berlaku.",
    who="Inspektorat dengan surat tugas",
)
def can_take_bundle(user: User) -> bool:
    """What is carried away is masked as the pages are, and recorded."""
    return user.role == Role.AUDITOR
