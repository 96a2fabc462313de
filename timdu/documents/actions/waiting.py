"""What a document's state asks of whom: opened and closed in the transaction of the change."""

from timdu.documents import paraf
from timdu.documents.models import Document
from timdu.inbox import todos
from timdu.team.models import User

STEPS = {
    Document.Status.NUMBERED: ("document.sign", "Unggah berkas bertanda tangan"),
    Document.Status.SIGNED: ("document.send", "Kirim dokumen bertanda tangan"),
}
KINDS = ("document.edit", "document.initial", "document.number", "document.sign", "document.send")


def refresh(document: Document, *, by: User) -> None:
    """Close what waited and open what waits now."""
    for kind in KINDS:
        todos.close(kind, document, by=by)
    if document.status == Document.Status.INITIALLING:
        _initialling(document)
    elif document.status == Document.Status.NUMBERED and not document.needs_signature:
        _desk(document, "document.send", f"Kirim: {document.title}")
    elif document.status in STEPS:
        kind, words = STEPS[Document.Status(document.status)]
        _desk(document, kind, f"{words}: {document.title}")


def given_back(document: Document, note: str) -> None:
    """Whoever wrote it gets it back with the note."""
    _desk(document, "document.edit", f"Dikembalikan: {document.title}", note)


def _initialling(document: Document) -> None:
    level = paraf.next_level(document)
    if level is None:
        _desk(document, "document.number", f"Catat nomor: {document.title}")
        return
    levels = document.current.levels if document.current else []
    holders = paraf.givers(level, levels, paraf.people_of(document))
    for person in holders:
        todos.open(
            "document.initial",
            document,
            team=document.team,
            title=f"Paraf {levels[level]}: {document.title}",
            url=document.get_absolute_url(),
            holder=person,
        )
    if not holders:
        _desk(document, "document.initial", f"Catat paraf basah {levels[level]}: {document.title}")


def _desk(document: Document, kind: str, title: str, note: str = "") -> None:
    """It waits at the desk that wrote it: the kecamatan's or the secretariat's."""
    holder = {"kecamatan": document.kecamatan} if document.kecamatan else {"role": User.Role.STAFF}
    todos.open(
        kind,
        document,
        team=document.team,
        title=title,
        note=note,
        url=document.get_absolute_url(),
        **holder,
    )
