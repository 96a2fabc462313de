"""Two people, one report, the same moment: real threads on real connections."""

import hashlib
import threading
from uuid import uuid4

import pytest
from django.db import connection

from incidents.actions import intake, joining, nil, photos, review
from incidents.actions.intake import Sender
from incidents.actions.rows import Stale
from incidents.alike import keeping
from incidents.models import Incident, Likeness, Merge, NilReport
from incidents.models.choices import Origin
from tests.access import build_world
from tests.files import pictures
from tests.incidents.factories import IncidentFactory
from tests.incidents.test_review import VERDICT
from tests.wilayah.factories import DesaFactory
from timdu.core.models import Received
from timdu.core.periods import Month
from timdu.core.receiving import KeyTaken, Outcome, Wire
from timdu.core.workflow import WrongState
from timdu.files import actions as file_actions
from timdu.files import arriving
from timdu.files.actions import Misplaced
from timdu.files.models import Attachment, StoredFile

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
        lambda: joining.merge(one, two, by=world.verifier, note="Sama.", version=1),
        lambda: joining.merge(two, one, by=world.secretary, note="Sama.", version=1),
    )

    assert sum(isinstance(result, WrongState) for result in results) == 1
    assert Incident.objects.filter(status="merged").count() == 1


def test_three_merged_in_a_ring_never_close_it(world):
    rows = [IncidentFactory(entered_by=world.camat) for _ in range(3)]
    ring = list(zip(rows, [*rows[1:], rows[0]], strict=True))

    together(
        *(
            lambda one=one, two=two: joining.merge(
                one, two, by=world.verifier, note="Sama.", version=1
            )
            for one, two in ring
        )
    )

    standing = Incident.objects.exclude(status="merged")
    assert standing.exists()
    assert Merge.objects.standing().count() == 3 - standing.count()


def test_taken_apart_twice_at_once_is_taken_apart_once(world):
    one, two = (IncidentFactory(entered_by=world.camat) for _ in range(2))
    merged = joining.merge(one, two, by=world.verifier, note="Sama.", version=1)

    results = together(
        lambda: joining.separate(merged, by=world.verifier, note="Beda.", version=2),
        lambda: joining.separate(merged, by=world.secretary, note="Beda.", version=2),
    )

    assert sum(isinstance(result, WrongState) for result in results) == 1
    one.refresh_from_db()
    assert (one.status, Merge.objects.standing().count()) == ("submitted", 0)


def test_verified_and_merged_at_once_is_one_of_them(world):
    one = IncidentFactory(entered_by=world.camat, complete=True)
    two = IncidentFactory(entered_by=world.camat)

    results = together(
        lambda: review.verify(
            one, dict(VERDICT), by=world.verifier, kind=one.kind, version=1, review_version=1
        ),
        lambda: joining.merge(one, two, by=world.secretary, note="Sama.", version=1),
    )

    assert sum(isinstance(result, (WrongState, Stale)) for result in results) == 1


def test_two_comparisons_at_once_keep_each_pair_once(world):
    one = IncidentFactory(entered_by=world.camat)
    more = {"place": one.place, "kecamatan": one.kecamatan, "occurred_at": one.occurred_at}
    rows = [one, *IncidentFactory.create_batch(3, entered_by=world.camat, **more)]

    for _ in range(3):
        results = together(*(lambda row=row: keeping.compare(row.pk) for row in rows))
        assert not [result for result in results if isinstance(result, Exception)]

    assert Likeness.objects.count() == 12


def test_a_nil_sent_twice_at_once_is_filed_once(world):
    sent = Wire(uuid4(), {"month": "2026-10", "asked": "Semua."})

    def deed():
        return nil.hand_in(
            sent, by=world.operator, month=Month(2026, 10), asked="Semua.",
            kecamatan=world.camat.kecamatan,
        )  # fmt: skip

    results = together(*[deed] * 4)

    assert sorted(result.outcome.value for result in results) == [201, 202, 202, 202]
    assert NilReport.objects.count() == Received.objects.count() == 1


def test_one_key_for_two_things_at_once_is_one_of_them(world):
    desa, key = DesaFactory(parent=world.camat.kecamatan), uuid4()
    month = Month(2026, 10)
    facts = {"summary": "A.", "place": desa, "urgency": "normal"}

    results = together(
        lambda: intake.report(
            by=world.operator, client_uuid=key, received={"summary": "A."},
            facts=facts | {"occurred_at": Month(2026, 11).start("Asia/Pontianak")},
            sender=Sender(Origin.KECAMATAN),
        ),
        lambda: nil.hand_in(
            Wire(key, {}), by=world.operator, month=month, asked="Semua.",
            kecamatan=world.camat.kecamatan,
        ),
    )  # fmt: skip

    assert sum(isinstance(result, KeyTaken) for result in results) == 1
    assert Incident.objects.count() + NilReport.objects.count() == Received.objects.count() == 1


def test_the_same_piece_twice_at_once_is_kept_once_and_attached_once(world):
    incident = IncidentFactory(entered_by=world.camat)
    data = pictures.jpeg(120, 80)
    told = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "name": "IMG_1.jpg"}

    rows = together(*[lambda: photos.announce(incident, by=world.camat, **told)] * 3)
    row = rows[0][0]
    assert {other.pk for other, _ in rows} == {row.pk}
    assert sum(is_new for _, is_new in rows) == 1
    for offset, piece in ((0, data[:500]), (500, data[500:])):
        results = together(
            *[lambda: photos.add_piece(row, offset, piece, by=world.camat)] * 3  # noqa: B023
        )
        assert sum(isinstance(result, Misplaced) for result in results) == 2

    row.refresh_from_db()
    assert row.state == "attached"
    assert Attachment.objects.of(incident).get().file.sha256_received == told["sha256"]


def test_the_clock_and_the_device_finish_one_photograph_once(world):
    incident = IncidentFactory(entered_by=world.camat)
    data = pictures.jpeg(120, 80)
    row, _ = photos.announce(
        incident, by=world.camat, sha256=hashlib.sha256(data).hexdigest(), size=len(data), name="a"
    )
    file_actions.append(row, 0, data, by=world.camat)

    results = together(*[lambda: arriving.finish(row.pk)] * 3)

    assert [result.state for result in results] == ["attached"] * 3
    assert Attachment.objects.of(incident).count() == StoredFile.objects.count() == 1
