"""What holds of the demo's kegiatan."""

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from renaksi.actions.recording import ACTIVITY
from renaksi.forms.activity import RecordForm
from renaksi.models import Activity
from tests.demo.loading import TODAY
from timdu.core.models import Received
from timdu.core.receipts import content_hash
from timdu.demo.clock import Clock
from timdu.team.models import Team

pytestmark = pytest.mark.usefixtures("demo")
CLOCK = Clock(TODAY, "Asia/Jakarta")


def test_every_month_of_three_years_has_kegiatan_written_down_after_they_were_held():
    for team in Team.objects.all():
        rows = list(Activity.objects.filter(team=team).prefetch_related("involved"))
        months = {(row.held_on.year, row.held_on.month) for row in rows}

        assert len(months) >= 35 and len(rows) >= 100
        assert all(row.starts_at < row.entered_at for row in rows)
        assert {row.people_certainty for row in rows} == {"sure", "provisional", "unknown"}
        assert sum(row.links.exists() for row in rows) >= 2
        assert sum(row.involved.exists() for row in rows) >= 20


def test_none_lies_in_the_future():
    assert not Activity.objects.filter(entered_at__gt=CLOCK.now).exists()


def test_each_was_received_as_its_form_sends_it():
    """Whoever entered it finds its bukti terima; the same words again are the same kegiatan."""
    rows = {row.pk: row for row in Activity.objects.select_related("entered_by__team")}
    found = list(Received.objects.filter(kind=ACTIVITY).select_related("account"))

    assert {int(one.object_id) for one in found} == set(rows)
    for one in found:
        row = rows[int(one.object_id)]
        assert (one.account_id, one.client_uuid) == (row.entered_by_id, row.client_uuid)
        assert (one.at, one.content_hash) == (row.entered_at, content_hash(one.content))


def test_what_was_received_is_what_stands_there():
    by_account = {
        one.account_id: one for one in Received.objects.filter(kind=ACTIVITY).order_by("at")
    }
    assert len(by_account) >= 4
    for one in by_account.values():
        row, sent = one.became, QueryDict(mutable=True)
        for name, value in one.content.items():
            sent.setlist(name, value if isinstance(value, list) else [value])
        form = RecordForm(sent, user=one.account, today=TODAY)

        assert set(one.content) <= set(form.fields)
        assert form.is_valid(), form.errors
        facts = form.facts()
        if not one.account.is_secretariat:
            facts |= {"agency": one.account.agency, "kecamatan": one.account.kecamatan}
        assert {name: getattr(row, name) for name in facts} == facts
        offices = [dict(pair) for pair in form.offices()]
        assert len(offices) == row.involved.count()


def test_its_receipt_opens_for_whoever_entered_it():
    row = Activity.objects.filter(entered_by__username="operator.sungaikunyit").latest("entered_at")
    client = Client()
    client.force_login(row.entered_by)

    page = client.get(reverse("sending:list"))

    assert row.code in page.content.decode()
