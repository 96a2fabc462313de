"""What the desk does with many waiting reports at once: nothing that decides about one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from incidents import permissions
from incidents.actions import waiting
from incidents.models import Incident
from incidents.models.choices import Status
from timdu.core import event_names, events
from timdu.core.access import require
from timdu.core.workflow import WrongState
from timdu.inbox import todos
from timdu.team.models import User

event_names.name(
    incident_assign="Pemeriksaan ditugaskan",
    incident_ask_completion="Diminta dilengkapi",
)


@dataclass
class Done:
    """What became of the chosen reports, by their codes."""

    done: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


@transaction.atomic
def assign(incidents: Sequence[Incident], person: User, *, by: User) -> Done:
    """Let each wait for one person of the desk; whoever had it before has it no longer."""
    require(permissions.can_triage(by))
    if not person.is_secretariat or person.team_id != by.team_id:
        raise WrongState("Pilih orang sekretariat.")
    keys = [row.pk for row in incidents]
    seen = set(Incident.objects.visible_to(person).filter(pk__in=keys).values_list("pk", flat=True))

    def take(row: Incident) -> bool:
        if row.pk not in seen:
            return False
        waiting.is_over(row, waiting.CHECK, by=by)
        waiting.for_check(row, person)
        events.record(by=by, what="incident.assign", about=row, note=person.byline)
        return True

    return _each(incidents, take)


@transaction.atomic
def ask_completion(incidents: Sequence[Incident], *, by: User) -> Done:
    """Ask those who reported to complete what they began: once a day, in inbox and by mail."""
    require(permissions.can_triage(by))
    today = timezone.localdate()

    def ask(row: Incident) -> bool:
        if row.completed_at is not None or row.entered_by_id == by.pk:
            return False
        waiting.for_completion(row)
        waiting.for_completer(row, today)
        events.record(by=by, what="incident.ask_completion", about=row)
        return True

    return _each(incidents, ask)


def _each(incidents: Sequence[Incident], deed: Callable[[Incident], bool]) -> Done:
    """Under lock, always in one order; what does not wait any more is left alone and named."""
    rows = Incident.objects.filter(pk__in=[row.pk for row in incidents]).order_by("pk")
    found = Done()
    for row in rows.select_related("team", "entered_by", "agency", "kecamatan").select_for_update(
        of=("self",)
    ):
        took = row.status == Status.SUBMITTED and deed(row)
        (found.done if took else found.left).append(row.code)
    return found


def assigned(incidents: Sequence[Incident]) -> dict[int, User | None]:
    """Who checks which of these reports."""
    return {int(todo.object_id): todo.holder for todo in todos.held(waiting.CHECK, incidents)}
