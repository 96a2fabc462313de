"""Nobody learns of a row that is not theirs by searching: not by a hit, a page, or a proposal."""

import pytest
from django.utils import timezone

from incidents.models import Incident
from reports.finding import direct, meant, results
from reports.finding.wanted import Wanted
from tests.cases.factories import CaseFactory, HandlingFactory, LinkFactory
from tests.files.factories import AttachmentFactory, StoredFileFactory
from tests.incidents.factories import DevelopmentFactory, IncidentFactory, ShareFactory
from tests.reading import words
from timdu.core.models import FieldMark
from timdu.rights.matrix import PEOPLE

pytestmark = pytest.mark.django_db
WORD, WRONG = "Cendrawasih", "cendrawasij"
DESK = {"staff", "verifier", "secretary"}
LEADERS = {"leader", "aide"}


def finders(world, word=WORD):
    """Who finds anything by the word."""
    return {
        name
        for name in PEOPLE
        if world.people[name].team_id and results.find(Wanted(word, world.people[name])).hits
    }


def told(world):
    """To whom the word is proposed when it is misspelled."""
    people = [name for name in PEOPLE if world.people[name].team_id]
    return {name for name in people if meant.instead(Wanted(WRONG, world.people[name]))}


def test_a_report_is_found_by_those_who_may_know_of_it(world):
    row = IncidentFactory(entered_by=world.operator, summary=f"Kelompok {WORD} berkumpul.")

    assert finders(world) == DESK | {"camat", "operator", "auditor"}
    # The Inspektorat is proposed no word of a report: it may be a name.
    assert told(world) == DESK | {"camat", "operator"}

    ShareFactory(incident=row, agency=world.other_member.agency)

    assert finders(world) == DESK | {"camat", "operator", "auditor", "other_member"}


def test_of_r_nothing_but_for_who_is_named(world):
    row = IncidentFactory(entered_by=world.operator, summary=f"Kelompok {WORD}.", secret=True)
    ShareFactory(incident=row, person=world.leader)
    AttachmentFactory(owner=row, added_by=world.staff, caption=WORD)
    DevelopmentFactory(incident=row, text=f"Kelompok {WORD} bubar.")

    assert finders(world) == {"operator", "leader"}
    assert told(world) == set()
    hits = results.find(Wanted(WORD, world.leader)).hits
    assert [hit.source.key for hit in hits] == ["report"]


def test_of_r_a_list_says_only_that_it_is_there(client, world):
    row = IncidentFactory(entered_by=world.operator, summary=f"Kelompok {WORD}.", secret=True)
    ShareFactory(incident=row, person=world.leader)
    client.force_login(world.leader)

    page = words(client.get(f"/cari/?q={WORD}"))

    assert "Laporan Rahasia, buka untuk membaca" in page and f"Kelompok {WORD}" not in page


def test_a_permasalahan_is_found_by_its_readers_and_the_desks_words_by_whole_ones(world):
    case = CaseFactory(
        opened_by=world.staff, title=f"Perebutan lahan {WORD}", names="Paguyuban Uji"
    )
    LinkFactory(case=case, incident=IncidentFactory(entered_by=world.operator))

    assert finders(world) == DESK | LEADERS | {"camat", "operator"}
    assert finders(world, "paguyuban") == DESK | LEADERS
    assert meant.instead(Wanted("paguyubam", world.camat)) == ""
    assert meant.instead(Wanted("paguyubam", world.staff)) == "paguyuban"


def test_notes_are_for_the_desk_and_for_whom_they_were_sent_to(world):
    row = IncidentFactory(entered_by=world.operator)
    ShareFactory(incident=row, agency=world.other_member.agency)
    mark = FieldMark.objects.create(about=row, field="what", note=f"Sebut {WORD}.", by=world.staff)

    assert finders(world) == DESK

    mark.sent_at = timezone.now()
    mark.save()

    assert finders(world) == DESK | {"camat", "operator"}


def test_a_perkembangan_goes_with_its_report(world):
    DevelopmentFactory(incident=IncidentFactory(entered_by=world.operator), text=f"{WORD} pulang.")

    assert finders(world) == DESK | {"camat", "operator"}


def test_a_step_is_for_whole_readers_and_its_own_office(world):
    case = CaseFactory(opened_by=world.staff)
    LinkFactory(case=case, incident=IncidentFactory(entered_by=world.operator))
    HandlingFactory(case=case, by=world.staff, what=f"menemui {WORD}", agency=world.agency)

    assert finders(world) == DESK | LEADERS

    LinkFactory(case=case, incident=IncidentFactory(entered_by=world.member))

    assert finders(world) == DESK | LEADERS | {"member"}


@pytest.mark.parametrize("by_name", [True, False])
def test_a_file_goes_with_its_record(world, by_name):
    row = IncidentFactory(entered_by=world.operator)
    name = f"foto_{WORD}-1.jpg" if by_name else "foto.jpg"
    file = StoredFileFactory(name=name, uploaded_by=world.operator, team=world.team)
    AttachmentFactory(owner=row, file=file, caption="" if by_name else f"Papan {WORD}")

    assert finders(world) == DESK | {"camat", "operator"}


def test_a_code_leads_only_those_who_may_know(world):
    row = IncidentFactory(entered_by=world.operator)
    case = CaseFactory(opened_by=world.staff)

    for found, known in (
        (row, DESK | {"camat", "operator", "auditor"}),
        (case, DESK | LEADERS | {"auditor"}),
    ):
        spelled = found.code.lower().replace("-", "")
        led = {name for name in PEOPLE if direct.record(spelled, world.people[name]) == found}
        assert led == known


def test_what_is_not_theirs_costs_no_page(world):
    """Hidden rows shift no page and end no list."""
    own = IncidentFactory.create_batch(3, entered_by=world.other_camat, summary=f"{WORD} hadir.")
    IncidentFactory.create_batch(30, entered_by=world.camat, summary=f"{WORD} hadir.")

    page = results.find(Wanted(WORD, world.other_camat))

    assert {hit.row.pk for hit in page.hits} == {row.pk for row in own}
    assert page.next_cursor == ""
    assert Incident.objects.count() == 33
