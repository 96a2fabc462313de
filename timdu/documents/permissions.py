"""Who may do what with a document on its way out."""

from timdu.core.access import Verdict, rule
from timdu.documents import paraf
from timdu.documents.kinds import REGISTRY
from timdu.documents.models import Delivery, Document, Letterhead, Recipient
from timdu.team import serving
from timdu.team.models import Team, User

SECRETARIAT = "Staf sekretariat, Kabid, atau Kepala Badan"


def handles(user: User, document: Document) -> bool:
    """The secretariat of the team; for a kecamatan's own document also that kecamatan."""
    if user.team_id != document.team_id:
        return False
    own = user.kecamatan_id is not None and user.kecamatan_id == document.kecamatan_id
    return user.is_secretariat or own


@rule(
    "Dokumen disusun oleh sekretariat, dokumen kecamatan juga oleh kecamatan itu.", who=SECRETARIAT
)
def can_open(user: User, kind: str, team: Team, kecamatan_id: str | None = None) -> bool:
    """Start a document of the kind for the team or one kecamatan."""
    if user.team_id != team.pk or (REGISTRY[kind].letterhead == "kecamatan") != bool(kecamatan_id):
        return False
    return user.is_secretariat or (kecamatan_id is not None and user.kecamatan_id == kecamatan_id)


@rule("Halaman ini untuk sekretariat dan pimpinan.", who=SECRETARIAT)
def can_see_register(user: User) -> bool:
    """The register of outgoing numbers is a book of the team."""
    return user.is_secretariat or user.role in (User.Role.LEADER, User.Role.AUDITOR)


@rule("Naskah diubah oleh yang menyusunnya: sekretariat atau kecamatan itu.", who=SECRETARIAT)
def can_prepare(user: User, document: Document) -> bool:
    """Write, refresh, number, upload, send: the desk work."""
    return handles(user, document)


def can_submit(user: User, document: Document) -> Verdict:
    """Pass the draft on for paraf; a kind without levels goes straight to its number."""
    if not document.current:
        return Verdict(False, "Dokumen masih disusun.", "Sistem, beberapa saat lagi")
    if not document.current.levels:
        return Verdict(False, "Jenis dokumen ini tidak memakai paraf.")
    return can_prepare(user, document)


def can_initial(user: User, document: Document) -> Verdict:
    """Give the paraf that is due: the holder of its office, one level each, never alone."""
    level = paraf.next_level(document)
    if level is None or document.current is None:
        return Verdict(False, "Semua paraf sudah diberikan.")
    office = document.current.levels[level]
    holders = paraf.givers(level, document.current.levels, paraf.people_of(document))
    who = ", ".join(person.byline for person in holders) or "dicatat dari kertas oleh sekretariat"
    if user.is_aide:
        return serving.may_decide(user)
    if user.pk not in {person.pk for person in holders}:
        return Verdict(False, f"Paraf berikut diberikan oleh {office}.", who)
    others = {initial.by_id for initial in paraf.given(document)}
    if user.pk in others:
        return Verdict(False, "Satu orang memberi paraf satu jenjang.", who)
    last = level == len(document.current.levels) - 1
    if last and document.current.made_by_id == user.pk and not others:
        return Verdict(False, "Naskah dilihat paling sedikit dua orang sebelum disetujui.", who)
    return Verdict(True, f"Paraf berikut diberikan oleh {office}.", who)


def can_initial_on_paper(user: User, document: Document) -> Verdict:
    """Note a paraf given on paper, only for an office nobody with an account holds."""
    level = paraf.next_level(document)
    if level is None or document.current is None:
        return Verdict(False, "Semua paraf sudah diberikan.")
    held = paraf.givers(level, document.current.levels, paraf.people_of(document))
    free = not held and user.is_secretariat and user.team_id == document.team_id
    return Verdict(free, "Paraf basah dicatat bila jabatannya tidak memiliki akun.", SECRETARIAT)


@rule(
    "Dikembalikan oleh yang memberi paraf atau ditarik oleh penyusunnya.",
    who="Kabid, Kepala Badan, pimpinan, atau staf sekretariat",
)
def can_give_back(user: User, document: Document) -> bool:
    """Whoever reads it on its way up, and whoever wrote it; not whoever serves a reader."""
    reads_it = user.role in paraf.GIVERS and user.team_id == document.team_id
    return (reads_it and not user.is_aide) or handles(user, document)


def can_number(user: User, document: Document) -> Verdict:
    """Type in the official number, once every paraf is given."""
    if not paraf.is_complete(document):
        level = paraf.next_level(document)
        due = document.current.levels[level] if document.current and level is not None else ""
        return Verdict(False, "Nomor dicatat sesudah paraf lengkap.", due and f"Menunggu {due}")
    return can_prepare(user, document)


def can_upload(user: User, document: Document) -> Verdict:
    """Bring back the signed file, where the kind is signed at all."""
    if not document.needs_signature:
        return Verdict(False, "Jenis dokumen ini keluar tanpa tanda tangan di luar sistem.")
    return can_prepare(user, document)


def can_send(user: User, document: Document) -> Verdict:
    """Let it leave: the desk that wrote it, after everybody else has had their say."""
    if document.needs_signature and document.status == Document.Status.NUMBERED:
        return Verdict(False, "Yang dikirim hanya berkas bertanda tangan.", SECRETARIAT)
    return can_prepare(user, document)


@rule("Dokumen bernomor dibuka kembali oleh Kepala Badan.", who="Kepala Badan")
def can_reopen(user: User, document: Document) -> bool:
    """What has a number is changed only with the secretary's word (a camat's own: the camat's)."""
    if user.team_id != document.team_id:
        return False
    return user.role == User.Role.SECRETARY or _is_own(user, document)


@rule("Dokumen dibatalkan oleh Kepala Badan.", who="Kepala Badan")
def can_cancel(user: User, document: Document) -> bool:
    """Cancelling frees the period for a new document; the number stays used."""
    if user.team_id != document.team_id:
        return False
    return user.role == User.Role.SECRETARY or _is_own(user, document)


def _is_own(user: User, document: Document) -> bool:
    return user.kecamatan_id is not None and user.kecamatan_id == document.kecamatan_id


@rule("Dokumen Rahasia dibuka untuk orang tertentu oleh Kepala Badan.", who="Kepala Badan")
def can_share(user: User, document: Document) -> bool:
    """R is opened to named persons, never to a role (design.md, rule 3)."""
    return user.team_id == document.team_id and user.role == User.Role.SECRETARY


@rule(
    "Tanda terima dicatat oleh sekretariat atau dikonfirmasi oleh penerimanya.",
    who="Staf sekretariat, atau penerima melalui akunnya",
)
def can_note_receipt(user: User, delivery: Delivery) -> bool:
    """Who asked by telephone, or the recipient themself."""
    return handles(user, delivery.document) or delivery.recipient.user_id == user.pk


@rule("Daftar penerima diatur oleh sekretariat.", who=SECRETARIAT)
def can_manage_recipients(user: User) -> bool:
    """Addresses are desk work; confirming them is not."""
    return user.is_secretariat


@rule("Alamat dipastikan oleh Kabid atau Kepala Badan.", who="Kabid atau Kepala Badan")
def can_verify_address(user: User, recipient: Recipient) -> bool:
    """A wrong address sends a classified file to a stranger: a second person has a look."""
    approver = user.role in (User.Role.VERIFIER, User.Role.SECRETARY)
    return approver and user.team_id == recipient.team_id


@rule(
    "Kop surat diatur oleh Kepala Badan atau administrator, kop kecamatan juga oleh camatnya.",
    who="Kepala Badan atau administrator sistem",
)
def can_change_letterhead(user: User, letterhead: Letterhead) -> bool:
    """Name and office of the signer stand in it."""
    if user.team_id != letterhead.team_id:
        return False
    own = user.kecamatan_id is not None and user.kecamatan_id == letterhead.kecamatan_id
    return own or user.role in (User.Role.SECRETARY, User.Role.ADMIN)
