"""After sign-in: the team's zone, the dates of one's access, a password of one's own."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from timdu.team.beginning import code

Handler = Callable[[HttpRequest], HttpResponse]


def access(get_response: Handler) -> Handler:
    """Activate the team's zone; end the session of somebody whose access dates are over."""

    def handle(request: HttpRequest) -> HttpResponse:
        user = request.user
        if not user.is_authenticated:
            if request.path == "/" and code.is_needed():
                return redirect("begin")
            return get_response(request)
        zone = user.team.zone if user.team else "Asia/Jakarta"
        with timezone.override(ZoneInfo(zone)):
            if not user.may_enter_on(timezone.localdate()):
                words = {"starts": user.access_from, "until": user.access_until}
                logout(request)
                return render(request, "account/access_ended.html", words, status=403)
            if user.must_change_password and not is_about_passwords(request):
                return redirect("account_change_password")
            return get_response(request)

    return handle


def is_about_passwords(request: HttpRequest) -> bool:
    """The pages one needs to get a password of one's own, and to leave."""
    return request.path in (
        reverse("account_change_password"),
        reverse("account_reauthenticate"),
        reverse("account_logout"),
    ) or request.path.startswith("/static/")
