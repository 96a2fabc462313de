"""How many catatan perbaikan stand on a report: one number for the queue and for its sender."""

import pytest

from incidents.models import Incident
from tests.incidents.factories import IncidentFactory
from timdu.core import marks

pytestmark = pytest.mark.django_db


def noted(row, by, *, open=0, answered=0, withdrawn=0):
    for _ in range(open + answered + withdrawn):
        marks.add(row, "what", "Berapa orang?", by=by)
    found = list(marks.of(row))
    for mark in found[:answered]:
        marks.answer(mark, "Sekitar dua puluh.", by=row.entered_by)
    for mark in found[answered : answered + withdrawn]:
        marks.withdraw(mark)
    return row


def test_open_and_answered_are_counted_and_what_was_taken_back_is_not(world):
    both = noted(IncidentFactory(entered_by=world.camat), world.verifier, open=2, answered=1)
    gone = noted(IncidentFactory(entered_by=world.camat), world.verifier, withdrawn=1)
    plain = IncidentFactory(entered_by=world.camat)

    assert marks.counts([both, gone, plain]) == {both.pk: (2, 1)}
    assert marks.counts([]) == {}
    assert list(Incident.objects.with_answered_notes()) == [both]


def test_what_was_answered_and_then_taken_back_waits_for_nobody(world):
    row = noted(IncidentFactory(entered_by=world.camat), world.verifier, answered=1)
    marks.withdraw(marks.of(row).get())

    assert marks.counts([row]) == {}
    assert list(Incident.objects.with_answered_notes()) == []


def test_it_is_one_question_for_one_and_for_three(world, django_assert_num_queries):
    rows = [noted(IncidentFactory(entered_by=world.camat), world.verifier, open=1)
            for _ in range(3)]  # fmt: skip
    marks.counts(rows)

    for some in (rows[:1], rows):
        with django_assert_num_queries(1):
            assert len(marks.counts(some)) == len(some)
