"""The life of the entry of one SK on one screen: a correction is a withdrawal and a new entry."""

from incidents.cases.emergency.models.choices import Status as S
from incidents.cases.emergency.permissions import can_confirm, can_edit, can_withdraw
from timdu.core.workflow import Transition

TRANSITIONS = {
    "edit": Transition("Perbaiki", frozenset({S.ENTERED}), S.ENTERED, can_edit),
    "confirm": Transition(
        "Konfirmasi",
        frozenset({S.ENTERED}),
        S.CONFIRMED,
        can_confirm,
        confirm="Tanggalnya sama dengan naskah SK yang dilampirkan. Sesudah ini hitungan hari "
        "berjalan dan tampil kepada pimpinan, kecamatan, instansi, dan Forkopimda.",
    ),
    "withdraw": Transition(
        "Tarik",
        frozenset({S.ENTERED, S.CONFIRMED}),
        S.WITHDRAWN,
        can_withdraw,
        needs_note=True,
        confirm="Isinya tetap tersimpan dan tampil sebagai ditarik; hitungan hari disusun lagi "
        "tanpa SK ini.",
    ),
}
