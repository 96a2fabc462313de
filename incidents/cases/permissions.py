"""Who may do what with a permasalahan."""

from incidents.cases.models import Case, Handling
from incidents.cases.models.visibility import CASE_READERS, NAMED, READERS, reads_all
from incidents.permissions import VERIFIERS
from timdu.core.access import rule
from timdu.team.models import User

Role = User.Role
DESK = "Sekretariat Tim Terpadu"


@rule(
    "Permasalahan dibaca oleh sekretariat, pimpinan, Inspektorat; oleh kecamatan, instansi, dan "
    "Forkopimda bila salah satu laporannya dapat mereka baca atau mereka pemegangnya.",
    who=DESK,
)
def can_read(user: User) -> bool:
    """Observers and administrators read none; the Inspektorat without names, up to T."""
    return user.role in CASE_READERS


@rule(
    "Permasalahan diunduh oleh yang membacanya, tidak oleh Inspektorat: nama pelapor hanya "
    "disamarkan pada halamannya.",
    who=DESK,
)
def can_export(user: User) -> bool:
    """What an auditor carries away is the berkas pemeriksaan."""
    return user.role in READERS


@rule("Permasalahan dibuka dan diolah oleh sekretariat.", who=DESK)
def can_work(user: User) -> bool:
    """Opening, changing, assessing and linking are the desk's work."""
    return user.is_secretariat


@rule("Klasifikasi permasalahan ditetapkan oleh Kabid atau Kepala Badan.", who="Kabid")
def can_classify(user: User) -> bool:
    """Who verifies, classifies; what staff open is Terbatas until then."""
    return user.role in VERIFIERS


@rule(
    "Permasalahan Rahasia dibuka oleh Kepala Badan, kepada orang yang disebut namanya.",
    who="Kepala Badan",
)
def can_name(user: User, case: Case) -> bool:
    """Person by person; what is up to T opens by role and report and is shared with nobody."""
    return user.role == Role.SECRETARY and case.is_secret


def may_be_named(person: User, case: Case) -> bool:
    """Whoever reads permasalahan in person; a leader's staf and the Inspektorat stop at T."""
    reads = person.role in NAMED and not person.is_aide
    return reads and person.is_active and person.team_id == case.team_id


@rule(
    "Permasalahan Rahasia tidak dibawa keluar sebagai berkas atau pesan.",
    who="tidak ada: buka dan baca di sini",
)
def can_take_along(user: User, case: Case | None) -> bool:
    """Nothing that is R travels: no sheet, no letter, no berita acara, no nota."""
    return case is None or not case.is_secret


@rule(
    "Permasalahan ditutup dan dibuka lagi oleh Kabid atau Kepala Badan.",
    who="Kabid atau Kepala Badan",
)
def can_close(user: User, case: Case) -> bool:
    """Who accepts results says that it is over."""
    return user.role in VERIFIERS


@rule(
    "Langkah penanganan dicatat oleh sekretariat, serta oleh kecamatan dan instansi atas "
    "langkahnya sendiri.",
    who="sekretariat, atau kantor yang melakukannya",
)
def can_handle(user: User) -> bool:
    """Who did something says so; the desk says it for mitra and for those who telephone."""
    return user.is_secretariat or user.role in (Role.KECAMATAN, Role.MEMBER)


@rule(
    "Langkah penanganan ditarik oleh yang mencatatnya, atau oleh Kabid dan Kepala Badan.",
    who="yang mencatatnya, Kabid, atau Kepala Badan",
)
def can_withdraw(user: User, handling: Handling) -> bool:
    """Who wrote it takes it back; the verifier, when whoever wrote it has left."""
    return handling.by_id == user.pk or user.role in VERIFIERS


def reads_everything(user: User) -> bool:
    """Whether the desk's own words about a permasalahan are for this reader."""
    return reads_all(user)
