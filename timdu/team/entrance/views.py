"""Pages of coming in that are not allauth's own: why a factor is needed, and one's devices."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from timdu.core.typing import AppRequest
from timdu.team.entrance import actions, factor, held


@never_cache
@require_safe
def factor_needed(request: AppRequest) -> HttpResponse:
    """Why a second factor is needed, and the ways to have one."""
    if not factor.is_missing(request.user):
        return redirect("account_factor_done" if held.is_waiting(request) else "mfa_index")
    recoveries = request.user.recoveries.filter(kind="factor", granted=True)
    context = {
        "why": factor.why(request.user),
        "reset": recoveries.first(),
        "may_report": not factor.is_demanded_by_role(request.user),
    }
    return render(request, "account/factor.html", context)


@never_cache
@require_safe
def factor_done(request: AppRequest) -> HttpResponse:
    """On to where the person was going."""
    return redirect(held.onward(request))


@require_POST
def device_end(request: AppRequest, pk: int) -> HttpResponse:
    """Sign one of one's own devices out."""
    own = {session.pk: session for session in UserSession.objects.purge_and_list(request.user)}
    session = own.get(pk)
    if session is None:
        raise Http404
    is_here = session.is_current()
    actions.end_device(session, by=request.user)
    if is_here:
        logout(request)
        return redirect("account_login")
    messages.success(request, "Perangkat itu dikeluarkan. Ia diminta masuk lagi.")
    return redirect("usersessions_list")
