"""What surrounds every page: the team, the person, the navigation of the role, what waits."""

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from incidents.permissions import READERS
from timdu import framing
from timdu.core.receipts import account_id
from timdu.guide import books, topics
from timdu.inbox.arahan.permissions import can_record
from timdu.rail import ACCOUNT, BOTTOM, PAGES, RAIL
from timdu.team.duty import Duty, on_duty
from timdu.team.entrance import factor
from timdu.team.models import Team, User
from timdu.team.permissions import can_see_openings

Role = User.Role


@dataclass(frozen=True)
class Item:
    """One destination as one person sees it on one page."""

    word: str
    icon: str
    url: str
    current: bool
    count: int = 0
    needs: bool = False
    is_main: bool = False


@cache
def address(name: str) -> str:
    """Where a page lives; nothing when it has no address."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


class Shell:
    """The frame of one page for one person; each part is computed when the template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self.path = request.path
        match = request.resolver_match
        self.page = match.view_name if match else ""
        user = getattr(request, "user", None)
        self.user: User | None = user if isinstance(user, User) else None
        self.version = settings.TIMDU_VERSION

    @cached_property
    def team(self) -> Team | None:
        return self.user.team if self.user else None

    @cached_property
    def is_demo(self) -> bool:
        """Whether the page may show invented data; without a team, whether any team is a demo."""
        if self.team:
            return self.team.is_demo
        return Team.objects.demo().exists()

    @property
    def stories(self) -> str:
        """Where a newcomer to the demo tries for themself; empty where the data is real."""
        return address("help_stories") if self.is_demo else ""

    @cached_property
    def crest(self) -> str:
        """The small picture of the team's emblem; empty where there is none."""
        emblem = self.asked.get("emblem")
        return reverse("files:small", kwargs={"pk": emblem}) if emblem else ""

    @property
    def frame(self) -> str:
        """Around the pages of one's account: no ways that lead nowhere before all is set up."""
        user = self.user
        begins = user is not None and (user.must_change_password or factor.is_missing(user))
        return "layouts/plain.html" if begins else "layouts/app.html"

    @property
    def new_key(self) -> UUID:
        """The key of one delivery, hidden in a form: a second press of its button is no second."""
        return uuid4()

    @property
    def name(self) -> str:
        return f"Timdu {self.team.short_name}" if self.team else "Timdu"

    @property
    def place(self) -> str:
        """Whose house this is, under its name."""
        if self.user and self.user.kecamatan:
            return self.user.workplace
        return "Tim Terpadu PKS" if self.user else "Tim Terpadu Penanganan Konflik Sosial"

    @property
    def person(self) -> dict[str, str] | None:
        """How the person is called in the head of the page."""
        user = self.user
        if user is None:
            return None
        return {
            "name": user.byline,
            "place": user.workplace,
            "initials": user.initials,
            "full_name": user.full_name,
            "account": account_id(user),
            "zone": self.team.zone if self.team else "",
        }

    @property
    def openings(self) -> str:
        """Where one reads who opened a record; empty for those who may not."""
        if self.user is None or not can_see_openings(self.user):
            return ""
        return address("rights:openings")

    @property
    def notes_arahan(self) -> bool:
        """Whether the person writes down what a leader said."""
        return self.user is not None and bool(can_record(self.user))

    @cached_property
    def duty(self) -> Duty | None:
        """Whom to call now; asked only where the page says it (errors, help)."""
        return on_duty(self.team)

    @property
    def home(self) -> str:
        return address("home") or "/"

    @property
    def search(self) -> str:
        """Where the search of the head goes; empty for those who have no reports to search."""
        return address("finding:find") if self.user and self.user.role in READERS else ""

    @cached_property
    def waiting(self) -> dict[str, int]:
        """What waits behind a destination: for the person, and in the queue of the secretariat."""
        return {key: count for key, count in self.asked.items() if key in PAGES}

    @cached_property
    def asked(self) -> dict[str, Any]:
        """What the frame of every page needs from the database, in one question."""
        if self.user is None or self.team is None:
            return {}
        return framing.around(self.user)

    @cached_property
    def current(self) -> str:
        """The address of the destination this page belongs to: the longest that fits."""
        here = [
            url
            for _, _, name in PAGES.values()
            if (url := address(name))
            and self.path.startswith(url)
            and (url != "/" or self.path == url)
        ]
        return max(here, key=len, default="")

    def items(self, keys: tuple[str, ...]) -> list[Item]:
        """Those of the destinations that exist, with what waits in them."""
        found = []
        for key in keys:
            word, icon, name = PAGES[key]
            url = address(name)
            if url:
                current, count = url == self.current, self.waiting.get(key, 0)
                url = self.help if key == "help" else url
                found.append(Item(word, icon, url, current, count, count > 0, key == "report"))
        return found

    @cached_property
    def help(self) -> str:
        """The section of the guides that explains this page; the list of guides where none does."""
        return topics.address(books.own(self.user), self.page) or address("help")

    @cached_property
    def rail(self) -> list[Item]:
        return self.items((*RAIL[Role(self.user.role)], "help")) if self.user else []

    @cached_property
    def bottom(self) -> list[Item]:
        """The first places of a role, for the thumb."""
        if not self.user:
            return []
        role = Role(self.user.role)
        return self.items(BOTTOM.get(role, RAIL[role][:4]))

    @cached_property
    def more(self) -> list[Item]:
        """What the bar at the bottom has no room for."""
        shown = {item.url for item in self.bottom}
        return [item for item in self.rail if item.url not in shown]

    @property
    def account(self) -> list[Item]:
        return self.items(ACCOUNT)

    @property
    def inbox(self) -> Item | None:
        return next(iter(self.items(("inbox",))), None)

    @property
    def foot(self) -> list[Item]:
        return self.items(("help",))


def context(request: HttpRequest) -> dict[str, Any]:
    """Give every template its frame, computed only when the page draws it."""
    return {"shell": SimpleLazyObject(lambda: Shell(request))}
