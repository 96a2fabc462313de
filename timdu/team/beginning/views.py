"""The first page: whoever holds the server's code makes the team and its administrator."""

import logging

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from timdu.core.workflow import WrongState
from timdu.team import founding
from timdu.team.beginning import code
from timdu.team.beginning.forms import BeginForm
from timdu.wilayah.models import Wilayah

logger = logging.getLogger(__name__)
told: set[str] = set()


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Found the first team; the page is gone as soon as there is one."""
    if not code.is_needed():
        raise Http404
    tell_the_server()
    form = BeginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            team, admin, password = founding.found_first(**form.facts())
        except WrongState as refused:
            form.add_error(None, refused.words)
        else:
            context = {"team": team, "person": admin, "password": password}
            return render(request, "team/beginning/done.html", context)
    has_places = Wilayah.objects.exists()
    return render(request, "team/beginning/begin.html", {"form": form, "has_places": has_places})


def tell_the_server() -> None:
    """Write the code into the server's log, once for each process."""
    if not told:
        told.add("once")
        logger.warning("Belum ada tim. Kode pertama untuk halaman /mulai/: %s", code.current())
