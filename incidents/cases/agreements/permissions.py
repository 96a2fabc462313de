"""Who may do what with a kesepakatan."""

from incidents.cases.agreements.models import Agreement
from incidents.cases.models.visibility import WHOLE
from incidents.permissions import VERIFIERS
from timdu.core.access import rule
from timdu.team.models import User

Role = User.Role
DESK = "Sekretariat Tim Terpadu"


@rule(
    "Kesepakatan dibaca oleh sekretariat dan pimpinan, serta oleh kantor pemegang permasalahan.",
    who=DESK,
)
def can_read(user: User) -> bool:
    """Forkopimda, observers, administrators and the Inspektorat read none here."""
    return user.role in (*WHOLE, Role.KECAMATAN, Role.MEMBER)


@rule("Kesepakatan dicatat dan diubah oleh sekretariat.", who=DESK)
def can_record(user: User) -> bool:
    """The berita acara comes to the desk, which writes down what it says."""
    return user.is_secretariat


@rule("Kesepakatan dicatat dan diubah oleh sekretariat.", who=DESK)
def can_amend(user: User, agreement: Agreement) -> bool:
    """The same desk; what it said before stays in the history."""
    return user.is_secretariat


@rule(
    "Pemeriksaan dicatat oleh kantor pemegang permasalahan atau oleh sekretariat.",
    who="kantor pemegang permasalahan, atau sekretariat",
)
def can_check(user: User, agreement: Agreement) -> bool:
    """Whoever holds the permasalahan looks; the desk, where nobody does."""
    return user.is_secretariat or holds(user, agreement)


def holds(user: User, agreement: Agreement) -> bool:
    """Whether the person's office holds the permasalahan."""
    case = agreement.case
    if user.role == Role.KECAMATAN:
        return user.kecamatan_id == case.holder_kecamatan_id
    return user.role == Role.MEMBER and user.agency_id == case.holder_id


@rule(
    "Kesepakatan ditarik oleh yang mencatatnya, atau oleh Kabid dan Kepala Badan.",
    who="yang mencatatnya, Kabid, atau Kepala Badan",
)
def can_withdraw(user: User, agreement: Agreement) -> bool:
    """It was written down by mistake, or never came about."""
    return agreement.by_id == user.pk or user.role in VERIFIERS
