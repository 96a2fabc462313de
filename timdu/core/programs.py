"""Answers for programs: what a person reads as a page, the queue on a telephone reads as JSON."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import resolve_url

from timdu.core.receipts import account_id

Handler = Callable[[HttpRequest], HttpResponse]
OTHER_ACCOUNT = (
    "Kiriman ini milik akun lain di perangkat ini. Kiriman itu tetap tersimpan di perangkat, dan "
    "terkirim sesudah pemiliknya masuk."
)


def asks(request: HttpRequest) -> bool:
    """Whether a program asks (the queue on the telephone), not a person's browser."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def said(words: str, status: int, **more: Any) -> JsonResponse:
    """A refusal a program can show as it is."""
    return JsonResponse({"words": words, **more}, status=status)


class SignInFirst(LoginRequiredMiddleware):
    """Django's own; a program is told where one signs in instead of being led there.

    What it holds stays with it: 401 says that nothing was looked at.
    """

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        led = super().process_view(request, view_func, view_args, view_kwargs)
        if led is None or not asks(request):
            return led
        return JsonResponse({"sign_in": resolve_url(self.get_login_url(view_func))}, status=401)


def for_one_account(get_response: Handler) -> Handler:
    """Refuse what a program sends for another account than the one that is signed in.

    Two people share a telephone: between its question who is signed in and its sending the other
    may have come in.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        meant = request.headers.get("X-Timdu-Account")
        if meant is None or not request.user.is_authenticated:
            return get_response(request)
        if meant == account_id(request.user):
            return get_response(request)
        return said(OTHER_ACCOUNT, 412)

    return handle
