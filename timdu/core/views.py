"""Pages of the machinery: progress, health, errors."""

import datetime as dt

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from timdu.core.access import Denied
from timdu.core.models import Heartbeat, Job
from timdu.core.typing import AppRequest

LATE = dt.timedelta(minutes=5)


@require_safe
def job_detail(request: AppRequest, pk: int) -> HttpResponse:
    """How far one's own long work is; reloads itself where scripts run."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    partial = request.headers.get("HX-Request") == "true"
    response = render(request, "core/_job.html" if partial else "core/job.html", {"job": job})
    if partial and job.state == Job.State.DONE and job.result_url:
        response["HX-Redirect"] = job.result_url
    return response


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """For machines: 200 when the database answers; says whether worker and beat live."""
    try:
        seen = dict(Heartbeat.objects.values_list("name", "at"))
    except DatabaseError:
        return JsonResponse({"database": "mati"}, status=503)
    worker = seen.get("worker")
    lives = worker is not None and timezone.now() - worker < LATE
    return JsonResponse({"database": "hidup", "worker": "hidup" if lives else "belum terdengar"})


def denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: which rule, and who can."""
    if isinstance(exception, Denied):
        words = {"reason": exception.reason, "who": exception.who}
    else:
        words = {"reason": "", "who": ""}
    return render(request, "403.html", words, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was opened too long ago or elsewhere: nothing is lost, go back."""
    return render(request, "403_csrf.html", status=403)


@login_not_required
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: the same for what does not exist and what one may not see."""
    return render(request, "404.html", status=404)
