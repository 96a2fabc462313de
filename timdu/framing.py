"""What the frame of every page asks of the database: the emblem, and how much waits."""

from functools import cache
from typing import Any

from django.db.models import QuerySet, Subquery

from incidents.models import Incident
from timdu.core.questions import Question, counted
from timdu.documents.models import Letterhead
from timdu.inbox.models import Todo
from timdu.team.models import Team, User

# What of a person decides which rows are theirs, beside the keys that are given at the asking.
Sort = tuple[str, bool, bool, bool, bool]


def around(user: User) -> dict[str, Any]:
    """The file of the team's emblem, what waits for the person and, at the desk, in its queue."""
    keys = {"agency": user.agency_id, "serves": user.serves_id, "kecamatan": user.kecamatan_id}
    held = (bool(key) for key in keys.values())
    row = question((user.role, user.is_operator, *held)).ask(
        person=user.pk, team=user.team_id, **keys
    )
    names = ("emblem", "inbox", "incidents") if user.is_secretariat else ("emblem", "inbox")
    return dict(zip(names, row or (), strict=True))


@cache
def question(sort: Sort) -> Question:
    """The question for everybody of one sort."""

    role, is_operator, of_agency, serves_one, of_kecamatan = sort

    def write(
        *, person: int, team: int, agency: int, serves: int, kecamatan: str
    ) -> QuerySet[Any, Any]:
        anybody = User(
            pk=person,
            team_id=team,
            role=role,
            is_operator=is_operator,
            agency_id=agency if of_agency else None,
            serves_id=serves if serves_one else None,
            kecamatan_id=kecamatan if of_kecamatan else None,
        )
        asked = parts(anybody)
        return Team.objects.filter(pk=team).annotate(**asked).values_list(*asked)

    return Question(write, numbers=("person", "team", "agency", "serves"), texts=("kecamatan",))


def parts(user: User) -> dict[str, Subquery]:
    """The parts of the question by their names in the frame."""
    assert user.team_id is not None
    heads = Letterhead.objects.with_emblem_of_team().filter(
        team_id=user.team_id, emblem__has_thumbnail=True
    )
    found = {
        "emblem": Subquery(heads.order_by("pk").values("emblem_id")[:1]),
        "inbox": counted(Todo.objects.visible_to(user).open()),
    }
    if user.is_secretariat:
        found["incidents"] = counted(Incident.objects.visible_to(user).waiting())
    return found
