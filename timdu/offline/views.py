"""Shells without a person in them: the same for everybody, so that a phone may keep them."""

import json
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from incidents import permissions
from incidents.forms.nil import NilForm
from incidents.forms.report import ReportForm
from incidents.views import report as report_views
from renaksi.forms.activity import RecordForm
from timdu.core.typing import AppRequest
from timdu.offline import kept
from timdu.team.entrance import held
from timdu.team.models import Team, User

# A place nobody reports from: the list of desa is filled on the phone, from what it has kept.
NOWHERE = "00.00.00"
# What another application hands over: words, and pictures.
SHARED = ("title", "text", "url")
PICTURES = ["image/jpeg", "image/png", "image/webp", "image/heic", "image/heif"]
# Gives way to what the own office said before.
EXAMPLE = "Semua kepala desa dan lurah."
# Modules first; a browser whose workers know none (Firefox) asks again for a plain script.
WORKER = """import "{core}";
import "{sync}";
import "{share}";
self.KEPT = {kept};
"""
PLAIN_WORKER = """self.KEPT = {kept};
importScripts("{core}");
"""


@login_not_required
@never_cache
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker, with what it is to keep; asked for at each visit, so a new version is seen."""
    text = PLAIN_WORKER if "polos" in request.GET else WORKER
    facts = kept.addresses() | {"version": kept.version()}
    script = text.format(
        core=static("js/worker/core.js"),
        sync=static("js/worker/sync.js"),
        share=static("js/worker/share.js"),
        kept=json.dumps(facts),
    )
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """How the application stands among the others of a phone."""
    sizes = {"img/icon-192.png": "192x192", "img/icon-512.png": "512x512"}
    icons = [
        {"src": static(name), "sizes": size, "type": "image/png"} for name, size in sizes.items()
    ]
    whole = {"src": static("img/icon-maskable-512.png"), "sizes": "512x512", "type": "image/png"}
    facts = {
        "id": "/",
        "name": "Timdu",
        "short_name": "Timdu",
        "description": "Laporan kecamatan dan kerja Tim Terpadu Penanganan Konflik Sosial",
        "lang": "id",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#FBF9F4",
        "theme_color": "#1E3A5F",
        "icons": [*icons, {**whole, "purpose": "maskable"}],
        # The worker takes it, with or without signal; `shared` answers where there is no worker.
        "share_target": {
            "action": reverse("offline:shared"),
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": {
                **{name: name for name in SHARED},
                "files": [{"name": "photos", "accept": PICTURES}],
            },
        },
        "shortcuts": [
            {"name": "Lapor", "url": reverse("incidents:create")},
            {"name": "Kotak keluar", "url": reverse("offline:outbox")},
        ],
    }
    return JsonResponse(facts, content_type="application/manifest+json")


@login_not_required
@never_cache
@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """Kabar awal without signal; the phone puts in what it kept of the person's own form."""
    form = ReportForm(user=anybody(), now=timezone.now())
    return render(request, "offline/report.html", {"form": form})


@login_not_required
@held.never_waits
@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def shared(request: HttpRequest) -> HttpResponse:
    """What was shared to a phone whose worker did not take it: shown, and nothing is written.

    The telephone has no token to send with; what is shown here goes on only by a form that has one.
    """
    if request.method == "GET":
        return redirect("incidents:create")
    words = "\n".join(filter(None, (request.POST.get(name, "").strip() for name in SHARED)))
    pictures = len(request.FILES.getlist("photos"))
    user = request.user
    if not user.is_authenticated or not permissions.can_report(user):
        context = {"words": words, "pictures": pictures, "is_signed_in": user.is_authenticated}
        return render(request, "offline/shared.html", context)
    if pictures:
        messages.warning(request, f"{pictures} foto tidak terbawa. Pilih lagi pada isian Foto.")
    form = ReportForm(user=user, now=timezone.now(), initial={"summary": words})
    return report_views.show_form(cast(AppRequest, request), form)


@login_not_required
@never_cache
@require_safe
def nil(request: HttpRequest) -> HttpResponse:
    """Nihil without signal; months and statements are those the phone has kept."""
    form = NilForm(user=anybody(), now=timezone.now(), said=[EXAMPLE])
    return render(request, "offline/nil.html", {"form": form})


@login_not_required
@never_cache
@require_safe
def activity(request: HttpRequest) -> HttpResponse:
    """Kegiatan without signal; kinds and places are those the phone has kept."""
    form = RecordForm(user=anybody(), today=timezone.localdate())
    return render(request, "offline/activity.html", {"form": form})


def anybody() -> User:
    """Whoever of a kecamatan will fill the shell in: it asks all that anyone is asked."""
    # The zone decides only which months stand there until the phone puts in its own.
    team = Team(zone=settings.TIME_ZONE)
    return User(role=User.Role.KECAMATAN, is_operator=True, kecamatan_id=NOWHERE, team=team)


@login_not_required
@never_cache
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """What waits on this phone, what was sent from it; written by the phone itself."""
    return render(request, "offline/outbox.html")
