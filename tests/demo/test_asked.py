"""The demo shows disposisi and permintaan in every state they can be in."""

import pytest

from incidents.cases.asking.models import CoordinationRequest, DateChange, Disposition
from tests.demo.loading import TODAY

pytestmark = pytest.mark.usefixtures("demo")


def test_what_is_told_and_asked_is_there_in_every_state():
    for model in (Disposition, CoordinationRequest):
        rows = model.objects.filter(team__place="61.02")

        assert set(rows.values_list("status", flat=True)) == set(model.Status)
        assert rows.filter(case=None).exists() and rows.exclude(case=None).exists()
    assert Disposition.objects.overdue(TODAY).count() == 2
    assert DateChange.objects.filter(granted=True).exists() and DateChange.objects.open().exists()
    assert not Disposition.objects.filter(agency__is_vertical=True).exists()
