"""Any sequence of merging and taking apart ends with everything where it would have been.

A machine walks at random beside a plain model of what should stand: which report was merged into
which. Whatever hangs on a report (notes, perkembangan, files, shares, tasks, its verdict) is read
again after every step.
"""

import pytest
from django.conf import settings as conf
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from incidents import joined
from incidents.actions import joining, review, waiting
from incidents.models import Incident, Merge
from tests.files.factories import AttachmentFactory
from tests.incidents.factories import (
    DevelopmentFactory,
    IncidentFactory,
    PartyFactory,
    ShareFactory,
)
from timdu.core import marks
from timdu.core.workflow import WrongState
from timdu.files.models import Attachment
from timdu.inbox.models import Todo

pytestmark = pytest.mark.django_db
RUNS = settings(
    max_examples=150 if conf.FULL else 10,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
NUMBERS = st.integers(0, 4)
# What merging is allowed to change, and every save counts.
CHANGES = {"status", "outcome_reason", "merged_into_id", "version", "search"}


def open_todos(row):
    return set(
        Todo.objects.filter(object_id=str(row.pk), closed_at=None).values_list("pk", flat=True)
    )


def hanging_on(row):
    """Everything that hangs on the report, by its keys."""
    return {
        "parties": set(row.parties.values_list("pk", flat=True)),
        "developments": set(row.developments.values_list("pk", flat=True)),
        "shares": set(row.shares.filter(withdrawn_at=None).values_list("pk", flat=True)),
        "notes": {(mark.pk, mark.note, mark.answer) for mark in marks.of(row)},
        "files": set(Attachment.objects.of(row).values_list("pk", flat=True)),
        "columns": {
            field.attname: getattr(row, field.attname)
            for field in Incident._meta.concrete_fields
            if field.attname not in CHANGES
        },
    }


class Walk(RuleBasedStateMachine):
    """One walk, in a transaction of its own that is taken back; the people stay."""

    world = None

    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @initialize()
    def tell(self):
        world = self.world
        by = {"entered_by": world.camat}
        verdict = {"verified": True, "verified_by": world.verifier}
        rows = [
            IncidentFactory(**by),
            IncidentFactory(**by, complete=True),
            IncidentFactory(**by, **verdict, likelihood=3, impact=4),
            IncidentFactory(entered_by=world.member),
            IncidentFactory(**by),
        ]
        for row in rows:
            PartyFactory(incident=row)
            DevelopmentFactory(incident=row)
            AttachmentFactory(owner=row)
            ShareFactory(incident=row, agency=world.agency)
            waiting.for_completion(row)
            waiting.for_news(row, "Perkembangan baru")
        review.mark(rows[4], "people", "Berapa?", by=world.verifier)
        review.send_back(rows[4], by=world.verifier, note="Mohon dilengkapi.")
        self.keys = [row.pk for row in rows]
        self.into = {}
        self.before = {row.pk: self.state(row) for row in self.rows()}

    def rows(self):
        return list(Incident.objects.filter(pk__in=self.keys).order_by("pk"))

    def state(self, row):
        return {
            "status": row.status, "reason": row.outcome_reason, "into": row.merged_into_id,
            "todos": open_todos(row), **hanging_on(row),
        }  # fmt: skip

    def get(self, number):
        return Incident.objects.get(pk=self.keys[number])

    @rule(one=NUMBERS, two=NUMBERS)
    def merge(self, one, two):
        row, target = self.get(one), self.get(two)
        may = one != two and row.pk not in self.into and target.pk not in self.into
        try:
            with transaction.atomic():
                joining.merge(
                    row, target, by=self.world.secretary, note="Sama.", version=row.version
                )
        except WrongState:
            assert not may
        else:
            assert may
            self.into[row.pk] = target.pk

    @rule(one=NUMBERS)
    def separate(self, one):
        row = self.get(one)
        try:
            with transaction.atomic():
                joining.separate(row, by=self.world.secretary, note="Beda.", version=row.version)
        except WrongState:
            assert row.pk not in self.into
        else:
            assert self.into.pop(row.pk)

    @invariant()
    def everything_is_where_it_would_have_been(self):
        for row in self.rows() if hasattr(self, "keys") else ():
            was, now = self.before[row.pk], self.state(row)
            if row.pk in self.into:
                assert (now["status"], now["into"]) == ("merged", self.into[row.pk])
                assert now["todos"] <= was["todos"]
                assert hanging_on(row) == {name: was[name] for name in hanging_on(row)}
            else:
                assert now == was

    @invariant()
    def what_came_in_is_read_along(self):
        for row in self.rows() if hasattr(self, "keys") else ():
            below = {one.row.pk for one in joined.below(row, self.world.secretary)}
            assert below == {pk for pk in self.into if row.pk in self.above(pk)}

    @invariant()
    def one_standing_merging_for_each(self):
        standing = dict(Merge.objects.standing().values_list("incident", "target"))
        assert standing == getattr(self, "into", {})

    def above(self, pk):
        """All that the report came into, directly or by way of another."""
        found = []
        while pk in self.into:
            pk = self.into[pk]
            found.append(pk)
        return found


def test_any_sequence_ends_where_it_would_have_been(world):
    Walk.world = world

    run_state_machine_as_test(Walk, settings=RUNS)
