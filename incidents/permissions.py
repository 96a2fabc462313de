"""Who may do what with a report from the field."""

from incidents.models import Development, Incident, NilReport, Proposal
from incidents.models.choices import COUNTED, Origin, Status
from timdu.core.access import Verdict, rule
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


@rule(
    "Laporan orang lain dicatat oleh sekretariat dan oleh operator.",
    who="staf sekretariat, atau operator kecamatan atau instansi",
)
def can_relay(user: User) -> bool:
    """Who writes down what another told: by telephone, message, letter or in person."""
    return can_report(user).yes and (user.is_secretariat or user.is_operator)


@rule("Antrean diperiksa oleh sekretariat.", who="Sekretariat Tim Terpadu")
def can_triage(user: User) -> bool:
    """The queue is the desk of the secretariat."""
    return user.is_secretariat


@rule("Waktu menjawab catatan perbaikan dilihat oleh sekretariat.", who="Sekretariat Tim Terpadu")
def can_see_pace(user: User) -> bool:
    """The desk sees how long its notes wait; nobody is ranked by it."""
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
    "Laporan diimpor dari lembar Excel oleh kecamatan, instansi anggota, dan sekretariat; masing-"
    "masing melihat impornya sendiri.",
    who="camat, operator, instansi anggota, atau sekretariat",
)
def can_import(user: User) -> bool:
    """Whoever may report one may report a month of them."""
    return can_report(user).yes


@rule(
    "Impor dibatalkan oleh yang mengimpornya, selama belum ada barisnya yang diverifikasi.",
    who="yang mengimpornya",
)
def can_take_back(user: User, incident: Incident) -> bool:
    """Who handed in a file by mistake takes back all that came of it."""
    return incident.entered_by_id == user.pk and can_report(user).yes


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
    "Perkembangan dikirim oleh pelapor dan kantornya, sekretariat, dan instansi atau kecamatan "
    "yang dibagi laporannya.",
    who="pelapor, sekretariat, atau yang dibagi laporannya",
)
def can_tell(user: User, incident: Incident) -> bool:
    """Whoever is at work on it says what is new; whether the report still takes it is its state."""
    if writes_for(user, incident) or user.is_secretariat and incident.status != Status.DRAFT:
        return True
    standing = incident.shares.filter(withdrawn_at=None)
    if user.role == Role.KECAMATAN:
        return standing.filter(kecamatan_id=user.kecamatan_id).exists()
    return user.role == Role.MEMBER and standing.filter(agency=user.agency).exists()


def may_follow(user: User, record: Incident | Development) -> Verdict:
    """Photographs follow a report, or what its teller tells of one; never a stranger's."""
    if isinstance(record, Development):
        return can_tell(user, record.incident)
    return can_attach(user, record)


@rule(
    "Perkembangan ditarik oleh yang mengirimnya, atau oleh Kabid dan Kepala Badan.",
    who="yang mengirimnya, Kabid, atau Kepala Badan",
)
def can_withdraw_development(user: User, development: Development) -> bool:
    """Who told it takes it back; the verifier, when whoever told it has left."""
    return development.entered_by_id == user.pk or user.role in VERIFIERS


@rule(
    "Koreksi laporan yang sudah diverifikasi diminta oleh pelapor dan kantornya.",
    who="pelapor atau rekan sekantornya, sesudah laporan diverifikasi",
)
def can_propose(user: User, incident: Incident) -> bool:
    """What is not yet verified one changes oneself; afterwards one asks, with a reason."""
    return writes_for(user, incident) and incident.status in COUNTED


@rule(
    "Permintaan koreksi ditarik oleh yang memintanya dan kantornya, selama belum diputuskan.",
    who="yang meminta koreksi atau rekan sekantornya",
)
def can_retract(user: User, incident: Incident, proposal: Proposal) -> bool:
    """Who asked takes it back; a figure told with a perkembangan goes back with that."""
    asked = proposal.by_id == user.pk or writes_for(user, incident)
    return asked and proposal.development_id is None


@rule(
    "Permintaan koreksi diputuskan oleh Kabid atau Kepala Badan, dan bukan oleh yang memasukkan "
    "laporan atau memintanya.",
    who="Kabid atau Kepala Badan",
)
def can_decide(user: User, incident: Incident, proposal: Proposal) -> bool:
    """Nobody accepts what they entered or asked for themselves."""
    return can_correct(user, incident).yes and proposal.by_id != user.pk


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
    "Siapa yang wajib dan tidak wajib lapor ditetapkan oleh sekretariat, dengan alasan.",
    who="Sekretariat Tim Terpadu",
)
def can_decide_duty(user: User) -> bool:
    """Who is excused is decided by those who would otherwise have to call."""
    return user.is_secretariat


@rule("Yang belum melapor dihubungi oleh sekretariat.", who="Sekretariat Tim Terpadu")
def can_call(user: User) -> bool:
    """The list to call holds telephone numbers; calling is the desk's work."""
    return user.is_secretariat


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
