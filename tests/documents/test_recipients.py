"""The recipients' form: late saves stand side by side, and who reads at their own home."""

import pytest

from tests.documents.factories import RecipientFactory
from tests.forms import version_of
from tests.reading import words
from timdu.documents.models import Recipient

FIELDS = {"name": "Ketua DPRD", "channel": "hand", "position": 2, "kinds": ["uji"]}


@pytest.fixture
def page(world, client):
    """The page of one recipient, as the staff opens it."""
    row = RecipientFactory(team=world.team, name="Gubernur")
    client.force_login(world.staff)
    return f"/dokumen/penerima/{row.pk}/"


def test_a_late_save_shows_both_and_the_second_one_counts(client, page):
    opened = version_of(client.get(page))
    client.post(page, {**FIELDS, "version": opened})

    late = client.post(page, {**FIELDS, "name": "Ketua DPR Kabupaten", "version": opened})

    assert late.status_code == 409
    assert "Ketua DPRD" in words(late) and "Ketua DPR Kabupaten" in words(late)
    assert Recipient.objects.get().name == "Ketua DPRD"
    again = {**FIELDS, "name": "Ketua DPR Kabupaten", "version": version_of(late)}
    assert client.post(page, again).status_code == 302
    assert Recipient.objects.get().name == "Ketua DPR Kabupaten"


def test_a_copy_can_go_to_whoever_reads_at_their_own_home(world, client, page):
    offered = client.get(page).content.decode()

    for person in (world.forkopimda, world.leader, world.observer):
        assert f'<option value="{person.pk}"' in offered
    for person in (world.aide, world.staff, world.admin):
        assert f'<option value="{person.pk}"' not in offered
    version = version_of(client.get(page))
    client.post(page, {**FIELDS, "user": world.forkopimda.pk, "version": version})
    assert Recipient.objects.get().user == world.forkopimda
