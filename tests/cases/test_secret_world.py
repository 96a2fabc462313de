"""With and without a permasalahan that is R: the same bytes for everybody who is not named."""

import re
from difflib import unified_diff

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from incidents.cases.actions import opening
from incidents.cases.models import Case
from tests.cases.factories import CaseFactory, LinkFactory
from tests.cases.hung import WORD, hang
from tests.emergency.factories import EmergencyFactory
from tests.inbox.factories import NotificationFactory
from tests.incidents.factories import IncidentFactory, PartyFactory
from tests.renaksi.factories import ActivityFactory
from tests.settings import FULL
from tests.team.factories import UserFactory
from tests.test_access import ROWS
from tests.test_masks import text_of
from timdu.inbox import digest, mails
from timdu.inbox.models import Notification, Todo

pytestmark = pytest.mark.django_db
TEAM = (
    "camat", "operator", "member", "staff", "verifier", "secretary", "leader", "aide",
    "forkopimda", "auditor", "admin",
)  # fmt: skip
# In the gate one of each kind of door; everybody in the full run.
WALKED = TEAM if FULL else ("operator", "staff")
# Pages of the machine, the guides and blank forms say nothing of any record.
SAME_FOR_ALL = (
    "help",
    "incidents:form",
    "incidents:import_template",
    "offline:",
    "core:",
    "files:",
)
CHANGING = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]*"|X-CSRFToken[^}]*|nonce="[^"]*"|"csrf": "[^"]*"'
    r"|\?lanjut=\w+|sisa [\d,]+"
    r"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|\d{4}-\d\d-\d\d[T ][\d:.]+(?:Z|\+00:00)?"
    r"|\b\d{1,2}[.:]\d\d\b|(?:\b\d+\s(?:detik|menit)(?:\slalu)?|baru\ssaja)|\b[0-9a-f]{32,}\b"
)
LONGEST = 400
SEARCHES = (f"/cari/?q={WORD}", f"/permasalahan/?q={WORD}", "/cari/?q=pesisir",
            f"/cari/?q={WORD.lower()[:-1]}", "/cari/?q=Jaga&apa=catatan")  # fmt: skip


@pytest.fixture
def desk(world):
    """Those who will be named, beside whom nobody of the world is: opener, Kabid, leader, Kaban."""
    return (
        UserFactory(team=world.team), UserFactory(team=world.team, verifier=True),
        UserFactory(team=world.team, role="leader", position="Bupati"),
        UserFactory(team=world.team, secretary=True),
    )  # fmt: skip


@pytest.fixture
def reports(world, desk):
    """Two reports of the camat's kecamatan, verified, as if one belonged to a matter already."""
    rows = [
        IncidentFactory(entered_by=world.operator, verified=True, verified_by=desk[1], kind="event")
        for _ in range(2)
    ]
    waiting = IncidentFactory(entered_by=world.operator, complete=True)
    for row in (*rows, waiting):
        PartyFactory(incident=row, name="Nelayan bagan")
    LinkFactory(case=CaseFactory(opened_by=desk[0]), incident=IncidentFactory(
        entered_by=world.member))  # fmt: skip
    return [*rows, waiting]


@pytest.fixture
def beside(world, desk):
    """What others read, and what will be hung on the permasalahan."""
    emergency = EmergencyFactory(by=desk[0], confirmed=True)
    return ActivityFactory(entered_by=world.operator), emergency


def addresses(reports, *beside):
    """Every page without a record of its own in its address, and those of what hangs on it."""
    found = list(SEARCHES)
    for row in ROWS:
        if row.method == "get" and not row.public and not row.url.startswith(SAME_FOR_ALL):
            try:
                found.append(reverse(row.url) + row.query)
            except NoReverseMatch:
                continue
    for report in reports:
        found += [f"/laporan/{report.code}/", f"/laporan/{report.code}/verifikasi/",
                  f"/permasalahan/hubungkan/{report.code}/"]  # fmt: skip
    found += [row.get_absolute_url() for row in beside]
    found += ["/peta/?isi=permasalahan", "/dasbor/"]
    return sorted(set(found))


def snapshot(world, urls):
    """What each of the team gets, without what changes by the minute; leaves nothing behind."""
    taken = {}
    with transaction.atomic():
        for name in WALKED:
            client = Client()
            client.force_login(world.people[name])
            for url in urls:
                taken[name, url] = told(client.get(url))
            for form in ("csv", "geojson", "xlsx"):
                for path in ("/permasalahan/unduh/", "/laporan/unduh/"):
                    taken[name, path, form] = told(client.post(path, {"bentuk": form}))
            taken[name, "waits"] = list(Todo.objects.waiting_for(world.people[name]).values_list(
                "title", flat=True))  # fmt: skip
        transaction.set_rollback(True)
    return taken


def told(response):
    return response.status_code, CHANGING.sub("·", text_of(response))


def differing(before, after):
    """The words that are not the same, with what stands around them; nothing when all are."""
    lines = unified_diff(str(before).split(), str(after).split(), n=4, lineterm="")
    return " ".join(lines)[:LONGEST]


def own_pages(case):
    """Addresses of the permasalahan and of what hangs on it."""
    asked = [
        *case._meta.apps.get_model("asking.Disposition").objects.filter(case=case),
        *case._meta.apps.get_model("asking.CoordinationRequest").objects.filter(case=case),
        *case.agreements.all(),
        *(nota.document for nota in case.notas.all()),
    ]
    arahan = case._meta.apps.get_model("inbox.Arahan").objects.filter(object_id=str(case.pk))
    files = case._meta.apps.get_model("files.Attachment").objects.order_by("-pk")[:2]
    return [
        case.get_absolute_url(), f"{case.get_absolute_url()}kronologi/",
        *(row.get_absolute_url() for row in (*asked, *arahan)),
        *(reverse("files:show", args=[row.file_id]) for row in files),
    ]  # fmt: skip


def test_with_and_without_it_everything_is_the_same(world, desk, reports, beside):
    opener, kabid, leader, kaban = desk
    urls = addresses(reports, *beside)
    before = snapshot(world, urls)
    assert len(before) > 100

    case = hang(world, (opener, kabid, leader), reports, beside[0])
    opening.edit(case, by=kaban, version=None, facts={"classification": "R"})

    after = snapshot(world, urls)
    changed = {key: differing(before[key], after[key]) for key in before}
    # Who names learns who opened what is R; of everybody else it has no opening.
    told = {
        key: words
        for key, words in changed.items()
        if words and (key[0] != "secretary" or "pembukaan" not in key[1])
    }
    assert told == {}
    assert set(case.shares.values_list("person_id", flat=True)) == {opener.pk, kaban.pk}
    for name in TEAM:
        client = Client()
        client.force_login(world.people[name])
        assert {client.get(url).status_code for url in own_pages(case)} <= {403, 404}
        assert case not in Case.objects.visible_to(world.people[name])


def digest_of(person):
    """What the daily mail would say to the person."""
    row = NotificationFactory.build(recipient=person, team=person.team, kind=digest.DIGEST)
    try:
        return str(digest.compose(row))
    except mails.Stop:
        return ""


def test_no_mail_about_it_leaves_for_anybody_who_is_not_named(world, desk, reports, beside):
    case = hang(world, desk[:3], reports, beside[0])
    opening.edit(case, by=desk[3], version=None, facts={"classification": "R"})
    named = {desk[0], desk[3]}

    for row in Notification.objects.exclude(recipient__in=named):
        with pytest.raises(mails.Stop):
            mails.MAILS[row.kind].compose(row)
    for row in Notification.objects.filter(recipient__in=named):
        text = mails.MAILS[row.kind].compose(row)
        assert WORD not in str(text)
    for person in (*(world.people[name] for name in TEAM), *named):
        lines = digest_of(person)
        assert WORD not in lines
    waits = Todo.objects.waiting_for(desk[3])
    assert not any(WORD in f"{todo.title} {todo.note}" for todo in waits)
