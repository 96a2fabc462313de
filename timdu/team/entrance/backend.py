"""Reading the person of a session: once per request, with what the entrance needs to know."""

from itertools import islice
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Model, QuerySet

from timdu.core.questions import Question
from timdu.team.entrance import factor
from timdu.team.models import Agency, Team, User
from timdu.wilayah.models import Wilayah

# What the manager of people reads along, under the name of its field.
ALONG: dict[str, type[Model]] = {"team": Team, "agency": Agency, "kecamatan": Wilayah}


def columns(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def whole_person(person: int) -> QuerySet[Any, Any]:
    """The columns of the person, of each row of ALONG, and the facts of the second factor."""
    beside = [f"{name}__{column}" for name, model in ALONG.items() for column in columns(model)]
    rows = factor.read_along(User.objects.filter(pk=person))
    return rows.values_list(*columns(User), *beside, *factor.FACTS)


WHO = Question(whole_person, numbers=("person",))


def read(person: int) -> User | None:
    """The person as `User.objects` would give them, with the facts of the second factor."""
    row = WHO.ask(person=person)
    if row is None:
        return None
    values = iter(row)
    found = User.from_db("default", columns(User), _take(values, User))
    for name, model in ALONG.items():
        beside = _take(values, model)
        known = getattr(found, f"{name}_id") is not None
        setattr(found, name, model.from_db("default", columns(model), beside) if known else None)
    for fact, value in zip(factor.FACTS, values, strict=True):
        setattr(found, fact, value)
    return found


def _take(values: Any, model: type[Model]) -> list[Any]:
    return list(islice(values, len(model._meta.concrete_fields)))


class Backend(AuthenticationBackend):
    """Allauth's own, but the second factor is read along with the person."""

    def get_user(self, user_id: Any) -> User | None:
        person = read(int(user_id))
        return person if person is not None and self.user_can_authenticate(person) else None
