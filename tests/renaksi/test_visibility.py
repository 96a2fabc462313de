"""Who knows of which kegiatan: by row, list, filter, count, file, export and permasalahan."""

import csv
import io

import pytest
from django.urls import reverse

from renaksi.models import Activity
from renaksi.models.visibility import READERS
from tests.cases.factories import CaseFactory, LinkFactory
from tests.files.factories import AttachmentFactory
from tests.incidents.factories import IncidentFactory
from tests.reading import words
from tests.renaksi.factories import ActivityCaseFactory, ActivityFactory, InvolvedFactory
from timdu.core import events
from timdu.rights.matrix import PEOPLE

pytestmark = pytest.mark.django_db
WHOLE = {"staff", "verifier", "secretary", "leader", "aide"}
LIST, EXPORT = "/kegiatan/", "/kegiatan/unduh/"


def who_knows(world, activity):
    return {name for name in PEOPLE if activity in Activity.objects.visible_to(world.people[name])}


@pytest.mark.parametrize(
    ("by", "more"),
    [("staff", set()), ("camat", {"camat", "operator"}), ("member", {"member"})],
)
def test_the_office_that_held_it_and_the_whole_readers_know_of_it(world, by, more):
    activity = ActivityFactory(entered_by=world.people[by])

    assert who_knows(world, activity) == WHOLE | more


def test_naming_an_office_opens_it_and_taking_the_name_out_closes_it(world):
    activity = ActivityFactory(entered_by=world.staff)
    InvolvedFactory(activity=activity, agency=world.other_member.agency)
    InvolvedFactory(activity=activity, kecamatan=world.other_camat.kecamatan)

    assert who_knows(world, activity) == WHOLE | {"other_member", "other_camat"}
    activity.involved.all().delete()
    assert who_knows(world, activity) == WHOLE


def test_a_kegiatan_in_a_kecamatan_is_not_yet_that_kecamatans(world):
    activity = ActivityFactory(
        entered_by=world.staff, place=world.camat.kecamatan, place_kecamatan=world.camat.kecamatan
    )

    assert who_knows(world, activity) == WHOLE


@pytest.fixture
def three(world):
    """One of the desk, one of the camat's, one of another office: with a word of their own."""
    return {
        name: ActivityFactory(entered_by=world.people[name], about=f"Dialog {name.upper()}ISASI.")
        for name in ("staff", "camat", "other_member")
    }


@pytest.mark.parametrize(
    ("person", "sees"),
    [("staff", {"staff", "camat", "other_member"}), ("leader", {"staff", "camat", "other_member"}),
     ("camat", {"camat"}), ("other_member", {"other_member"}), ("member", set())],
)  # fmt: skip
def test_list_count_search_and_export_hold_the_same_rows(client, world, three, person, sees):
    client.force_login(world.people[person])
    query = "?q=dialog&bulan=2026-10"

    page, found = client.get(f"{LIST}{query}"), words(client.get(f"{EXPORT}{query}"))
    text = b"".join(client.post(f"{EXPORT}{query}", {"bentuk": "csv"})).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))

    shown = {name for name, row in three.items() if row.code in words(page)}
    assert shown == sees
    assert {row["Kode"] for row in rows} == {three[name].code for name in sees}
    assert sum(one["count"] for one in page.context["counts"]) == len(sees)
    assert f"{len(sees)} kegiatan" in found


def test_a_file_opens_through_its_kegiatan_and_not_once_it_was_taken_back(client, world):
    activity = ActivityFactory(entered_by=world.camat)
    attachment = AttachmentFactory(owner=activity, added_by=world.camat)
    address = reverse("files:show", kwargs={"pk": attachment.file_id})

    def opens():
        found = set()
        for name in PEOPLE:
            client.force_login(world.people[name])
            if client.get(address).status_code == 200:
                found.add(name)
        return found

    assert opens() == WHOLE | {"camat", "operator"}
    attachment.withdrawn_at = attachment.added_at
    attachment.save()
    assert opens() == set()


def test_a_permasalahan_tells_of_the_kegiatan_its_reader_may_know(client, world):
    case = CaseFactory(opened_by=world.staff)
    LinkFactory(case=case, incident=IncidentFactory(entered_by=world.operator))
    own = ActivityFactory(entered_by=world.camat, about="Pertemuan di kantor camat.")
    others = ActivityFactory(entered_by=world.member, about="Patroli tertutup.")
    gone = ActivityFactory(entered_by=world.camat, about="Salah catat.", withdrawn=True)
    for activity in (own, others, gone):
        ActivityCaseFactory(activity=activity, case=case)

    pages = {}
    for person in ("camat", "verifier"):
        client.force_login(world.people[person])
        pages[person] = words(client.get(case.get_absolute_url()))

    assert own.about in pages["camat"] and own.about in pages["verifier"]
    assert others.about not in pages["camat"] and others.about in pages["verifier"]
    assert gone.about not in pages["camat"] + pages["verifier"]
    assert "1 kegiatan" in pages["camat"] and "2 kegiatan" in pages["verifier"]


def test_which_permasalahan_it_is_about_only_its_readers_learn(client, world):
    case = CaseFactory(opened_by=world.staff, title="Perselisihan yang dirahasiakan.")
    activity = ActivityFactory(entered_by=world.camat)
    ActivityCaseFactory(activity=activity, case=case)
    events.record(by=world.staff, what="activity.link", about=[activity, case], note=case.code)

    for person, knows in (("camat", False), ("verifier", True)):
        client.force_login(world.people[person])
        page = words(client.get(activity.get_absolute_url()))
        assert (case.code in page, case.title in page) == (knows, knows)
        listed = words(client.get(f"{LIST}?permasalahan={case.code}"))
        assert (activity.code in listed) == knows


def test_readers_are_those_whom_the_rule_names():
    assert set(READERS) == {"staff", "verifier", "secretary", "leader", "kecamatan", "member"}
