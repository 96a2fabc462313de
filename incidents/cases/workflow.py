"""The life of a permasalahan on one screen."""

from incidents.cases.models.choices import Status as S
from incidents.cases.permissions import can_close
from timdu.core.workflow import Transition

TRANSITIONS = {
    "close": Transition(
        "Tutup permasalahan",
        frozenset({S.OPEN}),
        S.CLOSED,
        can_close,
        confirm="Permasalahan dan laporannya tetap tersimpan, dan dapat dibuka lagi.",
    ),
    "reopen": Transition("Buka lagi", frozenset({S.CLOSED}), S.OPEN, can_close, needs_note=True),
}
