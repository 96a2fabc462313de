"""Pages of saved filters: keep one, change it, take it away."""

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from timdu.core import conflicts
from timdu.core.access import require
from timdu.core.typing import AppRequest
from timdu.inbox import actions, permissions, saved
from timdu.inbox.models import SavedFilter
from timdu.inbox.saved import Page
from timdu.inbox.saved_forms import SavedForm
from timdu.team.roster.trying import tried


@require_safe
def filter_list(request: AppRequest) -> HttpResponse:
    """One's own filters and those shared, list by list."""
    rows = SavedFilter.objects.visible_to(request.user).current().select_related("owner")
    pages = [
        (page, [row for row in rows if row.path == page.path])
        for page in saved.PAGES.values()
        if page.allowed(request.user)
    ]
    shown = [(page, held) for page, held in pages if held]
    context = {"pages": shown, "first": next((page for page, _ in pages), None)}
    return render(request, "inbox/filters.html", context)


@require_http_methods(["GET", "POST"])
def filter_create(request: AppRequest) -> HttpResponse:
    """Keep the list the address names, as it is filtered there."""
    page, query = asked(request)
    row = SavedFilter(team=request.user.own_team, owner=request.user, path=page.path, query=query)
    form = SavedForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        made = tried(
            form, lambda: actions.save_filter(by=request.user, page=page, query=query, **facts)
        )
        if made is not None:
            messages.success(request, f"Saringan “{made.name}” tersimpan.")
            return redirect(made.href)
    return show(request, form, row, page)


def asked(request: AppRequest) -> tuple[Page, str]:
    """The list and what of its query can be kept."""
    page = saved.PAGES.get(request.GET.get("halaman", ""))
    if page is None:
        raise Http404("No such list can be saved.")
    require(page.allowed(request.user))
    return page, page.clean(request.user, QueryDict(request.GET.get("saringan", "")[:2000]))


@require_http_methods(["GET", "POST"])
def filter_edit(request: AppRequest, pk: int) -> HttpResponse:
    """Rename, share, tell otherwise, or take away."""
    rows = SavedFilter.objects.visible_to(request.user).current().select_related("owner")
    row: SavedFilter = get_object_or_404(rows, pk=pk)
    require(permissions.can_change_filter(request.user, row))
    page = saved.PAGES.get(row.path)
    if page is None:
        raise Http404("Its list is gone.")
    if request.method == "POST" and request.POST.get("do") == "retire":
        actions.retire_filter(row, by=request.user)
        messages.success(request, f"Saringan “{row.name}” dihapus.")
        return redirect("inbox:filters")
    form = SavedForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        facts = conflicts.facts(form)
        if tried(form, lambda: actions.change_filter(row, by=request.user, **facts)):
            messages.success(request, "Saringan tersimpan.")
            return redirect("inbox:filters")
    return show(request, form, row, page)


def show(request: AppRequest, form: SavedForm, row: SavedFilter, page: Page) -> HttpResponse:
    context = {"form": form, "row": row, "page": page}
    return render(request, "inbox/filter.html", context, status=conflicts.status(form))
