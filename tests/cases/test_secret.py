"""A permasalahan that is R: who sets it, who is named, what closes and opens again."""

import pytest

from incidents.cases.actions import handling, linking, opening, sharing
from incidents.cases.asking.actions import giving
from incidents.cases.models import Case, CaseIncident, CaseShare
from incidents.cases.models.visibility import unseen
from tests.cases.factories import CaseFactory, CaseShareFactory, LinkFactory
from tests.incidents.factories import IncidentFactory, ShareFactory
from tests.reading import words
from tests.team.factories import UserFactory
from timdu.core import events
from timdu.core.access import Denied
from timdu.core.models import AccessLog
from timdu.core.workflow import WrongState
from timdu.inbox.models import Todo
from timdu.rights.matrix import PEOPLE
from timdu.team.entrance import factor

pytestmark = pytest.mark.django_db
HEAD = {"title": "Yang sangat peka di pesisir.", "stage": "tension", "phase": "prevention"}


def who_knows(world, case):
    return {name for name in PEOPLE if case in Case.objects.visible_to(world.people[name])}


def raised(case, by):
    return opening.edit(case, by=by, version=None, facts={"classification": "R"})


def as_(client, person):
    client.force_login(person)
    return client


@pytest.fixture
def case(world):
    return CaseFactory(opened_by=world.staff)


def test_raising_it_leaves_who_set_it_and_who_opened_it(world, case):
    raised(case, world.verifier)

    assert who_knows(world, case) == {"staff", "verifier"}
    assert [(share.person, share.by) for share in case.shares.all()] == [
        (world.verifier, world.verifier), (world.staff, world.verifier),
    ]  # fmt: skip


@pytest.mark.parametrize("way", ["holder", "linked", "shared"])
def test_neither_office_nor_report_opens_it(world, way):
    case = CaseFactory(opened_by=world.staff, secret=True)
    incident = LinkFactory(case=case, incident=IncidentFactory(entered_by=world.operator)).incident
    if way == "holder":
        Case.objects.update(holder_kecamatan=world.camat.kecamatan)
    if way == "shared":
        ShareFactory(incident=incident, agency=world.agency)

    assert who_knows(world, case) == set()


def test_a_leaders_staf_reads_nothing_the_leader_is_named_on(world, case):
    raised(case, world.secretary)
    sharing.name(case, by=world.secretary, person=world.leader, reason="Memutuskan.")

    assert who_knows(world, case) == {"staff", "secretary", "leader"}


def test_staff_set_no_class(world):
    made = opening.open_case(by=world.staff, facts=HEAD | {"classification": "R"})
    with pytest.raises(Denied):
        raised(made, world.staff)

    assert Case.objects.get().classification == "T"


def test_a_verifier_opens_one_that_is_r_at_once(world):
    made = opening.open_case(by=world.verifier, facts=HEAD | {"classification": "R"})

    assert who_knows(world, made) == {"verifier"}


def test_the_secretary_is_told_by_the_code_alone(world, case, client):
    raised(case, world.verifier)

    todo = Todo.objects.waiting_for(world.secretary).get()
    assert todo.title == (
        f"Permasalahan {case.code} digolongkan Rahasia: tunjuk siapa yang boleh membukanya"
    )
    page = words(as_(client, world.secretary).get(todo.url))
    assert case.code in page and case.title not in page
    assert client.get(case.get_absolute_url()).status_code == 404


def test_the_secretary_names_and_withdraws_on_the_page(world, case, client):
    raised(case, world.verifier)
    url = f"/permasalahan/{case.code}/siapa/"
    kaban = as_(client, world.secretary)

    page = kaban.post(url, {"person": world.camat.pk, "reason": "Menjaga lokasi."}, follow=True)

    assert f"{case.code} dibuka untuk {world.camat}." in words(page)
    assert not Todo.objects.waiting_for(world.secretary).exists()
    assert who_knows(world, case) == {"staff", "verifier", "camat"}
    share = CaseShare.objects.get(person=world.camat)
    page = kaban.post(f"{url}{share.pk}/tarik/", {"note": "Sudah pindah tugas."}, follow=True)
    assert "Sudah pindah tugas." in words(page)
    assert who_knows(world, case) == {"staff", "verifier"}
    assert [event.what for event in events.chronology(case)][:2] == ["case.unname", "case.name"]


def test_nobody_else_is_an_answer(world, case, client):
    raised(case, world.verifier)

    page = as_(client, world.secretary).post(
        f"/permasalahan/{case.code}/siapa/", {"do": "nobody"}, follow=True
    )

    assert "Dicatat: tidak ada orang lain yang ditunjuk." in words(page)
    assert not Todo.objects.waiting_for(world.secretary).exists()


@pytest.mark.parametrize("who", ["aide", "auditor", "observer", "admin", "far_staff"])
def test_whom_no_role_lets_read_permasalahan_is_not_named(world, case, who):
    raised(case, world.verifier)

    with pytest.raises(WrongState, match="tidak dapat ditunjuk"):
        sharing.name(case, by=world.secretary, person=world.people[who], reason="Perlu.")


def test_one_person_is_named_once(world, case):
    raised(case, world.verifier)

    with pytest.raises(WrongState, match="sudah ditunjuk"):
        sharing.name(case, by=world.secretary, person=world.staff, reason="Perlu.")


def test_only_the_secretary_names(world, case):
    raised(case, world.verifier)

    with pytest.raises(Denied):
        sharing.name(case, by=world.verifier, person=world.camat, reason="Perlu.")


def test_lowering_asks_why_and_forgets_who_was_named(world, case):
    raised(case, world.verifier)
    with pytest.raises(WrongState, match="tidak lagi Rahasia"):
        opening.edit(case, by=world.verifier, version=None, facts={"classification": "T"})

    opening.edit(
        case, by=world.verifier, version=None, facts={"classification": "T"}, reason="Sudah umum."
    )

    whole = {"staff", "verifier", "secretary", "leader", "aide", "auditor"}
    assert who_knows(world, case) == whole
    assert not case.shares.standing().exists()
    assert "Alasan: Sudah umum." in events.chronology(case).filter(what="case.edit")[0].note
    assert not Todo.objects.open().exists()


def test_the_form_lowers_it_with_the_reason(world, case, client):
    raised(case, world.verifier)
    row = Case.objects.get()
    sent = {"title": row.title, "stage": "latent", "phase": "prevention", "classification": "T",
            "version": row.version}  # fmt: skip
    kabid = as_(client, world.verifier)

    page = kabid.post(f"/permasalahan/{case.code}/ubah/", sent)
    assert "Tulis mengapa permasalahan ini tidak lagi Rahasia." in words(page)
    kabid.post(f"/permasalahan/{case.code}/ubah/", sent | {"class_reason": "Sudah umum."})

    assert Case.objects.get().classification == "T"


def test_a_report_that_is_r_is_linked_to_one_that_is_r_by_who_reads_both(world):
    case = opening.open_case(by=world.verifier, facts=HEAD | {"classification": "R"})
    plain = CaseFactory(opened_by=world.staff)
    secret = IncidentFactory(entered_by=world.camat, secret=True)
    with pytest.raises(WrongState, match="tidak dapat Anda baca"):
        linking.link(case, secret, by=world.verifier)
    ShareFactory(incident=secret, person=world.verifier)
    with pytest.raises(WrongState, match="hanya dihubungkan ke permasalahan Rahasia"):
        linking.link(plain, secret, by=world.verifier)

    made = linking.link(case, secret, by=world.verifier)

    assert list(CaseIncident.objects.visible_to(world.verifier)) == [made]
    assert not CaseIncident.objects.visible_to(world.camat).exists()
    with pytest.raises(WrongState, match="tidak terbuka lagi bagi Anda"):
        linking.link(case, IncidentFactory(entered_by=world.camat), by=world.staff)


def test_a_report_of_one_that_is_r_may_be_part_of_one_others_know(world):
    case = opening.open_case(by=world.verifier, facts=HEAD | {"classification": "R"})
    plain, incident = CaseFactory(opened_by=world.staff), IncidentFactory(entered_by=world.camat)
    linking.link(case, incident, by=world.verifier)

    linking.link(plain, incident, by=world.staff)

    assert CaseIncident.objects.standing().count() == 2
    with pytest.raises(WrongState, match="Lepaskan laporan itu"):
        opening.edit(
            case, by=world.verifier, version=None, facts={"classification": "T"}, reason="Umum."
        )
    assert Case.objects.get(pk=case.pk).is_secret


def test_raising_marks_its_links(world, case):
    LinkFactory(case=case, incident=IncidentFactory(entered_by=world.operator))

    raised(case, world.verifier)

    assert CaseIncident.objects.get().secret
    assert not CaseIncident.objects.visible_to(world.leader).exists()


def test_a_step_that_comes_after_it_closed_is_refused(world, case):
    raised(case, world.verifier)

    with pytest.raises(WrongState, match="tidak terbuka lagi"):
        handling.record(case, by=world.camat, what="Patroli.", done_at=case.opened_at)


def test_each_opening_is_recorded(world, case, client):
    raised(case, world.verifier)

    as_(client, world.verifier).get(case.get_absolute_url())
    client.get(f"{case.get_absolute_url()}kronologi/")

    assert [(row.by, row.about) for row in AccessLog.objects.all()] == [(world.verifier, case)] * 2


def test_who_is_named_holds_r_and_needs_a_second_factor(world, case):
    raised(case, world.verifier)
    person = world.camat
    sharing.name(case, by=world.secretary, person=person, reason="Menjaga lokasi.")

    assert factor.holds_secret(type(person).objects.get(pk=person.pk))
    assert not factor.holds_secret(world.member)


def test_unseen_is_what_others_are_not_told(world, case):
    CaseShareFactory(case=case, person=world.camat)
    Case.objects.update(classification="R")
    stranger = UserFactory(team=world.team)

    assert not unseen(world.camat).exists()
    assert [row["pk"] for row in unseen(stranger)] == [case.pk]


def test_who_is_named_reads_as_far_as_the_role_goes(world, case, client):
    raised(case, world.secretary)
    sharing.name(case, by=world.secretary, person=world.camat, reason="Menjaga lokasi.")

    page = words(as_(client, world.camat).get(case.get_absolute_url()))

    assert case.title in page and "Boleh membuka" in page
    assert "Salin untuk WhatsApp" not in page
    listed = words(client.get("/permasalahan/"))
    assert case.title not in listed and "Permasalahan Rahasia, buka untuk membaca" in listed


def test_what_is_asked_goes_to_who_is_named_alone(world, case, client):
    """An office without anybody named is refused with words; named, that person alone has it."""
    Case.objects.update(holder_kecamatan=world.camat.kecamatan)
    raised(case, world.secretary)
    facts = {"case": case, "kecamatan": world.camat.kecamatan, "within_days": 3,
             "subject": "Hal.", "text": "Isi."}  # fmt: skip
    with pytest.raises(WrongState, match="belum seorang pun dari yang dituju ditunjuk"):
        giving.give(by=world.secretary, **facts)
    sharing.name(case, by=world.secretary, person=world.camat, reason="Menjaga lokasi.")

    made = giving.give(by=world.secretary, **facts)

    assert [todo.title for todo in Todo.objects.waiting_for(world.camat)] == [
        f"Disposisi: {made.code} (Rahasia)"
    ]
    assert not Todo.objects.waiting_for(world.operator).exists()
    assert as_(client, world.camat).get(made.get_absolute_url()).status_code == 200
    assert client.get(f"{made.get_absolute_url()}lembar.pdf").status_code == 403
    assert as_(client, world.operator).get(made.get_absolute_url()).status_code == 404


def test_lowered_it_waits_again_for_those_it_waited_for(world, case):
    giving.give(by=world.secretary, case=case, kecamatan=world.camat.kecamatan, within_days=3,
                subject="Hal.", text="Isi.")  # fmt: skip
    assert Todo.objects.waiting_for(world.camat).count() == 1
    raised(case, world.secretary)
    assert not Todo.objects.waiting_for(world.camat).exists()

    opening.edit(
        case, by=world.secretary, version=None, facts={"classification": "T"}, reason="Umum."
    )

    assert Todo.objects.waiting_for(world.camat).count() == 1
