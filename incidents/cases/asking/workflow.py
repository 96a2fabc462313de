"""The life of a disposisi and of a permintaan koordinasi on one screen."""

from incidents.cases.asking import permissions
from incidents.cases.asking.models.choices import RUNNING
from incidents.cases.asking.models.choices import RequestStatus as R
from incidents.cases.asking.models.choices import Status as S
from timdu.core.workflow import Transition

TRANSITIONS = {
    "accept": Transition(
        "Terima disposisi",
        frozenset({S.SENT}),
        S.ACCEPTED,
        permissions.can_carry_out,
        confirm="Sejak diterima, batas waktunya berjalan.",
    ),
    "return": Transition(
        "Kembalikan", frozenset({S.SENT}), S.RETURNED, permissions.can_carry_out, needs_note=True
    ),
    "send": Transition("Kirim lagi", frozenset({S.RETURNED}), S.SENT, permissions.can_send_again),
    "report": Transition(
        "Laporkan selesai",
        frozenset({S.ACCEPTED}),
        S.REPORTED,
        permissions.can_carry_out,
        needs_note=True,
        confirm="Hasilnya diperiksa Kabid atau Kepala Badan.",
    ),
    "finish": Transition("Terima hasilnya", frozenset({S.REPORTED}), S.DONE, permissions.can_judge),
    "send_back": Transition(
        "Kembalikan untuk dilengkapi",
        frozenset({S.REPORTED}),
        S.ACCEPTED,
        permissions.can_judge,
        needs_note=True,
    ),
    "withdraw": Transition(
        "Tarik disposisi",
        frozenset(RUNNING),
        S.WITHDRAWN,
        permissions.can_withdraw,
        needs_note=True,
        confirm="Disposisi tetap tersimpan sebagai ditarik; kantor yang dituju membaca alasannya.",
    ),
}
REQUESTS = {
    "answer": Transition(
        "Jawab", frozenset({R.SENT, R.ANSWERED}), R.ANSWERED, permissions.can_answer
    ),
    "withdraw": Transition(
        "Tarik permintaan",
        frozenset({R.SENT}),
        R.WITHDRAWN,
        permissions.can_take_back,
        needs_note=True,
        confirm="Permintaan tetap tersimpan sebagai ditarik; yang diminta membaca alasannya.",
    ),
}
