"""Who may do what with a kegiatan."""

from incidents.permissions import VERIFIERS
from renaksi.models import Activity
from renaksi.models.visibility import OWN, READERS, own_office, reads_whole
from timdu.core.access import rule
from timdu.team.models import User

DESK = "Sekretariat Tim Terpadu"


@rule(
    "Kegiatan dibaca oleh sekretariat dan pimpinan; oleh kecamatan dan instansi bila mereka "
    "menyelenggarakannya atau terlibat di dalamnya.",
    who=DESK,
)
def can_read(user: User) -> bool:
    """Observers, administrators and the Inspektorat read none here."""
    return user.role in READERS


@rule("Kegiatan dicatat oleh sekretariat, kecamatan, dan instansi anggota.", who=DESK)
def can_record(user: User) -> bool:
    """Who held it says so; the desk says it for those who telephone."""
    return user.is_secretariat or user.role in OWN


@rule(
    "Kegiatan diubah dan dilampiri oleh penyelenggaranya atau oleh sekretariat, selama belum "
    "ditarik.",
    who="penyelenggaranya, atau sekretariat",
)
def can_edit(user: User, activity: Activity) -> bool:
    """The office that held it, and the desk; whoever only took part reads."""
    return not activity.is_withdrawn and is_of_office(user, activity)


@rule(
    "Kegiatan ditarik oleh yang mencatatnya, atau oleh Kabid dan Kepala Badan.",
    who="yang mencatatnya, Kabid, atau Kepala Badan",
)
def can_withdraw(user: User, activity: Activity) -> bool:
    """Who wrote it takes it back; the verifier, when whoever wrote it has left."""
    own = activity.entered_by_id == user.pk and is_of_office(user, activity)
    return own or user.role in VERIFIERS


@rule("Jenis kegiatan diatur oleh sekretariat.", who=DESK)
def can_edit_reference(user: User) -> bool:
    """The list belongs to the desk."""
    return user.is_secretariat


def is_of_office(user: User, activity: Activity) -> bool:
    """Whether the person's office held it; the desk answers for all."""
    if user.is_secretariat:
        return True
    return user.role in OWN and all(
        getattr(activity, name) == value for name, value in own_office(user).items()
    )


def reads_everything(user: User) -> bool:
    """Whether links to permasalahan are told of in the history for this reader."""
    return reads_whole(user)
