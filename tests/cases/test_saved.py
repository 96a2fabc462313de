"""Saved filters of the list of permasalahan: kept, and told as far as their owner may know."""

import pytest
from django.http import QueryDict
from django.utils import timezone

from incidents.cases.actions import opening
from tests.cases.factories import CaseFactory
from tests.inbox.factories import SavedFilterFactory
from tests.reading import words
from timdu.inbox import mails, reached, saved
from timdu.inbox.models import Notification, SavedFilter, Todo

pytestmark = pytest.mark.django_db
NEW = "/kotak-masuk/saringan/baru/?halaman=/permasalahan/&saringan=tahap%3Dtension"


@pytest.fixture
def row(world):
    """A filter of the other staff that tells at two."""
    return SavedFilterFactory(
        owner=world.staff, team=world.team, path="/permasalahan/", query="tahap=tension",
        notify="count", threshold=2,
    )  # fmt: skip


def two(world):
    return CaseFactory.create_batch(2, opened_by=world.verifier, stage="tension")


def test_the_list_is_kept_as_it_is_filtered(client, world):
    CaseFactory(opened_by=world.staff, stage="tension")
    client.force_login(world.staff)
    assert "Simpan saringan ini" in words(client.get("/permasalahan/?tahap=tension"))

    client.post(NEW, {"name": "Tegang", "notify": "none", "threshold": "", "version": ""})

    assert SavedFilter.objects.get().href == "/permasalahan/?tahap=tension"
    assert "Tegang" in words(client.get("/permasalahan/"))


def test_it_tells_its_owner_when_it_finds_so_many(world, row):
    two(world)

    reached.look_at(row, timezone.now())

    assert Todo.objects.waiting_for(world.staff).get().title.endswith("2\u00a0permasalahan")


def test_what_became_r_is_neither_counted_nor_told(world, row):
    first, _ = two(world)
    reached.look_at(row, timezone.now())
    opening.edit(first, by=world.verifier, version=None, facts={"classification": "R"})

    assert saved.found(row, timezone.now()) == 1
    with pytest.raises(mails.Stop):
        reached.compose(Notification.objects.get())
    reached.look_at(row, timezone.now())
    assert not Todo.objects.waiting_for(world.staff).exists()


def test_an_unreadable_filter_counts_everything_one_reads(world):
    two(world)

    page = saved.PAGES["/permasalahan/"]

    assert page.count(world.staff, QueryDict("tahap=lain"), timezone.now(), 10) == 2
    assert page.count(world.camat, QueryDict(""), timezone.now(), 10) == 0
