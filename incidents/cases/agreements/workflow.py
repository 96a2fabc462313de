"""The life of a kesepakatan on one screen."""

from incidents.cases.agreements.models.choices import Status as S
from incidents.cases.agreements.permissions import can_amend, can_check, can_withdraw
from timdu.core.workflow import Transition

TRANSITIONS = {
    "check": Transition("Catat pemeriksaan", frozenset({S.STANDING}), S.STANDING, can_check),
    "amend": Transition("Ubah kesepakatan", frozenset({S.STANDING}), S.STANDING, can_amend),
    "withdraw": Transition(
        "Tarik kesepakatan",
        frozenset({S.STANDING}),
        S.WITHDRAWN,
        can_withdraw,
        needs_note=True,
        confirm="Isinya tetap tersimpan dan tampil sebagai ditarik.",
    ),
}
