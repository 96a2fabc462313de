"""The pages of help: open to everybody, also to whoever cannot sign in."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from timdu.guide import books, order, tour
from timdu.team.models import Team, User

LONGEST = 100


def reader(request: HttpRequest) -> User | None:
    """Who reads, if they are signed in."""
    user = getattr(request, "user", None)
    return user if isinstance(user, User) else None


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All guides, one's own first, and a search in them."""
    user = reader(request)
    text = request.GET.get("q", "")[:LONGEST].replace("\0", "").strip()
    context = {
        "q": text,
        "found": books.find(text, user),
        "own": books.book(books.own(user)),
        "others": books.ordered(user)[1:],
        "has_stories": tour.is_offered(user),
    }
    return render(request, "guide/index.html", context)


@login_not_required
@require_safe
def guide(request: HttpRequest, key: str) -> HttpResponse:
    """One guide."""
    if key not in books.TITLES:
        raise Http404
    context = {
        "book": books.book(key),
        "titles": books.TITLES,
        "has_stories": tour.is_offered(reader(request)),
    }
    return render(request, "guide/book.html", context)


@login_not_required
@require_safe
def stories(request: HttpRequest) -> HttpResponse:
    """Five stories of five minutes; only where the data is invented."""
    if not Team.objects.demo().exists():
        raise Http404
    return render(request, "guide/tour.html", {"stories": tour.STORIES, "password": tour.PASSWORD})


@login_not_required
@require_safe
def order_letter(request: HttpRequest) -> HttpResponse:
    """The draft Surat Bupati, to read, to print, to take along."""
    return render(request, "guide/order.html", {"letter": order.letter(reader(request))})


@login_not_required
@require_safe
def order_text(request: HttpRequest) -> HttpResponse:
    """The same as text, for the office's own word processor."""
    answer = HttpResponse(order.text(reader(request)), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="surat-bupati-konsep.txt"'
    return answer
