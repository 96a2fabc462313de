"""The forms a page offers, as a browser would fill and send them."""

import datetime as dt
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote_from_bytes, urldefrag, urlencode, urljoin

import lxml.html

WRITTEN = {"text", "search", "email", "tel", "url", "password", "textarea"}
BUTTONS = {"submit", "image", "button", "reset"}
PLAUSIBLE = {
    "email": "uji@contoh.test", "tel": "081200000000", "number": "1", "password": "Sandi-Uji-2468",
    "date": dt.date.today().isoformat(), "datetime-local": "2026-01-02T10:00", "month": "2026-01",
    "url": "https://contoh.test/", "time": "10:00",
}  # fmt: skip
# What a server takes of one form; a text that fills it alone is sent in several forms.
ROOM = 3_000_000


@dataclass
class Control:
    """One named thing in a form: its kind, what it holds, what it offers."""

    name: str
    kind: str
    value: str = ""
    offers: list[str] = field(default_factory=list)
    required: bool = False

    @property
    def is_written(self) -> bool:
        """Whether a person types into it."""
        return self.kind in WRITTEN

    @property
    def plausible(self) -> str:
        """What stands there, or what somebody who has to would enter."""
        if self.value or not self.required:
            return self.value
        offered = next(filter(None, self.offers), "")
        return offered or PLAUSIBLE.get(self.kind, "Teks uji")


@dataclass
class Form:
    """What would be sent, and where to; `known` is what the server is known to take."""

    action: str
    controls: list[Control] = field(default_factory=list)
    method: str = "post"
    known: dict[str, str] = field(default_factory=dict)

    @property
    def names(self) -> frozenset[str]:
        return frozenset(control.name for control in self.controls if control.kind != "file")

    def of_kind(self, *, written: bool) -> list[str]:
        """The names of what is typed, or of what is chosen, ticked or hidden."""
        return [
            one.name for one in self.controls if one.kind != "file" and one.is_written is written
        ]

    @property
    def files(self) -> list[str]:
        return [one.name for one in self.controls if one.kind == "file"]

    def pairs(self, changed: dict[str, str]) -> list[tuple[str, str]]:
        """The fields as they would be sent, with some of them changed."""
        filled = {
            one.name: one.value or self.known.get(one.name) or one.plausible
            for one in self.controls
            if one.kind != "file"
        }
        sent = {**filled, **changed}
        return [(name, value) for name, value in sent.items() if value or name in changed]


def body(pairs: list[tuple[str, str]]) -> bytes:
    """As a program sends it: half a surrogate pair goes out as it is."""
    return urlencode(pairs, encoding="utf-8", errors="surrogatepass").encode()


def portions(names: list[str], text: str) -> list[list[str]]:
    """The names in as few groups as one form has room for."""
    size = len(quote_from_bytes(text.encode("utf-8", "surrogatepass"))) + 100
    most = max(1, ROOM // size)
    return [names[start : start + most] for start in range(0, len(names), most)]


def read(page: str) -> lxml.html.HtmlElement:
    """The page as a tree; a null character is what every browser makes of it."""
    return lxml.html.document_fromstring(page.replace("\0", "\ufffd") or "<p></p>")


def forms_of(tree: lxml.html.HtmlElement, address: str) -> list[Form]:
    """Every form of a page; one without an action goes to the page itself."""
    return [
        Form(
            form.get("action") or address,
            controls_of(
                [*form.iter("input", "textarea", "select", "button"), *outside(tree, form)]
            ),
            (form.get("method") or "get").lower(),
        )
        for form in tree.iter("form")
    ]


def outside(tree, form):
    """What stands elsewhere on the page and belongs to the form by its id."""
    return tree.xpath("//*[@form=$key]", key=form.get("id")) if form.get("id") else []


def controls_of(elements: list[lxml.html.HtmlElement]) -> list[Control]:
    """Radio buttons and submit buttons of one name are one control."""
    found: dict[str, Control] = {}
    for one in elements:
        name, kind = one.get("name", ""), kind_of(one)
        if not name or name == "csrfmiddlewaretoken":
            continue
        control = found.setdefault(name, Control(name, kind))
        control.required |= "required" in one.attrib or kind in ("radio", "submit", "select")
        control.offers += [option.get("value") or "" for option in one.iter("option")]
        control.offers += [one.get("value") or ""]
        if not control.value:
            control.value = value_of(one, kind)
    return list(found.values())


def kind_of(one: lxml.html.HtmlElement) -> str:
    if one.tag in ("textarea", "select"):
        return one.tag
    return one.get("type") or {"button": "submit"}.get(one.tag, "text")


def value_of(one: lxml.html.HtmlElement, kind: str) -> str:
    """What would be sent of it if nobody touched it."""
    if one.tag == "select":
        chosen = one.xpath(".//option[@selected]/@value")
        return chosen[0] if chosen else ""
    if one.tag == "textarea":
        return (one.text_content() or "").removeprefix("\n")
    if kind in ("radio", "checkbox", *BUTTONS) and "checked" not in one.attrib:
        return ""
    return one.get("value") or ""


def asked(tree: lxml.html.HtmlElement, base: str) -> list[tuple[str, set[str]]]:
    """Addresses on the page that carry questions, and what those are called."""
    links = [urljoin(base, urldefrag(href).url).partition("?") for href in tree.xpath("//a/@href")]
    return [
        (address, {name for name, _ in parse_qsl(query, keep_blank_values=True)})
        for address, _, query in links
        if query and address.startswith("/")
    ]
