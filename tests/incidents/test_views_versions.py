"""Versi: every saved state, what changed in each, by whom; what a reader may not know is hidden."""

import pytest

from incidents.actions import corrections, edit, review
from incidents.actions.edit import Changes
from tests.incidents.factories import IncidentFactory
from tests.reading import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(world):
    return IncidentFactory(entered_by=world.camat, complete=True, analysis="Akan meluas.")


def url(incident):
    return f"/laporan/{incident.code}/versi/"


def save(client, person, incident, **fields):
    """Edit through the page, so that the history knows who it was."""
    client.force_login(person)
    incident.refresh_from_db()
    edit.save(incident, Changes(fields=fields), by=person, version=incident.version)
    incident.refresh_from_db()


def test_one_version_is_what_was_sent(client, world, incident):
    client.force_login(world.camat)

    page = words(client.get(url(incident)))

    assert "1 versi" in page and "Versi 1, seperti dikirim" in page
    assert "Massa masih di dermaga." in page and "Akan meluas." in page
    assert "Sebelumnya" not in page
    assert world.camat.byline in page


def test_each_version_says_what_changed_and_nothing_else(client, world, incident):
    save(client, world.camat, incident, situation="Massa bubar.")
    save(client, world.operator, incident, people=55, people_certainty="sure")

    page = client.get(url(incident))

    text = words(page)
    assert "3 versi" in text
    second = [change.key for change in page.context["versions"][1].changes]
    third = [change.key for change in page.context["versions"][0].changes]
    assert (second, third) == (["situation"], ["people"])
    assert "Massa masih di dermaga. Massa bubar." in text
    assert "40 orang sementara" in text.split("Versi 2")[0]


def test_an_edit_over_http_names_who_saved_it(client, world, incident):
    client.force_login(world.operator)
    client.post(
        f"/laporan/{incident.code}/lengkapi/",
        {"version": "1", "situation": "Massa bubar.", "initial-situation": incident.situation},
    )

    page = client.get(url(incident))

    assert page.context["versions"][0].by == world.operator.byline


def test_what_was_emptied_says_so(client, world, incident):
    save(client, world.camat, incident, analysis="")

    assert "Akan meluas. dikosongkan" in words(client.get(url(incident)))


def test_verifying_and_classifying_are_no_versions_of_the_facts(client, world, incident):
    review.assess(
        incident, {"classification": "B", "source": "c"}, by=world.verifier, kind=incident.kind,
        review_version=1,
    )  # fmt: skip
    client.force_login(world.verifier)

    assert "1 versi" in words(client.get(url(incident)))


def test_a_correction_is_a_version_of_its_own(client, world, incident):
    corrections.correct(
        incident, "people", {"people": 60, "people_certainty": "sure"},
        by=world.verifier, reason="Kapolsek.", version=1,
    )  # fmt: skip
    client.force_login(world.camat)

    page = client.get(url(incident))

    (change,) = page.context["versions"][0].changes
    assert change.after == "60\u00a0orang pasti"


def test_the_inspektorat_reads_neither_sources_nor_names(client, world, incident):
    save(client, world.camat, incident, information_source="resident")
    client.force_login(world.auditor)

    page = client.get(url(incident))

    text = words(page)
    assert "Perangkat desa" not in text and "Warga" not in text
    assert "Sumber informasi disamarkan disamarkan" in text
    assert world.camat.byline not in text


def test_what_is_secret_shows_its_versions_to_its_writer_alone(client, world):
    secret = IncidentFactory(entered_by=world.operator, secret=True, summary="Yang rahasia.")
    for person, status in (("operator", 200), ("camat", 404), ("secretary", 404), ("staff", 404)):
        client.force_login(world.people[person])
        response = client.get(url(secret))
        assert response.status_code == status
        assert (b"Yang rahasia." in response.content) == (status == 200)


def test_hostile_words_are_shown_as_words(client, world, incident):
    save(client, world.camat, incident, situation="<script>alert(1)</script>")

    content = client.get(url(incident)).content.decode()

    assert "<script>alert" not in content
    assert "&lt;script&gt;alert(1)" in content
