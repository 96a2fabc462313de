"""After sign-in: the team's zone, the dates of one's access, a password, a second factor."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from timdu.core import programs, resending
from timdu.team.beginning import code
from timdu.team.entrance import factor, held
from timdu.team.models import User

Handler = Callable[[HttpRequest], HttpResponse]
View = Callable[..., HttpResponse]
ACCESS_OVER = "Akses akun ini belum mulai atau sudah berakhir. Hubungi administrator Tim Terpadu."
OWN_PASSWORD = "Ganti dahulu kata sandi sementara Anda. Yang Anda tulis tidak hilang."


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
                return shown_out(request, user)
            if user.must_change_password and not is_about_passwords(request):
                return led_to_password(request)
            return get_response(request)

    return handle


def shown_out(request: HttpRequest, user: User) -> HttpResponse:
    """The session ends with the dates; the page says which."""
    words = {"starts": user.access_from, "until": user.access_until, "leader": user.serves}
    logout(request)
    if programs.asks(request):
        return programs.said(ACCESS_OVER, 403)
    return render(request, "account/access_ended.html", words, status=403)


def led_to_password(request: HttpRequest) -> HttpResponse:
    """A temporary password is replaced before anything else."""
    if programs.asks(request):
        return programs.said(OWN_PASSWORD, 403)
    return redirect("account_change_password")


def is_about_passwords(request: HttpRequest) -> bool:
    """The pages one needs to get a password of one's own, and to leave."""
    return request.path in (
        reverse("account_change_password"),
        reverse("account_reauthenticate"),
        reverse("account_logout"),
    ) or request.path.startswith("/static/")


class SecondFactor:
    """Whoever needs a second factor and has none sets one up before anything else.

    It asks the database nothing: the person was read with the answer (`entrance.backend`).
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        user = request.user
        if not isinstance(user, User) or not factor.is_missing(user):
            return None
        if is_open(request, view, user):
            return None
        return held_up(request)


def is_open(request: HttpRequest, view: View, user: User) -> bool:
    """What is anybody's, what one needs to set a factor up, and a first word from the field."""
    if not getattr(view, "login_required", True):
        return True
    name = request.resolver_match.view_name if request.resolver_match else ""
    if name.startswith("mfa_") or name in held.OPEN:
        return True
    return getattr(view, "never_waits", False) and not factor.is_demanded_by_role(user)


def held_up(request: HttpRequest) -> HttpResponse:
    """Lead to the page that says why; what was sent stays on a page of its own."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": reverse("account_factor")})
    if programs.asks(request):
        return programs.said(held.WORDS, 403, errors={"__all__": [held.WORDS]})
    if request.method == "POST":
        context = {"fields": resending.fields(request), "had_files": bool(request.FILES)}
        return render(request, "account/factor_held.html", context, status=403)
    if held.is_page(request):
        held.remember(request)
    return redirect("account_factor")
