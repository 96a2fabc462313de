"""Who imports history, and who takes it back."""

from incidents.history.models import Reading
from timdu.core.access import rule
from timdu.team.models import User

Role = User.Role


@rule(
    "Riwayat dari berkas lama diimpor oleh sekretariat: staf, Kabid, dan Kepala Badan.",
    who="Sekretariat Tim Terpadu",
)
def can_import_history(user: User) -> bool:
    """The desk keeps the years before; nobody in the field hands them in."""
    return user.is_secretariat


@rule(
    "Impor riwayat dibatalkan oleh yang mengimpornya, atau oleh Kabid dan Kepala Badan.",
    who="yang mengimpornya, Kabid, atau Kepala Badan",
)
def can_undo(user: User, reading: Reading) -> bool:
    """Who handed in the wrong file takes it back; the Kabid when they have left."""
    own = reading.batch.by_id == user.pk or user.role in (Role.VERIFIER, Role.SECRETARY)
    return own and can_import_history(user).yes
