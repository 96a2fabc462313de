"""What stands between a document and its recipients: each with who can see to it."""

from timdu.documents import paraf
from timdu.documents.kinds import Blocker
from timdu.documents.models import Document, Recipient, Rendition
from timdu.documents.permissions import SECRETARIAT

MANAGE = "/dokumen/penerima/"


def recipients_of(document: Document) -> list[Recipient]:
    """The recipients of the frozen list, as they are kept today (an address may be corrected)."""
    if document.current is None:
        return []
    order = [to["id"] for to in document.current.snapshot["recipients"]]
    found = Recipient.objects.select_related("verified_by").in_bulk(order)
    return [found[key] for key in order if key in found]


def of(document: Document) -> list[Blocker]:
    """Everything that must be so, met or not, in the order of the way out."""
    if document.current is None:
        return [Blocker("Dokumen masih disusun", False, "Sistem, beberapa saat lagi")]
    return [
        *_paraf(document),
        _numbered(document),
        *_signed(document),
        *_addressees(document),
        _signer(document),
        *document.kind_of.blockers(document.current),
    ]


def _paraf(document: Document) -> list[Blocker]:
    levels = document.current.levels if document.current else []
    if not levels:
        return []
    level = paraf.next_level(document)
    if level is None:
        return [Blocker(f"Paraf lengkap: {', '.join(levels)}", True)]
    return [Blocker(f"Paraf {levels[level]} belum diberikan", False, levels[level])]


def _numbered(document: Document) -> Blocker:
    if document.status in (document.Status.DRAFT, document.Status.INITIALLING):
        return Blocker("Nomor dan tanggal belum dicatat", False, SECRETARIAT)
    return Blocker("Nomor dan tanggal terisi", True)


def _signed(document: Document) -> list[Blocker]:
    if not document.needs_signature:
        drawn = Rendition.objects.standing_for(document).done()
        ready = document.has_number and drawn.exists()
        return [Blocker("PDF bernomor siap" if ready else "PDF bernomor belum siap", ready)]
    if document.status in (document.Status.SIGNED, document.Status.SENT):
        return [Blocker("Berkas bertanda tangan cocok dengan naskah bernomor", True)]
    return [Blocker("Berkas bertanda tangan belum diunggah", False, SECRETARIAT)]


def _addressees(document: Document) -> list[Blocker]:
    people = recipients_of(document)
    if not any(not person.is_copy for person in people):
        return [
            Blocker(
                "Belum ada penerima untuk jenis dokumen ini",
                False,
                SECRETARIAT,
                MANAGE,
                "atur penerima, lalu segarkan data",
            )
        ]
    unsure = [person for person in people if person.needs_verifying]
    gone = [person for person in people if person.retired_at]
    items = [
        Blocker(
            f"Alamat surel {person.name} belum dipastikan",
            False,
            "Kabid atau Kepala Badan",
            f"{MANAGE}{person.pk}/",
            "pastikan alamat",
        )
        for person in unsure
    ]
    items += [
        Blocker(f"{person.name} tidak dipakai lagi sebagai penerima", False, SECRETARIAT)
        for person in gone
    ]
    return items or [Blocker("Alamat semua penerima sudah dipastikan", True)]


def _signer(document: Document) -> Blocker:
    frozen = document.current.snapshot["letterhead"] if document.current else {}
    if frozen and frozen["signer"]["name"]:
        return Blocker("Kop, penanda tangan, dan alamat terisi", True)
    return Blocker(
        "Nama penanda tangan belum diisi pada kop surat",
        False,
        "Kepala Badan atau administrator",
        "/dokumen/kop/",
        "isi kop surat, lalu segarkan data",
    )
