"""Help for everybody, also for whoever cannot sign in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """What to do, in the order in which it is needed, and whom to call."""
    return render(request, "core/help.html")
