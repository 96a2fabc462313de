"""Who may do what with a report from the field."""

from incidents.models import Incident, NilReport
from incidents.models.choices import Origin, Status
from timdu.core.access import rule
from timdu.team.models import User

Role = User.Role
REPORTERS = (Role.KECAMATAN, Role.MEMBER, *User.SECRETARIAT)
VERIFIERS = (Role.VERIFIER, Role.SECRETARY)
READERS = (*REPORTERS, Role.LEADER, Role.FORKOPIMDA, Role.AUDITOR)
WATCHERS = (*User.SECRETARIAT, Role.LEADER, Role.AUDITOR)


@rule(
    "Laporan dibaca oleh kecamatan, instansi anggota, sekretariat, pimpinan, Forkopimda, dan "
    "Inspektorat, masing-masing sebatas haknya.",
    who="Sekretariat Tim Terpadu",
)
def can_read(user: User) -> bool:
    """Observers read documents, administrators keep accounts; neither reads reports."""
    return user.role in READERS


@rule(
    "Laporan dikirim oleh kecamatan, instansi anggota, dan sekretariat.",
    who="camat, operator, instansi anggota, atau sekretariat",
)
def can_report(user: User) -> bool:
    """Those who know the field; the secretariat enters for partners without an account."""
    return user.role in REPORTERS


@rule("Antrean diperiksa oleh sekretariat.", who="Sekretariat Tim Terpadu")
def can_triage(user: User) -> bool:
    """The queue is the desk of the secretariat."""
    return user.is_secretariat


def writes_for(user: User, incident: Incident) -> bool:
    """Whether the report is the user's own to write: typed by them, or by their office.

    A colleague of the same kecamatan or agency answers and completes what the other began.
    """
    if incident.entered_by_id == user.pk:
        return can_report(user).yes
    if user.role == Role.KECAMATAN:
        return incident.origin == Origin.KECAMATAN and incident.kecamatan_id == user.kecamatan_id
    return user.role == Role.MEMBER and incident.agency_id == user.agency_id


@rule(
    "Laporan diubah oleh yang melaporkannya, selama belum diverifikasi. Sesudah itu sekretariat "
    "mencatat koreksi.",
    who="pelapor; sesudah verifikasi, Kabid atau Kepala Badan",
)
def can_edit(user: User, incident: Incident) -> bool:
    """The reporter edits what is not yet verified."""
    return incident.is_open and writes_for(user, incident)


@rule("Laporan dikirim oleh yang melaporkannya.", who="pelapor atau rekan sekantornya")
def can_submit(user: User, incident: Incident) -> bool:
    """The reporter sends; the camat may send what an operator drafted."""
    return writes_for(user, incident)


@rule(
    "Laporan diverifikasi oleh Kabid atau Kepala Badan, dan bukan oleh yang memasukkannya.",
    who="Kabid atau Kepala Badan yang tidak memasukkan laporan ini",
)
def can_verify(user: User, incident: Incident) -> bool:
    """Nobody verifies, returns or sets aside what they entered themselves."""
    return user.role in VERIFIERS and incident.entered_by_id != user.pk


@rule(
    "Catatan perbaikan ditulis oleh sekretariat, dan bukan oleh yang memasukkan laporan.",
    who="Sekretariat Tim Terpadu",
)
def can_mark(user: User, incident: Incident) -> bool:
    """Staff read for the verifier and leave notes; only the verifier sends them."""
    return (
        user.is_secretariat
        and incident.entered_by_id != user.pk
        and incident.status == Status.SUBMITTED
    )


@rule(
    "Koreksi fakta dicatat oleh Kabid atau Kepala Badan, dan bukan oleh yang memasukkan laporan.",
    who="Kabid atau Kepala Badan",
)
def can_correct(user: User, incident: Incident) -> bool:
    """What was sent stays; the corrected fact stands beside it."""
    correctable = (Status.SUBMITTED, Status.VERIFIED, Status.CLOSED)
    return can_verify(user, incident).yes and incident.status in correctable


@rule(
    "Laporan dibagikan oleh Kabid atau Kepala Badan; yang Rahasia hanya oleh Kepala Badan, "
    "kepada orang yang disebut namanya.",
    who="Kabid atau Kepala Badan",
)
def can_share(user: User, incident: Incident) -> bool:
    """Sharing opens a report to others; for R only the secretary decides, person by person."""
    if incident.status == Status.DRAFT:
        return False
    return user.role == Role.SECRETARY or (user.role in VERIFIERS and not incident.is_secret)


@rule("Nama sumber dilindungi.", who="pelapor, Kabid, dan Kepala Badan")
def can_see_source_name(user: User, incident: Incident) -> bool:
    """The name behind an information: for who wrote it down and who must judge it."""
    return incident.entered_by_id == user.pk or user.role in VERIFIERS


@rule(
    "Riwayat perubahan dibaca oleh pelapor dan sekretariat.",
    who="pelapor atau sekretariat",
)
def can_read_history(user: User, incident: Incident) -> bool:
    """Earlier words are for those who wrote or judge them, and for the Inspektorat."""
    return user.is_secretariat or is_masked(user) or writes_for(user, incident)


@rule(
    "Bukti penerimaan memuat nama pelapor dan sumber; keduanya disamarkan bagi Inspektorat.",
    who="pelapor atau sekretariat",
)
def can_read_receipt(user: User) -> bool:
    """The receipt repeats the report as it came over the wire, names and all."""
    return not is_masked(user)


@rule("Lampiran ditambahkan oleh pelapor atau sekretariat.", who="pelapor atau sekretariat")
def can_attach(user: User, incident: Incident) -> bool:
    """Photos may follow, also after verification; a draft is its writers' own."""
    return writes_for(user, incident) or (user.is_secretariat and incident.status != Status.DRAFT)


@rule(
    "Laporan nihil dikirim oleh kecamatan dan instansi anggota; sekretariat dapat mencatatkannya.",
    who="camat, operator, instansi anggota, atau sekretariat",
)
def can_file_nil(user: User) -> bool:
    """Whoever reports may say that there was nothing."""
    return user.role in REPORTERS


@rule("Kepatuhan laporan dilihat oleh yang melapor, sekretariat, pimpinan, dan Inspektorat.",
      who="Sekretariat Tim Terpadu")  # fmt: skip
def can_see_nil(user: User) -> bool:
    """One's own months, or the whole team's for those who watch over it."""
    return user.role in (*REPORTERS, *WATCHERS)


@rule(
    "Laporan nihil ditarik oleh yang mengirimnya atau sekretariat.",
    who="pengirim laporan nihil, atau sekretariat",
)
def can_withdraw_nil(user: User, nil: NilReport) -> bool:
    """A nil report filed by mistake is taken back with a reason."""
    if user.is_secretariat:
        return True
    if user.role == Role.KECAMATAN:
        return nil.kecamatan_id == user.kecamatan_id
    return user.role == Role.MEMBER and nil.agency_id == user.agency_id


@rule(
    "Daftar acuan (pola isu, keluarga kata) diubah oleh sekretariat.",
    who="Sekretariat Tim Terpadu",
)
def can_edit_reference(user: User) -> bool:
    """Second-level lists are the office's own."""
    return user.is_secretariat


def is_masked(user: User) -> bool:
    """Whether sources and reporters are hidden from the reader (Inspektorat)."""
    return user.is_masked
