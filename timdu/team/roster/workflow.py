"""The life of an SK."""

from timdu.core.access import Verdict
from timdu.core.workflow import Transition
from timdu.team.models import Decree, User
from timdu.team.roster import permissions

S = Decree.Status


def may_issue(user: User, decree: Decree) -> Verdict:
    return permissions.can_issue(user, decree.roster)


def may_edit(user: User, decree: Decree) -> Verdict:
    return permissions.can_edit_roster(user, decree.roster)


TRANSITIONS = {
    "issue": Transition("Berlakukan", frozenset({S.DRAFT}), S.ISSUED, may_issue),
    "withdraw": Transition(
        "Batalkan konsep", frozenset({S.DRAFT}), S.WITHDRAWN, may_edit, needs_note=True
    ),
}
