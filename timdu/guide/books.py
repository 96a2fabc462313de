"""The guides of docs/panduan/: Markdown on disk, HTML on the page, sections that can be pointed at.

The texts are ours, yet they are read as if they were not: markup is escaped, only plain CommonMark
is understood, pictures come from static/img/panduan alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token
from PIL import Image

from timdu.team.models import User

FOLDER = Path(settings.BASE_DIR) / "docs" / "panduan"
PICTURES = Path(settings.BASE_DIR) / "static" / "img" / "panduan"
Role = User.Role
# In the order of the list: from the field to the desk, from the desk to those who read and watch.
TITLES = {
    "camat": "Camat dan operator",
    "instansi": "Instansi anggota",
    "staf": "Staf sekretariat",
    "verifikator": "Verifikator (Kabid)",
    "sekretaris": "Sekretaris (Kepala Badan)",
    "pimpinan": "Pimpinan",
    "forkopimda": "Forkopimda",
    "pengamat": "Pengamat (provinsi)",
    "auditor": "Inspektorat",
    "administrator": "Administrator",
    "masuk": "Masuk dan menjaga akun",
}
OF_ROLE = {
    Role.KECAMATAN: "camat",
    Role.MEMBER: "instansi",
    Role.STAFF: "staf",
    Role.VERIFIER: "verifikator",
    Role.SECRETARY: "sekretaris",
    Role.LEADER: "pimpinan",
    Role.FORKOPIMDA: "forkopimda",
    Role.OBSERVER: "pengamat",
    Role.AUDITOR: "auditor",
    Role.ADMIN: "administrator",
}
SIGN_IN = "masuk"


@dataclass(frozen=True)
class Section:
    """What stands under one heading of the second level."""

    key: str
    title: str
    words: str


@dataclass(frozen=True)
class Book:
    """One guide as it is shown."""

    key: str
    title: str
    lead: str
    sections: tuple[Section, ...]

    @property
    def url(self) -> str:
        return reverse("help_book", args=[self.key])

    @property
    def body(self) -> SafeString:
        return body_of(self.key)

    def has(self, topic: str) -> bool:
        """Whether a section is about it."""
        return any(section.key == topic for section in self.sections)


def parser() -> MarkdownIt:
    """CommonMark without HTML; addresses that run a script are left out by the library."""
    return MarkdownIt("commonmark", {"html": False})


def tokens_of(key: str) -> list[Token]:
    """The file as the library read it; each heading of the second level has its address."""
    tokens = parser().parse((FOLDER / f"{key}.md").read_text(encoding="utf-8"))
    for place, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h2":
            token.attrSet("id", slugify(plain(tokens[place + 1])))
    return tokens


@cache
def book(key: str) -> Book:
    """Read one guide, as far as every page needs it for its link; once for each process."""
    tokens = tokens_of(key)
    return Book(key, tokens[1].content, tokens[4].content, tuple(sections_of(tokens)))


@cache
def body_of(key: str) -> SafeString:
    """What stands under title and first sentence, as HTML; once for each process."""
    rest = tokens_of(key)[6:]
    for token in rest:
        for part in token.children or []:
            lead_to_the_page(part)
    return mark_safe(parser().renderer.render(rest, parser().options, {}))  # nosec B308 B703


def books() -> list[Book]:
    """All of them, in their order."""
    return [book(key) for key in TITLES]


def lead_to_the_page(part: Token) -> None:
    """A picture of the folder, a neighbouring guide: from the name on disk to the address."""
    if part.type == "image":
        name = Path(str(part.attrs["src"])).name
        width, height = size_of(name)
        part.attrs |= {
            "src": static(f"img/panduan/{name}"),
            "width": width,
            "height": height,
            "loading": "lazy",
            "class": "guide-phone" if width < height else "guide-desk",
        }
    elif part.type == "link_open":
        file, mark, topic = str(part.attrs["href"]).partition("#")
        if file.endswith(".md"):
            neighbour = reverse("help_book", args=[file.removesuffix(".md")])
            part.attrs["href"] = neighbour + mark + topic


@cache
def size_of(name: str) -> tuple[int, int]:
    """Width and height, so that the page does not jump while pictures arrive."""
    with Image.open(PICTURES / name) as picture:
        return picture.size


def sections_of(tokens: list[Token]) -> Iterator[Section]:
    """The headings of the second level with the words under them."""
    heads = [
        place
        for place, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == "h2"
    ]
    for place, following in zip(heads, [*heads[1:], len(tokens)], strict=True):
        words = [plain(token) for token in tokens[place + 2 : following] if token.children]
        key = str(tokens[place].attrs["id"])
        yield Section(key, plain(tokens[place + 1]), " ".join(words))


def plain(token: Token) -> str:
    """The words of one line of text, without marks and pictures."""
    parts = token.children or []
    return "".join(
        " " if part.type == "softbreak" else part.content
        for part in parts
        if part.type in ("text", "softbreak", "code_inline")
    )


def own(user: User | None) -> str:
    """The guide of somebody's role; for who is not signed in, how to do that."""
    return OF_ROLE[Role(user.role)] if user else SIGN_IN


def ordered(user: User | None) -> list[Book]:
    """One's own guide first."""
    mine = own(user)
    return sorted(books(), key=lambda one: one.key != mine)


def find(text: str, user: User | None) -> list[tuple[Book, Section]]:
    """The sections that hold every word looked for, those of one's own guide first."""
    words = text.lower().split()
    return [
        (one, section)
        for one in ordered(user)
        for section in one.sections
        if words and all(word in f"{section.title} {section.words}".lower() for word in words)
    ]
