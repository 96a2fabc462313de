"""Pages of the machinery: progress, health, errors."""

import datetime as dt
import sys

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.log import log_response
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.defaults import bad_request, server_error

from timdu.core import programs, resending
from timdu.core.access import Denied
from timdu.core.models import Heartbeat, Job
from timdu.core.typing import AppRequest

LATE = dt.timedelta(minutes=5)
# How long a program waits before it asks again; a database that was restarted is back by then.
RETRY_AFTER = 15
NOT_YOURS = "Ini bukan untuk peran Anda."
TOO_OLD = "Formulir ini terlalu lama terbuka. Yang Anda tulis tidak hilang; kirim sekali lagi."
NOT_HERE = "Tidak ada di sini, atau tidak terbuka bagi Anda."
UNREADABLE = (
    "Kiriman ini tidak terbaca: tidak lengkap, terlalu besar, atau memuat karakter yang tidak "
    "dapat disimpan. Periksa isinya, lalu kirim lagi."
)
AWAY = "Timdu sedang tidak dapat membaca atau menyimpan data. Tunggu setengah menit, lalu ulangi."


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
    except (DatabaseError, InterfaceError):
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
    if programs.asks(request):
        return programs.said(words["reason"] or NOT_YOURS, 403, who=words["who"])
    return render(request, "403.html", words, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was opened too long ago or elsewhere: nothing is lost, go back."""
    if programs.asks(request):
        return programs.said(TOO_OLD, 403)
    return render(request, "403_csrf.html", status=403)


@login_not_required
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: the same for what does not exist and what one may not see."""
    if programs.asks(request):
        return programs.said(NOT_HERE, 404)
    return render(request, "404.html", status=404)


@login_not_required
def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what was sent is cut, too large, or holds what no database keeps."""
    if programs.asks(request):
        return programs.said(UNREADABLE, 400)
    return bad_request(request, exception)


def broken(request: HttpRequest) -> HttpResponse:
    """500, or 503 where database or file store did not answer: that passes; what was sent stays."""
    error = sys.exc_info()[1]
    if not isinstance(error, (OperationalError, InterfaceError, ConnectionError)):
        return server_error(request)
    response = away(request)
    # One line for each: a hundred people who press on must not fill the log with tracebacks.
    why = str(error).partition("\n")[0]
    log_response("%s: %s (%s)", "Away", request.path, why, response=response, request=request)
    return response


@never_cache
def away(request: HttpRequest) -> HttpResponse:
    """The page while the database is away; drawn without asking it anything."""
    headers = {"Retry-After": str(RETRY_AFTER)}
    if programs.asks(request):
        answer = {"words": AWAY, "errors": {"__all__": [AWAY]}}
        return JsonResponse(answer, status=503, headers=headers)
    sent = request.method == "POST"
    again = sent and resending.can_be_read(request) and not resending.holds_secrets(request)
    context = {
        "path": request.get_full_path(),
        "sent": sent,
        "again": again,
        "fields": resending.fields(request) if again else [],
        "had_files": again and bool(request.FILES),
        "csrf_token": get_token(request) if again else "",
    }
    page = render_to_string("503.html", context)
    return HttpResponse(page, status=503, headers=headers)
