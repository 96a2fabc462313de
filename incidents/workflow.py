"""The life of a report on one screen (domain.md, “Alur laporan”)."""

from incidents.models.choices import Status as S
from incidents.permissions import can_submit, can_take_back, can_verify
from timdu.core.workflow import Transition

CHECKED_AGAIN = "Laporan kembali ke antrean dan diverifikasi lagi dari awal."

# Back with its whole import, not one by one: no button of its own on the page of a report.
TAKE_BACK = "take_back"

TRANSITIONS = {
    "submit": Transition("Kirim", frozenset({S.DRAFT, S.RETURNED}), S.SUBMITTED, can_submit),
    "send_back": Transition("Kembalikan", frozenset({S.SUBMITTED}), S.RETURNED, can_verify),
    "verify": Transition("Verifikasi", frozenset({S.SUBMITTED}), S.VERIFIED, can_verify),
    TAKE_BACK: Transition(
        "Tarik bersama impornya",
        frozenset({S.SUBMITTED, S.RETURNED}),
        S.WITHDRAWN,
        can_take_back,
        needs_note=True,
    ),
    "close": Transition("Tutup", frozenset({S.VERIFIED}), S.CLOSED, can_verify, needs_note=True),
    "reopen": Transition(
        "Buka lagi", frozenset({S.CLOSED}), S.VERIFIED, can_verify, needs_note=True
    ),
    "drop": Transition(
        "Tidak ditindaklanjuti",
        frozenset({S.SUBMITTED, S.RETURNED, S.VERIFIED}),
        S.DROPPED,
        can_verify,
        needs_note=True,
        confirm="Laporan tetap tersimpan dan dapat dipulihkan, tetapi tidak dihitung.",
    ),
    "restore": Transition(
        "Pulihkan",
        frozenset({S.DROPPED}),
        S.SUBMITTED,
        can_verify,
        needs_note=True,
        confirm=CHECKED_AGAIN,
    ),
    "merge": Transition(
        "Gabungkan",
        frozenset({S.SUBMITTED, S.RETURNED, S.VERIFIED}),
        S.MERGED,
        can_verify,
        needs_note=True,
        confirm="Laporan ini tidak dihitung lagi; yang dihitung adalah laporan tujuannya.",
    ),
    "separate": Transition(
        "Pisahkan lagi",
        frozenset({S.MERGED}),
        # Back to what it was before it was merged (actions.joining.separate).
        "",
        can_verify,
        needs_note=True,
        confirm="Laporan ini kembali persis seperti sebelum digabung, bersama yang menunggunya.",
    ),
}
