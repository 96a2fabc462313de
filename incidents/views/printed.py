"""Forms on paper, for where there is neither signal nor telephone."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from incidents import permissions, printed
from incidents.forms.printed import PaperChoice
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.documents import roster_sheets


@require_safe
def form_list(request: AppRequest) -> HttpResponse:
    """The forms, and the paper and kecamatan they are printed for."""
    require(permissions.can_report(request.user))
    choice = PaperChoice(request.GET or None, user=request.user)
    query = request.GET.urlencode() if choice.is_valid() else ""
    context = {"choice": choice, "forms": printed.FORMS.values(), "query": query}
    return render(request, "incidents/forms.html", context)


@require_safe
def form_pdf(request: AppRequest, kind: str) -> HttpResponse:
    """One sheet; the same day, paper and kecamatan give the same bytes."""
    require(permissions.can_report(request.user))
    form = printed.FORMS.get(kind)
    choice = PaperChoice(request.GET, user=request.user)
    if form is None or not choice.is_valid():
        raise Http404
    team, place = request.user.own_team, choice.place
    drawn = roster_sheets.draw(
        form.template,
        printed.facts(form, team, place),
        team=team,
        place=place,
        title=form.title,
        day=timezone.localdate(),
        mark="B",
        paper=choice.paper,
        foot=f"{form.title}, dicetak dari Timdu",
    )
    name = f"formulir-{form.key}-{place.pk if place else team.place_id}.pdf"
    answer = HttpResponse(drawn.data, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
