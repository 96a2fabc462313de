"""The frame asks one question for everybody of a sort: each must get what is theirs."""

import pytest

from tests.documents.factories import LetterheadFactory
from tests.files.factories import StoredFileFactory
from tests.incidents.factories import IncidentFactory, ShareFactory
from tests.team.factories import AgencyFactory, UserFactory
from timdu import framing
from timdu.inbox import todos
from timdu.team.entrance import backend, factor
from timdu.team.models import Team, User

OFFICES = {"kecamatan", "agency"}


@pytest.fixture
def people(world):
    """Two teams at work: something waits for each person, each role and each posting."""
    people = list(User.objects.exclude(team=None))
    for number, person in enumerate(people):
        holders = [{"holder": person}, {"role": person.role}]
        holders += [{key: office} for key in OFFICES if (office := getattr(person, key))]
        for holder in holders:
            words = {"title": "Uji", "url": "/", "team": person.team}
            todos.open(f"uji-{number}", person, **words, **holder)
        if person.role in ("kecamatan", "member", "staff"):
            IncidentFactory(entered_by=person)
            ShareFactory(incident=IncidentFactory(entered_by=person, secret=True), person=person)
    for team in (world.team, world.far_team):
        emblem = StoredFileFactory(uploaded_by=UserFactory(team=team))
        LetterheadFactory(team=team, emblem=emblem)
    return people


def test_everybody_gets_the_numbers_of_their_own_rows(people):
    for person in people * 2:
        own = Team.objects.filter(pk=person.team_id)
        assert framing.around(person) == own.values(**framing.parts(person)).get()
    counts = {person.role: framing.around(person)["inbox"] for person in people}
    assert min(counts.values()) > 0
    assert all(framing.around(person)["emblem"] for person in people)


def test_the_person_of_a_session_is_the_one_of_the_manager(people):
    AgencyFactory()
    for person in [*people, User.objects.get(role="observer")]:
        read, wanted = backend.read(person.pk), factor.read_along(User.objects).get(pk=person.pk)
        assert rows_of(read) == rows_of(wanted)
        assert [getattr(read, fact) for fact in factor.FACTS] == [
            getattr(wanted, fact) for fact in factor.FACTS
        ]
    assert backend.read(0) is None


def rows_of(person):
    """Every column of the person and of what is read along."""
    beside = [getattr(person, name) for name in backend.ALONG]
    return [
        {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
        for row in (person, *beside)
        if row is not None
    ]
