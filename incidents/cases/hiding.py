"""What rows of rooms below tell of a permasalahan that is R: left out for whoever is not named.

A room above that hangs records on a permasalahan says so with `hangs`, so that openings, mails and
what waits about those records are left out with it.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast

from incidents.cases.models import Case, Closing, Handling
from incidents.cases.models.visibility import unseen
from timdu.core import unseen as core_unseen
from timdu.core.models import EventSubject
from timdu.inbox.models import Arahan
from timdu.team.models import User

# A kind of record and its way to its permasalahan.
HUNG: dict[type[models.Model], str] = {Handling: "case", Closing: "case"}


def hangs(model: type[models.Model], path: str = "case") -> None:
    """Such a record stands on a permasalahan; called from the `AppConfig.ready()` of its room."""
    HUNG[model] = path


def keys(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Their keys as a generic reference keeps them."""
    return rows.annotate(key_text=Cast("pk", CharField())).values("key_text")


def about_case(user: User) -> Q:
    """Rows with a generic reference to a permasalahan the person may not know of."""
    kind = ContentType.objects.get_for_model(Case)
    secret = Case.objects.filter(pk__in=unseen(user))
    return Q(content_type=kind, object_id__in=keys(secret))


def about_hung(user: User) -> Q:
    """Rows with a generic reference to a record that stands on such a permasalahan."""
    found, kinds = Q(), ContentType.objects.get_for_models(*HUNG)
    for model, path in HUNG.items():
        rows = model._default_manager.filter(**{f"{path}__in": unseen(user)}).order_by()
        found |= Q(content_type=kinds[model], object_id__in=keys(rows))
    return found


def events(user: User) -> Q:
    """Events that concern such a permasalahan beside another record."""
    subjects = EventSubject.objects.filter(about_case(user))
    return Q(pk__in=subjects.values("event"))


def openings(user: User) -> Q:
    """Openings of such a permasalahan; the secretary, who names, learns who opened it."""
    if user.role == User.Role.SECRETARY:
        return Q(pk__in=())
    return about_case(user) | about_hung(user)


def waiting(user: User) -> Q:
    """What waits because of such a permasalahan, or of an arahan about it."""
    kind = ContentType.objects.get_for_model(Arahan)
    said = keys(Arahan.objects.filter(about_case(user)))
    return about_hung(user) | Q(content_type=kind, object_id__in=said)


def register() -> None:
    """Called from `AppConfig.ready()`."""
    core_unseen.leave_out("core.event", events)
    core_unseen.leave_out("core.accesslog", openings)
    core_unseen.leave_out("inbox.arahan", about_case)
    core_unseen.leave_out("inbox.todo", waiting)
    core_unseen.leave_out("inbox.notification", about_hung)
