"""Hostile text that was taken, on every page that shows it: read by the parser of the standard.

A town in which somebody wrote harm wherever the forms let them; then everybody looks around. Only
in the full run: it takes minutes.
"""

from collections import Counter
from urllib.parse import urldefrag, urljoin

import pytest
from django.core.exceptions import MultipleObjectsReturned, ObjectDoesNotExist
from django.db import IntegrityError
from django.urls import reverse

from tests import judging, posting
from tests.documents.access_rows import a_draft
from tests.settings import FULL
from tests.walking import PAGES, POSTS, Walk, attackers, built_alike
from timdu.team.models import User

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not FULL, reason="minutes of writing and reading: only in the full run"),
]
# Alive in text, in an attribute, in a title; short enough for a name.
HARM = "\"'></title><img src=x onerror=jahat()><jahat>"
LOOKERS = ["camat", "verifier", "secretary", "leader", "admin"]
# Pages one person walks.
MOST_PAGES = 60
# One draft is enough of what takes seconds to draw.
DRAWN = {
    row.args
    for row in PAGES
    if row.url
    in (
        "documents:pdf",
        "documents:number",
        "documents:send",
        "documents:send_again",
        "documents:give_back",
        "documents:carried",
        "documents:check",
    )
} - {a_draft}
LEAVE = ("/static/", "/masuk/", "/berkas/")


class Writer(Walk):
    """Writes each form once, and leaves it written."""

    def form(self, form):
        key = (form.method, form.action, form.names)
        names = form.of_kind(written=True)
        if form.method != "post" or not names or key in self.tallies or "/masuk/" in form.action:
            return
        self.tallies[key] = sent = dict.fromkeys(names, HARM)
        for _ in range(4):
            body = posting.body(form.pairs(sent))
            kind = "application/x-www-form-urlencoded"
            answer = self.client.generic("POST", form.action, body, content_type=kind)
            verdict = judging.judge(answer, {})
            assert verdict.wrong == [], (form.action, verdict.wrong)
            rest = {name: text for name, text in sent.items() if name not in verdict.refused}
            if not verdict.is_refused or rest == sent:
                return
            sent = rest


def write(world, client):
    """Everything the forms take, by whoever may; nobody loses their account over it."""
    writer = Writer(client)
    for build, rows in built_alike(row for row in PAGES if row.args not in DRAWN):
        try:
            kwargs = build(world)
        except (IntegrityError, MultipleObjectsReturned, ObjectDoesNotExist):
            continue  # It counts on being the only one; another row shows the same page.
        for row in rows:
            writer.known = {
                each.url: {name: str(value) for name, value in each.data(world).items()}
                for each in POSTS
                if each.url == row.url and "documents" not in row.url
            }
            for person in attackers(row):
                writer.page(reverse(row.url, kwargs=kwargs) + row.query, world.people[person])
    User.objects.filter(pk__in=[one.pk for one in world.people.values()]).update(is_active=True)


def walked(client, person):
    """Every page a person reaches by links: address → how often the harm stands there."""
    client.force_login(person)
    found, waiting = Counter(), ["/"]
    while waiting and len(found) < MOST_PAGES:
        address = waiting.pop(0)
        answer = client.get(address)
        if not judging.is_page(answer):
            continue
        text = answer.content.decode()
        tree = posting.read(text)
        found[address] = text.count("&lt;jahat&gt;")
        wrong = judging.obeyed(answer) + judging.alive(tree)
        if found[address]:
            wrong += judging.alive_by_the_standard(text)
        assert wrong == [], (person.role, address, wrong)
        links = {urldefrag(urljoin(address, href)).url for href in tree.xpath("//a/@href")}
        waiting += sorted(
            link
            for link in links
            if link.startswith("/") and not link.startswith(LEAVE)
            if link not in found and link not in waiting
        )
    return found


def test_what_was_taken_acts_nowhere(world, client):
    write(world, client)
    seen = {}
    for who in LOOKERS:
        for address, times in walked(client, world.people[who]).items():
            seen[who, address] = times
    assert sum(map(bool, seen.values())) > 40
