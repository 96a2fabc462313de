"""Who knows of which permasalahan, and what of it: by page, list, filter, count and file."""

import pytest
from django.urls import reverse

from incidents.cases import chronicle
from incidents.cases.models import Case, CaseIncident, Handling
from incidents.cases.models.visibility import CASE_READERS, READERS
from tests.cases.factories import (
    AssessmentFactory,
    CaseFactory,
    ClosingFactory,
    HandlingFactory,
    LinkFactory,
)
from tests.files.factories import AttachmentFactory
from tests.incidents.factories import DevelopmentFactory, IncidentFactory, ShareFactory, StepFactory
from tests.reading import words
from timdu.rights.matrix import PEOPLE
from timdu.team.models import User

pytestmark = pytest.mark.django_db
WHOLE = {"staff", "verifier", "secretary", "leader", "aide", "auditor"}
OTHERS = "Semudun"


@pytest.fixture
def case(world):
    return CaseFactory(opened_by=world.staff)


@pytest.fixture
def report(world, case):
    """A report of the camat's kecamatan, linked."""
    incident = IncidentFactory(entered_by=world.operator)
    LinkFactory(case=case, incident=incident)
    return incident


def who_knows(world, case):
    return {
        name for name in PEOPLE if case in Case.objects.visible_to(world.people[name])
    }  # fmt: skip


def test_alone_it_is_known_to_the_desk_and_the_leaders(world, case):
    assert who_knows(world, case) == WHOLE


def test_a_linked_report_opens_it_to_the_office_that_sent_it(world, case, report):
    assert who_knows(world, case) == WHOLE | {"camat", "operator"}


def test_a_shared_report_opens_it_to_whom_it_was_shared_with(world, case, report):
    ShareFactory(incident=report, agency=world.other_member.agency)
    ShareFactory(incident=report, kecamatan=world.other_camat.kecamatan)
    ShareFactory(incident=report, person=world.forkopimda)

    assert who_knows(world, case) == WHOLE | {
        "camat", "operator", "other_member", "other_camat", "forkopimda",
    }  # fmt: skip


def test_letting_the_report_go_closes_it_again(world, case, report):
    link = CaseIncident.objects.get()
    link.withdrawn_at, link.withdrawn_by, link.withdrawn_reason = link.at, world.staff, "Keliru."
    link.save()

    assert who_knows(world, case) == WHOLE


@pytest.mark.parametrize("state", [{"classification": "R"}, {"status": "draft"}])
def test_a_report_that_is_r_or_unsent_opens_nothing(world, case, state):
    incident = IncidentFactory(entered_by=world.operator, **state)
    ShareFactory(incident=incident, person=world.forkopimda)
    LinkFactory(case=case, incident=incident)

    assert who_knows(world, case) == WHOLE


@pytest.mark.parametrize(
    ("holder", "knows"),
    [("kecamatan", {"camat", "operator"}), ("agency", {"member"})],
)
def test_the_holder_knows_of_it(world, case, holder, knows):
    case.holder_kecamatan = world.camat.kecamatan if holder == "kecamatan" else None
    case.holder = world.agency if holder == "agency" else None
    case.save()

    assert who_knows(world, case) == WHOLE | knows


@pytest.mark.parametrize("who", ["other_camat", "member", "far_staff", "far_secretary"])
@pytest.mark.parametrize("query", ["", "?keadaan=open", "?q=tangkap", "?tingkat=tanpa"])
def test_who_may_not_know_learns_nothing_from_the_list(client, world, case, report, who, query):
    client.force_login(world.people[who])

    page = client.get(reverse("cases:list") + query)

    assert page.context["page"].rows == []
    assert case.code not in page.content.decode()
    assert client.get(case.get_absolute_url()).status_code == 404
    assert client.get(reverse("cases:list") + f"?q={case.code}").context["page"].rows == []


def full_of_words(world, case, report):
    """Everything a permasalahan can hold, each with a word of its own."""
    other = IncidentFactory(
        entered_by=world.member, summary="Laporan instansi lain.", analysis="Telaah."
    )
    LinkFactory(case=case, incident=other)
    DevelopmentFactory(incident=other, text="Perkembangan instansi lain.")
    StepFactory(incident=other, action="langkah instansi lain")
    StepFactory(incident=report, action="langkah sendiri")
    DevelopmentFactory(incident=report, text="Perkembangan sendiri.")
    AssessmentFactory(case=case, reason="Alasan meja.")
    HandlingFactory(case=case, agency=world.agency, what="langkah penanganan instansi")
    HandlingFactory(case=case, kecamatan=world.camat.kecamatan, what="penanganan sendiri")
    closing = ClosingFactory(case=case, grounds="Bukti meja.")
    closing.reopened_at, closing.reopened_by = closing.at, world.verifier
    closing.reopened_reason = "Sebab meja."
    closing.save()
    case.parties.create(name="Pihak meja", position=0)
    case.places.create(place=world.other_camat.kecamatan)
    return other


HIDDEN = (
    "Laporan instansi lain.", "Perkembangan instansi lain.", "langkah instansi lain",
    "Alasan meja.", "langkah penanganan instansi", "Bukti meja.", "Sebab meja.", "Pihak meja",
)  # fmt: skip
SHOWN = ("langkah sendiri", "Perkembangan sendiri.", "penanganan sendiri", "Permasalahan ditutup")


@pytest.mark.parametrize("path", ["", "kronologi/"])
def test_the_camat_reads_their_own_part_only(client, world, case, report, path):
    other = full_of_words(world, case, report)
    client.force_login(world.camat)

    text = words(client.get(case.get_absolute_url() + path))

    assert [word for word in HIDDEN if word in text] == []
    assert [word for word in SHOWN if word not in text] == []
    assert other.code not in text
    assert world.other_camat.kecamatan.name not in text
    if not path:
        assert "1 laporan dari 1 pelapor yang dapat Anda baca." in text


def test_the_desk_reads_all_of_it(client, world, case, report):
    full_of_words(world, case, report)
    client.force_login(world.staff)

    page = words(client.get(case.get_absolute_url()))
    everything = words(client.get(case.get_absolute_url() + "kronologi/"))

    # The parties stand beside the chronology; its end is one link away.
    assert [word for word in (*HIDDEN, *SHOWN) if word not in everything] == ["Pihak meja"]
    assert "Pihak meja" in page and world.other_camat.kecamatan.name in page
    assert "catatan sebelumnya" in page


def test_a_leader_reads_a_linked_report_once_it_is_verified(client, world, case, report):
    client.force_login(world.leader)

    assert report.code not in words(client.get(case.get_absolute_url()))


def test_a_report_that_became_r_is_gone_from_every_page_of_it(client, world, case, report):
    report.classification = "R"
    report.save()
    links = list(CaseIncident.objects.visible_to(world.staff).select_related("incident", "by"))
    client.force_login(world.staff)

    text = words(client.get(case.get_absolute_url()))

    assert links == []
    assert report.code not in text and report.summary not in text
    assert [entry.title for entry in chronicle.tell(world.staff, case, links)] == []


def test_steps_are_known_to_their_office_and_to_whole_readers(world, case, report):
    own = HandlingFactory(case=case, kecamatan=world.camat.kecamatan)
    others = HandlingFactory(case=case, agency=world.agency)
    desk = HandlingFactory(case=case)

    def seen(name):
        return set(Handling.objects.visible_to(world.people[name]))

    assert seen("camat") == {own}
    assert seen("member") == set()
    assert seen("staff") == seen("leader") == seen("auditor") == {own, others, desk}
    assert seen("forkopimda") == seen("far_staff") == set()


def test_files_of_a_step_and_of_a_closing_open_as_their_record_does(client, world, case, report):
    step = HandlingFactory(case=case, agency=world.agency)
    closing = ClosingFactory(case=case)
    files = [AttachmentFactory(owner=row, added_by=world.staff).file for row in (step, closing)]

    def opened(name):
        client.force_login(world.people[name])
        return [client.get(file.get_absolute_url()).status_code for file in files]

    assert opened("verifier") == [200, 200]
    assert opened("camat") == opened("other_camat") == opened("far_staff") == [404, 404]


def test_the_page_of_a_report_names_its_permasalahan_to_who_knows_it(client, world, case, report):
    def told(name):
        client.force_login(world.people[name])
        return case.title in words(client.get(report.get_absolute_url()))

    assert told("camat") and told("staff") and told("auditor")


def test_only_the_roles_named_read_any(world):
    none = {User.Role.OBSERVER, User.Role.ADMIN}

    assert set(CASE_READERS) == set(User.Role) - none
    assert set(READERS) == set(CASE_READERS) - {User.Role.AUDITOR}
