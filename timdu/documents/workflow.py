"""The whole way of a document out, on one screen.

A kind without paraf goes from the draft to its number; a kind without signature from its number to
the recipients (permissions.can_number and can_send say no to everybody else).
"""

from timdu.core.workflow import Transition
from timdu.documents import permissions
from timdu.documents.models import Document

S = Document.Status

TRANSITIONS = {
    "edit": Transition("Ubah naskah", frozenset({S.DRAFT}), S.DRAFT, permissions.can_prepare),
    "refresh": Transition("Segarkan data", frozenset({S.DRAFT}), S.DRAFT, permissions.can_prepare),
    "submit": Transition(
        "Ajukan untuk paraf", frozenset({S.DRAFT}), S.INITIALLING, permissions.can_submit
    ),
    "initial": Transition(
        "Beri paraf", frozenset({S.INITIALLING}), S.INITIALLING, permissions.can_initial
    ),
    "initial_on_paper": Transition(
        "Catat paraf basah",
        frozenset({S.INITIALLING}),
        S.INITIALLING,
        permissions.can_initial_on_paper,
    ),
    "give_back": Transition(
        "Kembalikan dengan catatan",
        frozenset({S.INITIALLING}),
        S.DRAFT,
        permissions.can_give_back,
        needs_note=True,
    ),
    "number": Transition(
        "Catat nomor dan tanggal",
        frozenset({S.DRAFT, S.INITIALLING}),
        S.NUMBERED,
        permissions.can_number,
    ),
    "renumber": Transition(
        "Perbaiki nomor atau tanggal",
        frozenset({S.NUMBERED}),
        S.NUMBERED,
        permissions.can_prepare,
        needs_note=True,
    ),
    "sign": Transition(
        "Unggah berkas bertanda tangan",
        frozenset({S.NUMBERED, S.SIGNED}),
        S.SIGNED,
        permissions.can_upload,
    ),
    "send": Transition("Kirim", frozenset({S.NUMBERED, S.SIGNED}), S.SENT, permissions.can_send),
    "reopen": Transition(
        "Buka kembali sebagai konsep",
        frozenset({S.NUMBERED, S.SIGNED}),
        S.DRAFT,
        permissions.can_reopen,
        needs_note=True,
    ),
    "cancel": Transition(
        "Batalkan dokumen",
        frozenset({S.DRAFT, S.INITIALLING, S.NUMBERED, S.SIGNED}),
        S.CANCELLED,
        permissions.can_cancel,
        needs_note=True,
    ),
}
