"""Finding a place by name."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from timdu.core import programs
from timdu.core.typing import AppRequest
from timdu.wilayah.forms import SearchForm
from timdu.wilayah.models import LIMIT, Wilayah


@require_safe
@vary_on_headers("Accept", "HX-Request")
def wilayah_search(request: AppRequest) -> HttpResponse:
    """At most twenty areas whose name has the words; a part of a form, a page, or JSON."""
    data = request.GET.copy()
    # The search of a form sends its words under the field's own name.
    data.setdefault("q", data.get(f"{data.get('nama', '')}_cari", ""))
    form = SearchForm(data)
    asked = form.cleaned_data if form.is_valid() else {}
    matches = Wilayah.objects.search(asked["q"], asked["dalam"], asked["tingkat"]) if asked else []
    if programs.asks(request):
        return JsonResponse(_as_json(matches), status=200 if asked else 400)
    context = {
        "form": form,
        "text": asked.get("q", ""),
        "name": asked.get("nama", ""),
        "matches": [(row, row.above_within(asked.get("dalam", ""))) for row in matches],
        "is_full": len(matches) == LIMIT,
    }
    partial = request.headers.get("HX-Request") == "true"
    template = "wilayah/_matches.html" if partial else "wilayah/search.html"
    return render(request, template, context, status=200 if asked else 400)


def _as_json(matches: list[Wilayah]) -> dict[str, object]:
    return {
        "results": [
            {"code": row.pk, "name": row.name, "kind": row.kind, "above": row.above}
            for row in matches
        ],
        "is_full": len(matches) == LIMIT,
    }
