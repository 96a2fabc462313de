"""What a permasalahan leaves in somebody's inbox: that one was classified R, by its code alone."""

from django.urls import reverse

from incidents.cases.kinds import NAMING
from incidents.cases.models import Case
from timdu.inbox import todos
from timdu.team.models import User


def for_naming(case: Case) -> None:
    """The secretary decides who else may open what is now R."""
    todos.open(
        NAMING,
        case,
        team=case.team,
        title=f"Permasalahan {case.code} digolongkan Rahasia: tunjuk siapa yang boleh membukanya",
        url=reverse("cases:share", args=[case.code]),
        role=User.Role.SECRETARY,
    )


def naming_is_over(case: Case, *, by: User) -> None:
    """Somebody was named, or nobody needs to be."""
    todos.close(NAMING, case, by=by)
