"""The home of each role: what waits for the person, one step from done."""

from collections.abc import Callable

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from reports.views import desk, field, leader, others
from timdu.core.typing import AppRequest
from timdu.team.models import User

Role = User.Role
Page = Callable[[AppRequest], HttpResponse]
HOMES: dict[str, Page] = {
    Role.KECAMATAN: field.home,
    Role.MEMBER: field.home,
    Role.STAFF: desk.home,
    Role.VERIFIER: desk.home,
    Role.SECRETARY: desk.home,
    Role.LEADER: leader.summary,
    Role.FORKOPIMDA: others.addressee,
    Role.OBSERVER: others.addressee,
    Role.AUDITOR: others.auditor,
    Role.ADMIN: others.administrator,
}


@require_safe
def home(request: AppRequest) -> HttpResponse:
    """The first page after signing in."""
    return HOMES[request.user.role](request)
