"""Who may do what with a Status Keadaan Konflik."""

from incidents.cases.emergency.models import Act
from incidents.cases.models.visibility import READERS
from incidents.permissions import VERIFIERS
from timdu.core.access import rule
from timdu.team.models import User

DESK = "Sekretariat Tim Terpadu"


@rule(
    "Status Keadaan Konflik dibaca oleh sekretariat, pimpinan, kecamatan, instansi, dan Forkopimda "
    "sesudah SK-nya dikonfirmasi.",
    who=DESK,
)
def can_read(user: User) -> bool:
    """An SK of the bupati is known to all who serve under it."""
    return user.role in READERS


@rule("SK Status Keadaan Konflik dicatat oleh sekretariat menurut naskah SK-nya.", who=DESK)
def can_enter(user: User) -> bool:
    """The bupati decides outside; the desk writes down what the SK says, with its scan."""
    return user.is_secretariat


@rule(
    "Laporan perkembangan dan permintaan bantuan dicatat, dan bila salah catat ditarik, oleh "
    "sekretariat.",
    who=DESK,
)
def can_note(user: User) -> bool:
    """What was sent and asked for is noted by the desk, which also takes its mistakes back."""
    return user.is_secretariat


@rule(
    "SK dikonfirmasi oleh Kabid atau Kepala Badan, bukan oleh yang mencatat atau terakhir "
    "mengubahnya.",
    who="Kabid atau Kepala Badan lain",
)
def can_confirm(user: User, act: Act) -> bool:
    """Two pairs of eyes on every date that starts a clock."""
    return user.role in VERIFIERS and act.by_id != user.pk


@rule("SK yang belum dikonfirmasi diperbaiki oleh sekretariat.", who=DESK)
def can_edit(user: User, act: Act) -> bool:
    """As long as nobody has confirmed it."""
    return user.is_secretariat


@rule("SK yang salah catat ditarik oleh Kabid atau Kepala Badan.", who="Kabid atau Kepala Badan")
def can_withdraw(user: User, act: Act) -> bool:
    """A confirmed SK moved the clock: taking it back is for those who confirm."""
    return user.role in VERIFIERS
