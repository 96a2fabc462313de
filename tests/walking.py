"""Hostile text through every form: who sends it, with what, and what came of it."""

import copy
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from django.core.cache import cache
from django.urls import Resolver404, resolve

from tests import judging, posting
from tests.access import Row
from tests.files.factories import AttachmentFactory
from tests.hostile import GROUPS, TEXTS, UNOFFERED
from tests.incidents.factories import IncidentFactory
from tests.settings import FULL
from tests.test_access import ROWS, Undo


def attached(world):
    """A report with a photograph that can be taken back."""
    incident = IncidentFactory(entered_by=world.camat)
    row = AttachmentFactory(owner=incident, added_by=world.camat)
    return {"code": incident.code, "pk": row.pk}


# Those who between them see every form; whoever may first, where none of these may.
ATTACKERS = ("camat", "verifier", "secretary", "admin")
# Pages whose form the matrix does not reach: a file must be there to be taken back.
WITH_A_FILE = Row("incidents:file_withdraw", args=attached)
PAGES = [*(row for row in ROWS if row.method == "get"), WITH_A_FILE]
POSTS = [row for row in ROWS if row.method == "post"]
DENIED = 403
# How often a form is sent again without what it refused.
ROUNDS = 3


@dataclass
class Tally:
    """What became of one form: texts given, requests answered, fields refused, what is wrong."""

    fields: int
    texts: set[str] = field(default_factory=set)
    requests: int = 0
    accepted: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


@dataclass
class Walk:
    """One walk through the forms; a form that stands on many pages is attacked once."""

    client: object
    known: dict[str, dict[str, str]] = field(default_factory=dict)
    tallies: dict[tuple[str, frozenset[str]], Tally] = field(default_factory=dict)
    turn: Iterator[int] = field(default_factory=count)

    def page(self, address: str, person) -> None:
        """Every form of a page as this person (or nobody) sees it, wherever the address leads."""
        if person:
            self.client.force_login(person)
        page = self.client.get(address, follow=True)
        if page.status_code < judging.FELL and judging.is_page(page):
            landed = page.redirect_chain[-1][0] if page.redirect_chain else address
            for form in posting.forms_of(posting.read(page.content.decode()), landed):
                self.form(form)

    def form(self, form: posting.Form) -> None:
        """Attack a form that was not attacked before."""
        name = f"{form.method.upper()} {name_of(form.action)}"
        if (name, form.names) in self.tallies:
            return
        form.known = {
            field: value
            for field, value in self.known.get(name_of(form.action), {}).items()
            if field in form.names
        }
        if self.is_denied(form):
            return
        tally = self.tallies[name, form.names] = Tally(len(form.names))
        written, chosen = form.of_kind(written=True), form.of_kind(written=False)
        for text in texts(next(self.turn)) if written else []:
            for names in posting.portions(written, text):
                self.batch(form, dict.fromkeys(names, text), tally)
        for text in unoffered(next(self.turn)) if chosen else []:
            for names in [[one] for one in chosen] if FULL else [chosen]:
                self.batch(form, dict.fromkeys(names, text), tally, rounds=1)

    def is_denied(self, form: posting.Form) -> bool:
        """Whether the person only sees the form; the next one may send it."""
        with Undo():
            return answer_to(self.client, form, posting.body(form.pairs({}))).status_code == DENIED

    def batch(self, form, sent: dict[str, str], tally: Tally, rounds: int = ROUNDS) -> None:
        """Send it; send it again without the fields that were refused, until it is taken."""
        for _ in range(rounds):
            verdict = self.send(form, sent)
            text = next(iter(sent.values()))
            tally.texts.add(text)
            tally.requests += 1
            tally.accepted += not verdict.is_refused
            tally.refused.update(verdict.refused & sent.keys())
            tally.wrong += [f"{text[:40]!r} in {sorted(sent)[:9]}: {one}" for one in verdict.wrong]
            rest = {name: text for name, text in sent.items() if name not in verdict.refused}
            if not verdict.is_refused or not rest or rest == sent:
                return
            sent = rest

    def send(self, form: posting.Form, sent: dict[str, str]) -> judging.Verdict:
        """Send it, look at the answer and at where it leads, undo it."""
        cookies = copy.deepcopy(self.client.cookies)
        cache.clear()
        typed = {n: text for n, text in sent.items() if n in form.of_kind(written=True)}
        try:
            with Undo():
                answer = answer_to(self.client, form, posting.body(form.pairs(sent)))
                verdict = judging.judge(answer, typed if form.method == "post" else {})
                if answer.status_code == 302 and answer["Location"].startswith("/"):
                    led = judging.judge(self.client.get(answer["Location"]), {})
                    verdict.wrong += led.wrong
                return verdict
        except Exception as error:
            return judging.Verdict([f"{type(error).__name__}: {error}"[:300]], is_refused=True)
        finally:
            self.client.cookies = cookies

    def beside(self, form: posting.Form, headers: dict[str, str]) -> None:
        """Ask for the page and send its form, with headers nobody of us wrote."""
        tally = self.tallies.setdefault(
            (f"{next(iter(headers))} {form.action}", form.names), Tally(1)
        )
        cookies = copy.deepcopy(self.client.cookies)
        for answer in self.answers_to(form, headers):
            tally.requests += 1
            tally.wrong += [f"{headers}: {one}" for one in judging.judge(answer, {}).wrong]
        self.client.cookies = cookies

    def answers_to(self, form, headers):
        cache.clear()
        with Undo():
            yield self.client.get(form.action, **headers)
        with Undo():
            yield self.client.generic("POST", form.action, posting.body(form.pairs({})), **headers)

    @property
    def wrong(self) -> list[str]:
        return [
            f"{name}: {one}" for (name, _), tally in self.tallies.items() for one in tally.wrong
        ]

    def lines(self) -> Iterator[str]:
        """The table: form, fields, texts, requests, accepted, fields refused, wrong."""
        for (name, _), one in sorted(self.tallies.items(), key=lambda each: each[0][0]):
            yield (
                f"| {name} | {one.fields} | {len(one.texts)} | {one.requests} | {one.accepted} "
                f"| {one.refused.total()} | {len(one.wrong)} |\n"
            )


def built_alike(rows) -> list[tuple]:
    """The rows by how what they show is made: once for all of them, because some draw a PDF."""
    found = {}
    for row in rows:
        found.setdefault(row.args, []).append(row)
    return list(found.items())


def answer_to(client, form, body):
    """The answer to a form: in the address where it only asks, in the body where it acts."""
    if form.method == "get":
        return client.get(f"{form.action.partition('?')[0]}?{body.decode()}")
    kind = "application/x-www-form-urlencoded"
    return client.generic("POST", form.action, body, content_type=kind)


def texts(turn: int) -> list[str]:
    """All texts; or a few of other kinds than the form before, so that all kinds are given."""
    if FULL:
        return TEXTS
    kinds = list(GROUPS.values())
    chosen = [kinds[(turn // 2 + step) % len(kinds)] for step in range(0, len(kinds), 6)]
    return [kind[(turn * 7 + number) % len(kind)] for number, kind in enumerate(chosen)]


def unoffered(turn: int) -> list[str]:
    """What is sent where nothing is typed."""
    return UNOFFERED if FULL else [UNOFFERED[turn % len(UNOFFERED)]]


def attackers(row) -> list[str]:
    return [name for name in ATTACKERS if name in row.ok] or row.ok[:1]


def name_of(address: str) -> str:
    try:
        return resolve(address.partition("?")[0]).view_name
    except Resolver404:
        return address
