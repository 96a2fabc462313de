"""Lengkapi over HTTP: saved as far as it is right, never overwritten unseen."""

import pytest

from incidents import facts
from incidents.actions import edit, review
from incidents.actions.edit import Changes
from tests.incidents.factories import IncidentFactory
from timdu.core import marks
from timdu.core.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(world, patterns):
    return IncidentFactory(entered_by=world.camat)


@pytest.fixture
def camat(client, world):
    client.force_login(world.camat)
    return client


def url(incident):
    return f"/laporan/{incident.code}/lengkapi/"


def shown(client, incident):
    """What a browser would send back without touching anything."""
    context = client.get(url(incident)).context
    sent = {"version": str(incident.version)}
    for part in [context["first"], *context["asked"], *context["extra"]]:
        for field in part.form:
            value = field.value()
            value = field.field.widget.format_value(value) if value is not None else ""
            for name in (field.html_name, field.html_initial_name):
                if value not in (None, "", [], False, "False"):
                    sent[name] = value
    return sent


def test_nothing_changed_saves_nothing(camat, incident):
    response = camat.post(url(incident), shown(camat, incident))

    assert response.status_code == 302
    incident.refresh_from_db()
    assert incident.version == 1


def test_a_part_is_saved_and_the_reader_comes_back_to_it(camat, incident):
    sent = shown(camat, incident) | {
        "parties": "Kelompok A\n\nKelompok B\nKelompok A",
        "people": "1200",
        "save": "who",
    }

    response = camat.post(url(incident), sent)

    assert response.url == f"{url(incident)}#bagian-who"
    incident.refresh_from_db()
    assert [party.name for party in incident.parties.all()] == ["Kelompok A", "Kelompok B"]
    assert (incident.people, incident.people_certainty) == (1200, "provisional")


def test_what_is_right_is_saved_and_what_is_not_stays_typed(camat, incident):
    sent = shown(camat, incident) | {"people": "puluhan", "situation": "Massa bubar."}

    page = camat.post(url(incident), sent)

    incident.refresh_from_db()
    assert incident.situation == "Massa bubar."
    assert 'value="puluhan"' in page.content.decode()


def test_figures_keep_unknown_apart_from_nought(camat, incident):
    sent = shown(camat, incident) | {
        "toll_dead": "0", "toll_dead_certainty": "sure", "toll_missing_certainty": "unknown",
        "damage_answer": "unknown",
    }  # fmt: skip

    assert camat.post(url(incident), sent).status_code == 302

    found = dict(incident.casualties.values_list("kind", "value"))
    assert found == {"dead": 0, "missing": None}
    assert set(incident.damages.values_list("value", "certainty")) == {(None, "unknown")}


def test_a_vulnerable_group_is_stored_and_the_change_is_named(camat, incident):
    """Every fact that can differ has words, those that are no column of the report too."""
    sent = shown(camat, incident) | {"toll_women": "3", "toll_women_certainty": "sure"}

    response = camat.post(url(incident), sent)

    assert response.status_code == 302
    assert incident.casualties.get(kind="women").value == 3
    assert "kelompok rentan" in Event.objects.get(what="incident.edit").note
    assert all(edit.label_of(key) == label for key, label in facts.LABELS.items())


def test_the_same_field_changed_twice_is_shown_side_by_side(camat, incident, world):
    sent = shown(camat, incident) | {"situation": "Versi saya.", "what": "Uraian saya."}
    edit.save(incident, Changes(fields={"situation": "Versi rekan."}), by=world.operator, version=1)

    page = camat.post(url(incident), sent)

    text = page.content.decode()
    assert page.status_code == 409
    assert "Versi saya." in text and "Versi rekan." in text and "Uraian saya." in text
    incident.refresh_from_db()
    assert incident.situation == "Versi rekan."


def test_notes_are_answered_and_the_report_sent_again_in_one_go(camat, incident, world):
    review.mark(incident, "people", "Mohon dicek.", by=world.staff)
    returned = review.send_back(incident, by=world.verifier)
    mark = marks.of(incident).get()
    sent = shown(camat, returned) | {f"answer_{mark.pk}": "Sudah dicek.", "do": "send"}

    response = camat.post(url(incident), sent)

    assert response.url == f"/laporan/{incident.code}/terkirim/"
    incident.refresh_from_db()
    mark.refresh_from_db()
    assert (incident.status, mark.answer) == ("submitted", "Sudah dicek.")
