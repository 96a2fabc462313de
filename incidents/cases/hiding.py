"""What rows of rooms below tell of a permasalahan that is R: left out for whoever is not named.

A room above that hangs records on a permasalahan says so with `hangs`, so that openings, mails and
what waits about those records are left out with it.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import BooleanField, CharField, F, Func, Q, QuerySet
from django.db.models.functions import Cast
from django.db.models.sql.compiler import SQLCompiler

from incidents.cases.models import Case, Closing, Handling
from incidents.cases.models.visibility import unseen
from timdu.core import unseen as core_unseen
from timdu.core.models import EventSubject
from timdu.inbox.models import Arahan
from timdu.team.models import User

# As `visibility.unseen` has it.
UNSEEN = (
    "SELECT c.id FROM cases_case c WHERE c.classification = 'R' AND NOT EXISTS (SELECT FROM "
    "cases_caseshare s WHERE s.case_id = c.id AND s.withdrawn_at IS NULL AND s.person_id = %s)"
)
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


class ToldOf(Func):
    """Whether a row with a generic reference is about a record that stands on such a one.

    Written as SQL, not as ten nested questions: it is part of what every page counts, and putting
    those together took longer than all else the page did.
    """

    output_field = BooleanField()

    def __init__(self, person: int) -> None:
        super().__init__(F("content_type_id"), F("object_id"))
        self.person = person

    def as_sql(self, compiler: SQLCompiler, connection: Any, **more: Any) -> Any:  # type: ignore[override]
        kind, key = (compiler.compile(one)[0] for one in self.get_source_expressions())
        return f"({kind}, {key}) IN ({records_sql()})", [self.person]


def records_sql() -> str:
    """Kind and key of each such record; the one parameter is the person."""
    kinds = ContentType.objects.get_for_models(Case, Arahan, *HUNG)
    parts = [part_sql(model, path, kinds[model].pk) for model, path in HUNG.items()]
    said, case = kinds[Arahan].pk, kinds[Case].pk
    own = "SELECT id::text FROM secret"
    about = f"a.content_type_id = {case} AND a.object_id IN ({own})"
    parts.append(f"SELECT {said}, a.id::text FROM inbox_arahan a WHERE {about}")  # nosec B608
    # Numbers and names of our own tables; whoever asks is the one parameter.
    return f"WITH secret AS ({UNSEEN}) {' UNION ALL '.join(parts)}"  # nosec B608


def part_sql(model: type[models.Model], path: str, kind: int) -> str:
    """Those of one model: it names its permasalahan itself, or by way of one other table."""
    fields = path.split("__")
    table, join, column = model._meta.db_table, "", f"t.{fields[0]}_id"
    if len(fields) == 2:
        step: Any = model._meta.get_field(fields[0])
        on = f"t.{step.column}" if step.concrete else "t.id"
        column = f"r.{fields[1]}_id"
        other = "r.id" if step.concrete else f"r.{step.field.column}"
        join = f"JOIN {step.related_model._meta.db_table} r ON {other} = {on}"
    where = f"{join} WHERE {column} IN (TABLE secret)"
    # Names of our own models, nothing that anybody typed.
    return f"SELECT {kind}, t.id::text FROM {table} t {where}"  # nosec B608


def about_hung(user: User) -> Q:
    """Rows with a generic reference to a record that stands on such a permasalahan."""
    return Q(ToldOf(user.pk))


def events(user: User) -> Q:
    """Events that concern such a permasalahan beside another record."""
    subjects = EventSubject.objects.filter(about_case(user))
    return Q(pk__in=subjects.values("event"))


def openings(user: User) -> Q:
    """Openings of such a permasalahan; the secretary, who names, learns who opened it."""
    if user.role == User.Role.SECRETARY:
        return Q(pk__in=())
    return about_case(user) | about_hung(user)


def register() -> None:
    """Called from `AppConfig.ready()`."""
    core_unseen.leave_out("core.event", events)
    core_unseen.leave_out("core.accesslog", openings)
    core_unseen.leave_out("inbox.arahan", about_case)
    core_unseen.leave_out("inbox.todo", about_hung)
    core_unseen.leave_out("inbox.notification", about_hung)
