"""Two people, one report, the same moment: real threads on real connections."""

import threading
from uuid import uuid4

import pytest
from django.db import connection

from incidents.actions import intake, moves, nil, review
from incidents.actions.intake import Outcome, Sender
from incidents.models import Incident, NilReport
from incidents.models.choices import Origin
from tests.access import build_world
from tests.incidents.factories import IncidentFactory
from tests.incidents.test_review import VERDICT
from tests.wilayah.factories import DesaFactory
from timdu.core.periods import Month
from timdu.core.workflow import WrongState

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


@pytest.fixture
def world(transactional_db):
    return build_world()


def together(*deeds):
    """Start all at once; returns what each came to, or what it raised."""
    ready = threading.Barrier(len(deeds))
    results = [None] * len(deeds)

    def run(index, deed):
        try:
            ready.wait()
            results[index] = deed()
        except Exception as problem:
            results[index] = problem
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_two_verifiers_at_once_one_wins_the_other_is_told(world):
    incident = IncidentFactory(entered_by=world.camat, complete=True)

    def deed(person):
        return lambda: review.verify(
            incident, dict(VERDICT), by=person, kind=incident.kind, version=1, review_version=1
        )

    results = together(deed(world.verifier), deed(world.secretary))

    refused = [result for result in results if isinstance(result, WrongState)]
    assert len(refused) == 1
    assert "keadaannya sekarang “Terverifikasi”" in refused[0].words
    incident.refresh_from_db()
    assert incident.status == "verified"


@pytest.mark.parametrize("other_content", [False, True])
def test_double_click_makes_one_report(world, other_content):
    desa, key = DesaFactory(parent=world.camat.kecamatan), uuid4()

    def deed(summary):
        facts = {"summary": summary, "place": desa, "urgency": "normal"}
        return lambda: intake.report(
            by=world.camat,
            client_uuid=key,
            received={"summary": summary},
            facts=facts | {"occurred_at": Month(2026, 11).start("Asia/Pontianak")},
            sender=Sender(Origin.KECAMATAN),
        )

    words = ["A mendatangi dermaga."] * 4
    if other_content:
        words[-1] = "B mendatangi dermaga."
    results = together(*(deed(summary) for summary in words))

    outcomes = [result.outcome for result in results]
    assert Incident.objects.count() == 1
    assert outcomes.count(Outcome.NEW) == 1
    assert {result.incident.code for result in results} == {Incident.objects.get().code}
    assert (Outcome.OTHER in outcomes) == other_content


def test_a_nil_and_a_report_never_stand_side_by_side(world):
    desa = DesaFactory(parent=world.camat.kecamatan)
    month = Month(2026, 10)

    def report():
        return intake.report(
            by=world.camat,
            client_uuid=uuid4(),
            received={},
            facts={
                "summary": "A.", "place": desa, "urgency": "normal",
                "occurred_at": month.start("Asia/Pontianak"),
            },
            sender=Sender(Origin.KECAMATAN),
        )  # fmt: skip

    def say_nil():
        return nil.file(
            by=world.operator, month=month, asked="Semua.", kecamatan=world.camat.kecamatan
        )

    for _ in range(5):
        together(report, say_nil)

    assert Incident.objects.count() == 5
    assert not NilReport.objects.standing().exists()


def test_two_reports_merged_crosswise_do_not_lock_each_other_out(world):
    one, two = (IncidentFactory(entered_by=world.camat) for _ in range(2))

    results = together(
        lambda: moves.merge(one, two, by=world.verifier, note="Sama.", version=1),
        lambda: moves.merge(two, one, by=world.secretary, note="Sama.", version=1),
    )

    assert sum(isinstance(result, WrongState) for result in results) == 1
    assert Incident.objects.filter(status="merged").count() == 1
