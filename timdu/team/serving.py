"""Staf pimpinan: whoever serves a leader reads with the leader's eyes, and decides nothing."""

from timdu.core.access import Verdict
from timdu.core.workflow import WrongState
from timdu.team.models import User

RULE = (
    "Staf pimpinan membaca dan menyiapkan. Menyetujui, memberi paraf, dan membenarkan arahan "
    "hanya oleh pimpinannya sendiri."
)


def may_decide(user: User) -> Verdict:
    """Refuses whoever only serves a leader; what a role may do otherwise is asked elsewhere."""
    who = user.serves.byline if user.serves else ""
    return Verdict(not user.is_aide, RULE, who)


def refuse_serving(user: User, leader: User | None) -> None:
    """Raise WrongState unless the person may be linked to the leader (None: to nobody)."""
    if leader is None:
        return
    if leader.team_id != user.team_id or not leader.leads:
        raise WrongState(f"{leader.full_name} bukan pimpinan. Pilih pimpinan yang lain.")
    if leader.pk == user.pk:
        raise WrongState("Pimpinan tidak menjadi staf pimpinan dari dirinya sendiri.")
    if not leader.may_enter_today:
        raise WrongState(
            f"Akses {leader.byline} ({leader.full_name}) tidak terbuka. Staf pimpinan ikut "
            "pimpinannya: pilih pejabat yang sedang menjabat."
        )
    if user.pk and user.aides.exists():
        raise WrongState(
            f"{user.full_name} sendiri mempunyai staf pimpinan. Pindahkan mereka lebih dahulu."
        )
