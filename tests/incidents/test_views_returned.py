"""A report that came back: the marked fields first, answered by mending or in words, once."""

import datetime as dt
from uuid import uuid4

import pytest
from django.utils import timezone

from incidents import answer_times, mine
from incidents.actions import edit, review
from incidents.actions.edit import Changes
from incidents.models import Incident, Proposal
from tests.incidents.factories import DevelopmentFactory, IncidentFactory
from tests.incidents.sending import JSON
from timdu.core import marks, words
from timdu.inbox.models import Todo

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(world, patterns):
    row = IncidentFactory(entered_by=world.camat, complete=True)
    for field in ("people", "situation"):
        review.mark(row, field, f"Mohon dicek: {field}.", by=world.staff)
    return review.send_back(row, by=world.verifier)


@pytest.fixture
def notes(incident):
    return {mark.field: mark for mark in marks.of(incident)}


def url(incident):
    return f"/laporan/{incident.code}/lengkapi/"


def shown(page):
    """What a browser sends back without touching anything."""
    context = page.context
    forms = [part.form for part in context["marked"]]
    parts = [context["first"], *context["asked"], *context["extra"]]
    sent = {"version": str(context["incident"].version)}
    for form in forms + [part.form for part in parts if part]:
        for field in form:
            value = field.value()
            value = field.field.widget.format_value(value) if value is not None else ""
            for name in (field.html_name, field.html_initial_name):
                if value not in (None, "", [], False, "False"):
                    sent[name] = value
    for part in context["marked"]:
        for note in (note for fact in part.marked for note in fact.notes):
            sent[f"seen_{note.mark.pk}"] = note.seen
    return sent


def opened(client, person, incident):
    client.force_login(person)
    return shown(client.get(url(incident)))


def test_only_what_was_marked_stands_open(client, world, incident):
    client.force_login(world.camat)

    context = client.get(url(incident)).context

    assert [part.key for part in context["marked"]] == ["who", "situation"]
    folded = [context["first"], *context["asked"], *context["extra"]]
    assert not any(part.is_open for part in folded)
    fields = [
        field.name for part in context["marked"] for fact in part.marked for field in fact.fields
    ]
    assert fields == ["people", "people_certainty", "situation", "situation_unknown"]
    everything = fields + [field.name for part in context["marked"] for field in part.rest]
    assert {"parties", "scope", "who"} <= set(everything)


def test_there_is_one_thing_to_do_however_many_notes(world, incident):
    waiting = Todo.objects.waiting_for(world.camat).filter(kind="incident.returned")

    assert [todo.title for todo in waiting] == [f"Jawab 2 catatan perbaikan: {incident.summary}"]


def test_mending_the_field_answers_and_keeps_both_values(client, world, incident, notes):
    sent = opened(client, world.camat, incident) | {"people": "55"}

    client.post(url(incident), sent)

    mark = marks.of(incident).get(pk=notes["people"].pk)
    assert (mark.is_open, mark.was_mended, mark.answered_by) == (False, True, world.camat)
    assert mark.before.startswith("40") and mark.after.startswith("55")
    assert marks.of(incident).get(pk=notes["situation"].pk).is_open


def test_words_answer_and_can_be_written_anew_until_the_report_is_sent(
    client, world, incident, notes
):
    key = f"answer_{notes['people'].pk}"
    for text in ("Sudah benar, karena dihitung.", "Sudah benar, karena dihitung dua kali."):
        client.post(url(incident), opened(client, world.camat, incident) | {key: text})

    mark = marks.of(incident).get(pk=notes["people"].pk)
    assert (mark.answer, mark.was_mended) == ("Sudah benar, karena dihitung dua kali.", False)


def test_sending_with_open_notes_names_them_and_keeps_what_was_answered(
    client, world, incident, notes
):
    key = f"answer_{notes['people'].pk}"
    sent = opened(client, world.camat, incident) | {key: "Sudah benar.", "do": "send"}

    page = client.post(url(incident), sent)

    assert "Jawab dahulu 1 catatan perbaikan: Keadaan sekarang." in page.content.decode()
    incident.refresh_from_db()
    assert incident.status == "returned"
    assert marks.of(incident).get(pk=notes["people"].pk).answer == "Sudah benar."


def test_two_people_who_answer_at_once_see_both_answers(client, world, incident, notes):
    key = f"answer_{notes['people'].pk}"
    late = opened(client, world.operator, incident) | {key: "Menurut operator benar."}
    client.post(url(incident), opened(client, world.camat, incident) | {key: "Kata camat."})

    client.force_login(world.operator)
    page = client.post(url(incident), late)

    text = page.content.decode()
    assert page.status_code == 409
    assert "Kata camat." in text and "Menurut operator benar." in text
    assert marks.of(incident).get(pk=notes["people"].pk).answer == "Kata camat."
    again = shown(page) | {key: "Menurut operator benar."}
    client.post(url(incident), again)
    assert marks.of(incident).get(pk=notes["people"].pk).answer == "Menurut operator benar."


def test_an_answer_to_a_note_that_is_closed_is_shown_beside_the_other_and_never_dropped(
    client, world, incident, notes
):
    key, other = (f"answer_{notes[field].pk}" for field in ("people", "situation"))
    late = opened(client, world.operator, incident) | {key: "Menurut operator."}
    given = {key: "Kata camat.", other: "Tetap.", "do": "send"}
    client.post(url(incident), opened(client, world.camat, incident) | given)
    incident.refresh_from_db()
    assert incident.status == "submitted"

    client.force_login(world.operator)
    for version in (late["version"], str(incident.version)):
        again = late | {"version": version, "client_uuid": str(uuid4())}
        answer = client.post(url(incident), again, **JSON)
        assert answer.status_code == 409, answer.content
        (pair,) = [one for one in answer.json()["pairs"] if one[0].startswith("Jawaban: ")]
        assert pair[1].startswith("Kata camat.") and pair[2] == "Menurut operator."
    gone = again | {"answer_99999999": "Kepada siapa?", "client_uuid": str(uuid4())}
    del gone[key]
    answer = client.post(url(incident), gone, **JSON)
    assert answer.status_code == 422 and "tidak ada lagi" in answer.content.decode()
    assert marks.of(incident).get(pk=notes["people"].pk).answer == "Kata camat."


def test_a_conflict_keeps_the_answers_that_were_typed(client, world, incident, notes):
    key = f"answer_{notes['people'].pk}"
    late = opened(client, world.camat, incident) | {key: "Tetap 40.", "situation": "Versi saya."}
    changes = Changes(fields={"situation": "Versi rekan."})
    edit.save(incident, changes, by=world.operator, version=incident.version)

    page = client.post(url(incident), late)

    assert page.status_code == 409 and "Tetap 40." in page.content.decode()


def test_the_report_keeps_its_place_in_the_queue(world, incident):
    incident.reported_at -= dt.timedelta(days=2)
    incident.submitted_at = incident.reported_at
    incident.save()
    later = IncidentFactory(entered_by=world.camat)
    changes = {"people": 41, "people_certainty": "sure", "situation": "Bubar."}
    saved = edit.save(incident, Changes(fields=changes), by=world.camat, version=incident.version)

    edit.submit(saved, by=world.camat, version=saved.version)

    assert list(Incident.objects.waiting()) == [incident, later]


def test_a_note_says_when_its_field_changed_since(client, world):
    row = IncidentFactory(entered_by=world.camat, complete=True)
    review.mark(row, "situation", "Masih begitu?", by=world.staff)
    edit.save(row, Changes(fields={"situation": "Bubar."}), by=world.camat, version=1)
    client.force_login(world.verifier)

    page = client.get(f"/laporan/{row.code}/verifikasi/").content.decode()

    assert "Isian ini berubah sejak catatan ditulis. Semula: Massa masih di dermaga." in page


def test_the_median_links_to_its_rows_and_ranks_nobody(client, world, incident, notes):
    for number, mark in enumerate(notes.values(), 1):
        marks.answer(mark, "Ya.", by=world.camat)
        sent_at = mark.answered_at - dt.timedelta(hours=4 * number)
        type(mark).objects.filter(pk=mark.pk).update(sent_at=sent_at)
    client.force_login(world.verifier)

    context = client.get("/laporan/catatan/").context

    pace = context["whole"]["pace"]
    assert (pace.notes, pace.reports, pace.wait) == (2, 1, dt.timedelta(hours=6))
    assert [one["pace"].office for one in context["offices"]] == [
        f"Kecamatan {world.camat.kecamatan.name}"
    ]
    for one in [pace, context["offices"][0]["pace"]]:
        assert client.get(f"/laporan/?{one.query}").context["page"].rows == [incident]
    assert answer_times.paces(Incident.objects.none(), {}) == (None, [])


def test_mine_says_what_happens_next(client, world, incident, django_assert_num_queries):
    draft = IncidentFactory(entered_by=world.operator, draft=True)
    checked = IncidentFactory(entered_by=world.camat, verified=True)
    IncidentFactory(entered_by=world.other_camat)
    client.force_login(world.camat)

    rows = {row: row.next_words for row in client.get("/laporan/saya/").context["page"].rows}
    todo = client.get("/laporan/saya/?yang=perlu").context["page"].rows

    assert set(rows) == {incident, draft, checked} and set(todo) == {incident, draft}
    assert rows[incident] == "Dikembalikan: 2\u00a0catatan menunggu jawaban Anda."
    assert "kirim perkembangan" in rows[checked]


def test_mine_promises_only_what_was_measured(world):
    now = timezone.now()
    for days in (1, 2, 2, 3, 9):
        IncidentFactory(
            entered_by=world.camat, verified=True, verified_at=now,
            reported_at=now - dt.timedelta(days=days),
        )  # fmt: skip

    assert (
        mine.usual_words(mine.usual_wait(world.camat, now))
        == ", biasanya dalam 2\u00a0hari kalender"
    )
    assert mine.usual_wait(world.operator, now) is not None
    assert mine.usual_wait(world.member, now) is None


def test_mine_counts_each_correction_asked_for_once(client, world):
    row = IncidentFactory(entered_by=world.operator, verified=True, verified_by=world.verifier)
    told = DevelopmentFactory(incident=row)
    for field, development, decided in (
        ("people", None, None), ("occurred_at", None, None), ("kind", None, timezone.now()),
        ("casualties.dead", told, None),
    ):  # fmt: skip
        Proposal.objects.create(
            incident=row, field=field, value={}, text="2", stood="1", reason="Kapolsek.",
            by=world.operator, byline="Operator", development=development, decided_at=decided,
            decided_by=decided and world.verifier, outcome="accepted" if decided else "",
        )  # fmt: skip

    assert mine.asked_for([row]) == {row.pk: 2}


def test_what_was_told_earlier_is_due_from_when_it_was_typed(world):
    now = timezone.now()
    row = IncidentFactory(
        entered_by=world.operator, reported_at=now - dt.timedelta(days=3), received_at=now
    )

    due = words.date_time(now + dt.timedelta(hours=24))
    assert due in mine.next_words(row, "")
