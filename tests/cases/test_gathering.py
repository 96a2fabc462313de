"""Verified reports and permasalahan: the tab of those without one, the choice at verification."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.actions import moves
from incidents.cases import gathering, likely
from incidents.cases.models import Case, CaseIncident
from tests.cases.factories import CaseFactory, LinkFactory
from tests.incidents.factories import IncidentFactory, PartyFactory, ShareFactory
from tests.incidents.test_views_verify import data
from tests.reading import words
from timdu.core import events

pytestmark = pytest.mark.django_db
TAB = "/permasalahan/laporan-lepas/"


@pytest.fixture
def kabid(client, world):
    client.force_login(world.verifier)
    return client


def verified(world, **traits):
    return IncidentFactory(
        **{"entered_by": world.camat, "verified": True, "kind": "event"} | traits
    )


def fresh(world, **traits):
    return IncidentFactory(entered_by=world.camat, complete=True, **traits)


def test_the_tab_holds_exactly_what_is_verified_matters_and_is_linked_to_nothing(kabid, world):
    here = {verified(world).code, verified(world, kind="potential", urgency="urgent").code}
    fresh(world)
    verified(world, kind="information")
    verified(world, closed=True)
    LinkFactory(case=CaseFactory(opened_by=world.staff), incident=verified(world))
    let_go = LinkFactory(case=CaseFactory(opened_by=world.staff), incident=verified(world))
    type(let_go).objects.filter(pk=let_go.pk).update(
        withdrawn_at=let_go.at, withdrawn_by=world.staff, withdrawn_reason="Salah."
    )
    here.add(let_go.incident.code)

    page = kabid.get(TAB)

    assert {row.code for row in page.context["rows"]} == here
    assert [row.urgency for row in page.context["rows"]][0] == "urgent"
    assert "Belum punya permasalahan 3" in words(page)
    assert "Belum punya permasalahan 3" in words(kabid.get("/laporan/antrean/"))


def test_what_is_secret_is_not_there_and_not_counted(client, world):
    secret = verified(world, classification="R")
    ShareFactory(incident=secret, person=world.verifier)
    client.force_login(world.verifier)

    page = client.get(TAB)

    assert page.context["total"] == 0 and "Semua sudah dihimpun" in words(page)


def test_beyond_the_most_it_says_more_than(kabid, world, monkeypatch):
    monkeypatch.setattr(gathering, "MOST", 2)
    for _ in range(3):
        verified(world)

    page = kabid.get(TAB)

    assert "Belum punya permasalahan lebih dari 2" in words(page)


def test_the_second_page_begins_where_the_first_ended(kabid, world, monkeypatch):
    monkeypatch.setattr("timdu.core.paging.PAGE_SIZE", 2)
    for _ in range(3):
        verified(world)

    first = kabid.get(TAB)
    second = kabid.get(TAB + first.context["next"])
    beyond = kabid.get(TAB + "?mulai=9999")

    codes = [row.code for page in (first, second) for row in page.context["rows"]]
    assert len(set(codes)) == 3 and second.context["next"] == ""
    assert [row.code for row in beyond.context["rows"]] == codes[:2]


def test_the_cost_of_the_tab_does_not_grow(kabid, world):
    costs = []
    kabid.get(TAB)
    for amount in (1, 2):
        for _ in range(amount):
            verified(world)
        with CaptureQueriesContext(connection) as made:
            kabid.get(TAB)
        costs.append(len(made))
    assert costs[0] == costs[1]


def test_its_own_page_counts_them_once(kabid, world):
    verified(world)
    kabid.get(TAB)

    with CaptureQueriesContext(connection) as made:
        kabid.get(TAB)

    counting = [one["sql"] for one in made if "COUNT(" in one["sql"] and "cases_caseincident" in
                one["sql"]]  # fmt: skip
    assert len(counting) == 1


@pytest.fixture
def matter(world):
    """An open permasalahan with a report about nets between two groups."""
    case = CaseFactory(opened_by=world.staff, title="Perebutan wilayah tangkap")
    known = verified(world, summary="Nelayan Kelompok A merusak jaring Kelompok B.")
    PartyFactory(incident=known, name="Kelompok A")
    LinkFactory(case=case, incident=known)
    return case


def nets(world, **traits):
    traits = {"entered_by": world.camat, "complete": True} | traits
    row = IncidentFactory(summary="Jaring nelayan Kelompok A dirusak lagi di muara.", **traits)
    PartyFactory(incident=row, name="Kelompok A")
    return row


def test_a_likely_permasalahan_is_named_with_why(kabid, world, matter):
    found = likely.of(world.verifier, nets(world))

    assert [one.case for one in found] == [matter]
    assert "pihak mirip: Kelompok A" in found[0].why and "kata sama:" in found[0].why


def test_the_same_kecamatan_alone_suggests_nothing(world, matter):
    other = fresh(world, summary="Sengketa upah bongkar muat.")

    assert likely.of(world.verifier, other) == []


def test_neither_a_closed_one_nor_another_kecamatan_is_suggested(world, matter):
    far = nets(world, entered_by=world.other_camat)
    assert likely.of(world.verifier, far) == []

    Case.objects.filter(pk=matter.pk).update(status="closed")
    assert likely.of(world.verifier, nets(world)) == []


def test_verifying_links_to_the_chosen_one_in_the_same_step(kabid, world, matter):
    row = nets(world)
    url = f"/laporan/{row.code}/verifikasi/"
    assert matter.title in words(kabid.get(url))

    page = kabid.post(url, data(row, gather=matter.code), follow=True)

    row.refresh_from_db()
    assert row.status == "verified" and CaseIncident.objects.get(incident=row).case == matter
    assert f"{row.code} diverifikasi dan dihubungkan ke {matter.code}." in words(page)
    assert {"incident.verify", "case.link"} <= {event.what for event in events.chronology(row)}


def test_verifying_opens_a_new_one_and_goes_there(kabid, world):
    row = fresh(world)

    page = kabid.post(
        f"/laporan/{row.code}/verifikasi/",
        data(row, gather="baru", gather_title="Upah bongkar muat di pelabuhan"),
        follow=True,
    )

    case = Case.objects.get()
    assert page.redirect_chain[-1][0] == case.get_absolute_url()
    assert case.title == "Upah bongkar muat di pelabuhan"
    assert (case.source, case.level, case.classification) == ("d", 4, "T")
    assert CaseIncident.objects.get().incident == row
    assert f"{row.code} diverifikasi; permasalahan {case.code} dibuka." in words(page)


def test_another_is_named_by_its_code_however_it_is_typed(kabid, world, matter):
    row = fresh(world)

    kabid.post(
        f"/laporan/{row.code}/verifikasi/",
        data(row, gather="lain", gather_code=f" {matter.code.lower()} "),
    )

    assert CaseIncident.objects.get(incident=row).case == matter


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ({"gather": "lain", "gather_code": "PM-26-TIDAK"}, "Tidak ada permasalahan terbuka"),
        ({"gather": "lain"}, "Tidak ada permasalahan terbuka"),
        ({"gather": "baru", "gather_title": ""}, "Tulis satu kalimat"),
        ({"gather": "PM-26-AAAAA"}, "sudah ditutup, atau tidak dapat Anda baca lagi"),
    ],
)
def test_a_choice_that_cannot_be_done_verifies_nothing_and_keeps_what_was_typed(
    kabid, world, chosen, says
):
    row = fresh(world)

    page = kabid.post(f"/laporan/{row.code}/verifikasi/", data(row, source="e", **chosen))

    row.refresh_from_db()
    assert row.status == "submitted" and not CaseIncident.objects.exists()
    assert says in words(page) and page.context["form"]["source"].value() == "e"


def test_what_was_likely_when_it_was_chosen_may_still_be_chosen(kabid, world):
    case, row = CaseFactory(opened_by=world.staff), fresh(world)
    assert likely.of(world.verifier, row) == []

    kabid.post(f"/laporan/{row.code}/verifikasi/", data(row, gather=case.code))

    assert CaseIncident.objects.get(incident=row).case == case


def test_made_secret_in_the_same_step_it_is_neither_verified_nor_linked(kabid, world, matter):
    row = nets(world)

    page = kabid.post(
        f"/laporan/{row.code}/verifikasi/", data(row, classification="R", gather=matter.code)
    )

    row.refresh_from_db()
    assert "Laporan Rahasia hanya dihubungkan ke permasalahan Rahasia" in words(page)
    assert (row.status, row.classification) == ("submitted", "T")
    assert not CaseIncident.objects.filter(incident=row).exists()


def test_only_saving_keeps_the_choice_for_the_next_look(kabid, world, matter):
    row = nets(world)
    url = f"/laporan/{row.code}/verifikasi/"

    page = kabid.post(
        url, data(row, do="save", gather="baru", gather_title="Judul yang dipikirkan"), follow=True
    )

    assert not CaseIncident.objects.filter(incident=row).exists()
    assert 'value="baru"' in page.content.decode() and "Judul yang dipikirkan" in words(page)


def test_decided_by_somebody_else_the_choice_is_shown(kabid, world):
    row = fresh(world)
    moves.move(row, "drop", by=world.secretary, note="Bukan urusan tim.", version=row.version)

    page = kabid.post(
        f"/laporan/{row.code}/verifikasi/",
        data(row, gather="baru", gather_title="Judul yang dipikirkan"),
    )

    assert page.status_code == 409 and "Judul yang dipikirkan" in words(page)


def test_whoever_is_linked_already_is_not_asked(kabid, world, matter):
    row = fresh(world)
    LinkFactory(case=matter, incident=row)

    assert "Buka permasalahan baru" not in words(kabid.get(f"/laporan/{row.code}/verifikasi/"))


def test_the_cost_of_the_choice_does_not_grow(kabid, world, matter):
    costs = []
    row = nets(world)
    kabid.get(f"/laporan/{row.code}/verifikasi/")
    for amount in (1, 2):
        for _ in range(amount):
            known = verified(world, summary="Jaring nelayan Kelompok A dirusak.")
            LinkFactory(case=CaseFactory(opened_by=world.staff), incident=known)
        with CaptureQueriesContext(connection) as made:
            kabid.get(f"/laporan/{row.code}/verifikasi/")
        costs.append(len(made))
    assert costs[0] == costs[1]


@pytest.mark.parametrize("who", ["staff", "own_verifier"])
def test_whoever_cannot_verify_costs_no_search_for_what_they_could_choose(
    client, world, matter, who
):
    """Staff read and note beside; so does the Kabid beside what they entered themselves."""
    row = nets(world, **({"entered_by": world.verifier} if who == "own_verifier" else {}))
    person = world.staff if who == "staff" else world.verifier
    client.force_login(person)

    page = client.get(f"/laporan/{row.code}/verifikasi/")
    with CaptureQueriesContext(connection) as made:
        client.get(f"/laporan/{row.code}/verifikasi/")

    assert page.context["parts"] == []
    assert not [one for one in made if 'FROM "cases_case"' in one["sql"]]
