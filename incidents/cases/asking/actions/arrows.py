"""One arrow of the workflow, asked of the row that is locked."""

from incidents.cases.asking import workflow
from incidents.cases.asking.models import CoordinationRequest, Disposition
from timdu.core import workflow as core_workflow
from timdu.core.workflow import Transition
from timdu.team.models import User


def move(row: Disposition, action: str, *, by: User, note: str = "") -> Transition:
    """The arrow of a disposisi, or why not."""
    return core_workflow.check(workflow.TRANSITIONS, action, row, by, note=note)


def move_request(row: CoordinationRequest, action: str, *, by: User, note: str = "") -> Transition:
    """The arrow of a permintaan, or why not."""
    return core_workflow.check(workflow.REQUESTS, action, row, by, note=note)
