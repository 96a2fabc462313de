"""What the secretariat decides: notes, assessment, verification, return, corrections, shares."""

import pytest
from django.utils import timezone

from incidents.actions import corrections, edit, joining, moves, review, sharing
from incidents.actions.edit import Changes
from incidents.actions.rows import Stale
from incidents.models import Incident, Share
from incidents.models.choices import Check, Criterion
from tests.incidents.factories import IncidentFactory, PartyFactory
from timdu.core import events, marks
from timdu.core.access import Denied
from timdu.core.workflow import WrongState
from timdu.inbox.models import Todo

pytestmark = pytest.mark.django_db
VERDICT = {
    "checks": [Check.TIME_PLACE, Check.NO_LABELS],
    "information_value": "single",
    "source": "d",
    "field": "economy",
    "classification": "T",
    "likelihood": 3,
    "impact": 4,
}


@pytest.fixture
def incident(world):
    row = IncidentFactory(entered_by=world.camat, complete=True, parties_unknown=False)
    PartyFactory(incident=row, name="Kelompok A")
    return row


def verify(incident, by, **more):
    values = {
        "kind": incident.kind,
        "version": incident.version,
        "review_version": incident.review_version,
    }
    return review.verify(incident, dict(VERDICT), by=by, **(values | more))


def whats(incident):
    return [event.what for event in events.chronology(incident)]


def test_verify_keeps_the_verdict_and_says_who(world, incident):
    done = verify(incident, world.verifier)
    done.refresh_from_db()

    assert (done.status, done.verified_by, done.level) == ("verified", world.verifier, 4)
    assert done.source == "d"
    assert list(Incident.objects.of_team(world.team).counted()) == [done]
    assert whats(done) == ["incident.verify"]


def test_verify_is_never_for_ones_own(world):
    own = IncidentFactory(entered_by=world.verifier, complete=True)

    with pytest.raises(Denied, match="bukan oleh yang memasukkannya"):
        verify(own, world.verifier)

    assert verify(own, world.secretary).status == "verified"


@pytest.mark.parametrize("person", ["staff", "camat", "leader"])
def test_verify_is_for_the_kabid_and_the_secretary(world, incident, person):
    with pytest.raises(Denied):
        verify(incident, world.people[person])


def test_verify_waits_for_the_full_facts(world):
    first_word = IncidentFactory(entered_by=world.camat)

    with pytest.raises(WrongState, match="belum dijawab pelapor: siapa saja, pola isu"):
        verify(first_word, world.verifier)


def test_verify_waits_for_open_notes(world, incident):
    review.mark(incident, "people", "Mohon dicek.", by=world.staff)

    with pytest.raises(WrongState, match="1 catatan masih terbuka"):
        verify(incident, world.verifier)


def test_verify_refuses_what_changed_meanwhile(world, incident):
    edit.save(incident, Changes(fields={"situation": "Bubar."}), by=world.camat, version=1)

    with pytest.raises(Stale):
        verify(incident, world.verifier, version=1)


def test_verify_may_name_it_a_konflik_sosial_only_with_all_grounds(world, incident):
    grounds = {"criteria": Criterion.values, "reason": "Semua unsur terpenuhi."}

    done = verify(incident, world.verifier, conflict=grounds)

    assert done.is_social_conflict
    assert whats(done)[0] == "incident.conflict"


def test_verify_settles_the_kind_and_keeps_what_was_sent(world, incident):
    done = verify(incident, world.verifier, kind="event")

    correction = done.corrections.get()
    assert (done.kind, correction.sent_text, correction.corrected_text) == (
        "event",
        "Informasi",
        "Peristiwa",
    )


def test_assess_keeps_a_half_filled_verdict(world, incident):
    kept = review.assess(
        incident, {"source": "c"}, by=world.verifier, kind=incident.kind, review_version=1
    )

    assert (kept.status, kept.source, kept.version, kept.review_version) == ("submitted", "c", 1, 2)
    with pytest.raises(Stale):
        review.assess(
            incident, {"source": "d"}, by=world.secretary, kind=incident.kind, review_version=1
        )


def test_send_back_needs_a_note_or_a_reason(world, incident):
    with pytest.raises(WrongState, match="Tulis catatan perbaikan"):
        review.send_back(incident, by=world.verifier)

    sent = review.send_back(incident, by=world.verifier, note="Lengkapi tempatnya.")

    assert (sent.status, sent.outcome_reason) == ("returned", "Lengkapi tempatnya.")
    assert Todo.objects.waiting_for(world.operator).get().kind == "incident.returned"


def test_send_back_sends_the_notes(world, incident):
    review.mark(incident, "people", "Mohon dicek.", by=world.staff)

    review.send_back(incident, by=world.verifier)

    assert marks.of(incident).get().sent_at is not None


def test_unmark_takes_back_only_what_nobody_answered(world, incident):
    mark = review.mark(incident, "people", "Mohon dicek.", by=world.staff)
    review.unmark(incident, mark.pk, by=world.verifier)

    assert not marks.of(incident).exists()
    with pytest.raises(WrongState):
        review.unmark(incident, mark.pk, by=world.verifier)


def test_correct_keeps_what_was_sent_beside_what_is_true(world):
    incident = IncidentFactory(entered_by=world.camat, verified=True)
    new = {"people": 60, "people_certainty": "sure"}

    corrections.correct(incident, "people", new, by=world.secretary, reason="Kapolsek.", version=1)
    incident.refresh_from_db()
    again = corrections.correct(
        incident, "people", {"people": 70, "people_certainty": "sure"},
        by=world.secretary, reason="Hitung ulang.", version=2,
    )  # fmt: skip

    incident.refresh_from_db()
    assert incident.people == 70
    assert again.sent_text == "40\u00a0orang sementara"
    assert again.corrected_text == "70\u00a0orang pasti"
    assert incident.corrections.filter(withdrawn_at=None).get() == again


def test_correct_of_a_figure_nobody_gave(world):
    incident = IncidentFactory(entered_by=world.camat, verified=True)

    correction = corrections.correct(
        incident, "casualties.dead", {"value": 1, "certainty": "sure"},
        by=world.verifier, reason="Puskesmas.", version=1,
    )  # fmt: skip

    assert (correction.sent, correction.sent_text) == ({}, "belum diisi")
    assert incident.casualties.get().value == 1


def test_correct_needs_another_value(world, incident):
    same = {"people": 40, "people_certainty": "provisional"}

    with pytest.raises(WrongState, match="sama"):
        corrections.correct(
            incident, "people", same, by=world.verifier, reason="x", version=incident.version
        )


def test_a_correction_is_withdrawn_when_the_reporter_writes_anew(world, incident):
    corrections.correct(
        incident, "people", {"people": 60, "people_certainty": "sure"},
        by=world.verifier, reason="Kapolsek.", version=1,
    )  # fmt: skip
    returned = review.send_back(incident, by=world.verifier, note="Mohon dicek.")

    edit.save(
        returned, Changes(fields={"situation": "Bubar."}), by=world.camat, version=returned.version
    )
    assert incident.corrections.filter(withdrawn_at=None).exists()

    returned.refresh_from_db()
    edit.save(returned, Changes(fields={"people": 55}), by=world.camat, version=returned.version)
    assert not incident.corrections.filter(withdrawn_at=None).exists()


def test_merge_links_and_separate_brings_back(world, incident):
    target = IncidentFactory(entered_by=world.operator)
    merged = joining.merge(incident, target, by=world.verifier, note="Sama.", version=1)

    assert (merged.status, merged.merged_into) == ("merged", target)
    assert whats(target) == whats(incident) == ["incident.merge"]

    back = joining.separate(merged, by=world.verifier, note="Berbeda.", version=2)

    assert (back.status, back.merged_into) == ("submitted", None)
    assert list(back.parties.values_list("name", flat=True)) == ["Kelompok A"]


@pytest.mark.parametrize("traits", [{"draft": True}, {"dropped": True}])
def test_merge_goes_only_into_a_report_that_stands(world, incident, traits):
    target = IncidentFactory(entered_by=world.camat, **traits)

    with pytest.raises(WrongState, match="pilih laporan yang berlaku"):
        joining.merge(incident, target, by=world.verifier, note="Sama.", version=1)


def test_drop_and_restore_start_over(world):
    done = IncidentFactory(entered_by=world.camat, verified=True)
    dropped = moves.move(done, "drop", by=world.secretary, note="Ternyata hoaks.", version=1)

    assert dropped.outcome_reason == "Ternyata hoaks."
    assert not Incident.objects.of_team(world.team).counted().exists()

    back = moves.move(dropped, "restore", by=world.secretary, note="Ada bukti baru.", version=2)

    assert (back.status, back.verified_by, back.verified_at) == ("submitted", None, None)


def test_move_needs_a_reason(world, incident):
    with pytest.raises(WrongState, match="memerlukan alasan"):
        moves.move(incident, "drop", by=world.verifier, note="  ", version=1)


def test_becoming_secret_names_those_who_know_and_tells_the_secretary(world, incident):
    review.assess(
        incident, {"classification": "R"}, by=world.verifier, kind=incident.kind, review_version=1
    )

    named = set(Share.objects.values_list("person", flat=True))
    assert named == {world.verifier.pk, world.camat.pk}
    assert incident not in Incident.objects.visible_to(world.secretary)
    todo = Todo.objects.waiting_for(world.secretary).get()
    assert incident.code in todo.title and incident.summary not in todo.title

    incident.refresh_from_db()
    sharing.share(incident, by=world.secretary, person=world.secretary)

    assert incident in Incident.objects.visible_to(world.secretary)
    assert not Todo.objects.waiting_for(world.secretary).exists()


def test_share_of_a_secret_one_is_only_to_persons_and_by_the_secretary(world):
    incident = IncidentFactory(entered_by=world.camat, secret=True)

    with pytest.raises(Denied):
        sharing.share(incident, by=world.verifier, person=world.leader)
    with pytest.raises(WrongState, match="disebut namanya"):
        sharing.share(incident, by=world.secretary, agency=world.agency)


def test_share_once_and_withdraw(world, incident):
    made = sharing.share(incident, by=world.verifier, agency=world.agency, reason="Data kapal.")

    with pytest.raises(WrongState, match="sudah dibagikan"):
        sharing.share(incident, by=world.verifier, agency=world.agency)
    sharing.withdraw(made, by=world.secretary, now=timezone.now())

    assert incident not in Incident.objects.visible_to(world.member)
    assert whats(incident) == ["incident.unshare", "incident.share"]
