"""Seats and their holders: one at a time, from day to day, under one SK after the other."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from tests.team.factories import DecreeFactory, HolderFactory, PartnerFactory, SeatFactory
from tests.wilayah.factories import KecamatanFactory
from timdu.core import events
from timdu.core.access import Denied
from timdu.core.workflow import WrongState
from timdu.team.models import Decree, Holder, Partner, Seat
from timdu.team.roster.actions import decrees, partners, seats

JAN, JUN, DEC = dt.date(2026, 1, 1), dt.date(2026, 6, 1), dt.date(2026, 12, 31)
TODAY = dt.date(2026, 11, 21)
DAY = dt.timedelta(days=1)


@pytest.fixture
def seat(world):
    return SeatFactory(decree=DecreeFactory(team=world.team))


@pytest.fixture
def draft(world):
    """A draft made from an SK with two seats, one of them vacant, to begin in December."""
    old = DecreeFactory(team=world.team)
    HolderFactory(seat=SeatFactory(decree=old, office="Kepala Satu"), full_name="Satu")
    SeatFactory(decree=old, office="Kepala Dua")
    return decrees.open_draft(
        None, by=world.staff, today=TODAY, number="301/UJI/2026", subject="Tim Terpadu",
        signed_on=TODAY, valid_from=dt.date(2026, 12, 1), valid_until=dt.date(2027, 11, 30),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((JAN, None), (JUN, None)),
        ((JAN, JUN), (JUN, None)),
        ((JUN, None), (JAN, None)),
        ((JAN, DEC), (JUN, JUN)),
    ],
)
def test_the_database_refuses_two_holders_of_one_seat(seat, first, second):
    HolderFactory(seat=seat, valid_from=first[0], valid_until=first[1])

    with pytest.raises(IntegrityError), transaction.atomic():
        HolderFactory(seat=seat, valid_from=second[0], valid_until=second[1])


def test_one_holder_may_follow_the_other_and_another_seat_is_free(seat):
    HolderFactory(seat=seat, valid_from=JAN, valid_until=JUN - DAY)
    HolderFactory(seat=seat, valid_from=JUN)
    HolderFactory(seat=SeatFactory(decree=seat.decree), valid_from=JAN)

    assert [holder.valid_from for holder in seat.holders.all()] == [JUN, JAN]


def test_hold_refuses_a_seat_that_is_taken(world, seat):
    HolderFactory(seat=seat, full_name="Nama Contoh")

    with pytest.raises(WrongState, match="Nama Contoh"):
        seats.hold(seat, by=world.staff, valid_from=JUN, full_name="Lain")


def test_hold_refuses_a_day_before_the_seat(world, seat):
    with pytest.raises(WrongState):
        seats.hold(seat, by=world.staff, valid_from=JAN - DAY, full_name="Lain")


def test_end_ends_the_holder_on_the_same_day_and_once(world, seat):
    holder = HolderFactory(seat=seat)

    seats.end(seat, by=world.staff, last_day=JUN, reason="digabung")
    holder.refresh_from_db()

    assert (holder.valid_until, Seat.objects.get().valid_until) == (JUN, JUN)
    assert events.chronology(seat).first().what == "seat.end"
    with pytest.raises(WrongState):
        seats.end(seat, by=world.staff, last_day=JUN, reason="lagi")


def test_a_kecamatan_edits_its_own_roster_only(world):
    own = SeatFactory(decree=DecreeFactory(team=world.team, roster=world.camat.kecamatan))
    other = SeatFactory(decree=DecreeFactory(team=world.team, roster=world.other_camat.kecamatan))

    seats.change(own, by=world.operator, office="Danramil")
    with pytest.raises(Denied):
        seats.change(other, by=world.operator, office="Danramil")
    with pytest.raises(Denied):
        decrees.open_draft(None, by=world.camat, today=TODAY, subject="Tim")


def test_nobody_writes_the_roster_of_another_team(world, seat):
    with pytest.raises(Seat.DoesNotExist):
        seats.change(seat, by=world.far_secretary, office="Lain")


def test_composing_copies_the_seats_and_changes_nothing(world, draft):
    current = Seat.objects.of_roster(world.team, None).on(TODAY)

    assert sorted(seat.office for seat in Seat.objects.of_draft(draft)) == [
        "Kepala Dua",
        "Kepala Satu",
    ]
    assert current.filter(decree=draft).count() == 0
    assert Holder.objects.count() == 1


def test_there_is_one_draft_at_a_time(world, draft):
    with pytest.raises(WrongState, match="konsep"):
        decrees.open_draft(None, by=world.staff, today=TODAY, subject="Lagi")


def test_issue_lets_holders_go_on_in_the_new_seats(world, draft):
    decrees.issue(draft, by=world.verifier)
    start = draft.valid_from

    assert [
        (row.full_name, row.seat.decree_id == draft.pk, row.valid_from, row.valid_until)
        for row in Holder.objects.all()
    ] == [("Satu", True, start, None), ("Satu", False, JAN, start - DAY)]
    roster = Seat.objects.of_roster(world.team, None)
    assert {seat.decree_id for seat in roster.on(start)} == {draft.pk}
    assert draft.pk not in {seat.decree_id for seat in roster.on(start - DAY)}


def test_issue_moves_what_was_recorded_for_later_days(world, draft):
    old = Seat.objects.get(office="Kepala Satu", decree__status="issued")
    later = dt.date(2026, 12, 15)
    old.holders.update(valid_until=later - DAY)
    HolderFactory(seat=old, full_name="Pengganti", valid_from=later)

    decrees.issue(draft, by=world.verifier)
    new = Seat.objects.get(office="Kepala Satu", decree=draft)

    assert [(row.full_name, row.valid_from, row.valid_until) for row in new.holders.all()] == [
        ("Pengganti", later, None),
        ("Satu", draft.valid_from, later - DAY),
    ]


def test_issue_takes_the_holder_the_draft_names(world, draft):
    new = Seat.objects.get(office="Kepala Satu", decree=draft)
    seats.hold(new, by=world.staff, valid_from=TODAY, full_name="Orang Lain")

    decrees.issue(draft, by=world.verifier)

    assert [(row.full_name, row.valid_from) for row in new.holders.all()] == [
        ("Orang Lain", draft.valid_from)
    ]


def test_issue_ends_seats_the_draft_leaves_out(world, draft):
    seats.drop(Seat.objects.get(office="Kepala Satu", decree=draft), by=world.staff)

    decrees.issue(draft, by=world.verifier)

    offices = Seat.objects.of_roster(world.team, None).on(draft.valid_from)
    assert [seat.office for seat in offices] == ["Kepala Dua"]
    assert Holder.objects.get().valid_until == draft.valid_from - DAY


@pytest.mark.parametrize("missing", ["number", "signed_on", "valid_from"])
def test_issue_asks_for_what_is_missing(world, draft, missing):
    setattr(draft, missing, "" if missing == "number" else None)
    draft.save()

    with pytest.raises(WrongState, match="Lengkapi"):
        decrees.issue(draft, by=world.verifier)


def test_issue_refuses_a_day_before_the_sk_in_force(world, draft):
    draft.valid_from = JAN
    draft.save()

    with pytest.raises(WrongState, match="sudah berlaku"):
        decrees.issue(draft, by=world.verifier)


def test_issue_happens_once_and_not_by_staff(world, draft):
    with pytest.raises(Denied):
        decrees.issue(draft, by=world.staff)
    decrees.issue(draft, by=world.verifier)
    with pytest.raises(WrongState):
        decrees.issue(draft, by=world.verifier)


def test_an_amendment_adds_to_the_sk_and_ends_nothing(world, draft):
    base = Decree.objects.get(status="issued")
    change = decrees.open_draft(
        None, by=world.staff, today=TODAY, amends=base, number="302/UJI", subject="Perubahan",
        signed_on=TODAY, valid_from=TODAY,
    )  # fmt: skip
    seats.add(change, by=world.staff, rank="member", position=9, office="Kepala Tiga")

    decrees.issue(change, by=world.verifier)

    offices = Seat.objects.of_roster(world.team, None).on(TODAY).values_list("office", flat=True)
    assert sorted(offices) == ["Kepala Dua", "Kepala Satu", "Kepala Tiga"]
    assert Decree.objects.of_roster(world.team, None).base_on(TODAY) == base


def test_withdraw_needs_a_reason_and_keeps_the_row(world, draft):
    with pytest.raises(WrongState, match="alasan"):
        decrees.withdraw(draft, by=world.staff, note=" ")

    decrees.withdraw(draft, by=world.staff, note="salah tahun")

    assert Decree.objects.get(pk=draft.pk).status == "withdrawn"


def test_an_expired_sk_ends_nothing(world, client):
    sk = DecreeFactory(team=world.team, valid_until=JAN + DAY)
    HolderFactory(seat=SeatFactory(decree=sk, office="Kepala Kantor"), full_name="Masih Duduk")
    client.force_login(world.camat)

    words = client.get("/tim/").content.decode()

    assert "Masa peralihan" in words
    assert "Masih Duduk" in words


def test_the_roster_can_be_read_as_of_a_day(world, client, seat):
    HolderFactory(seat=seat, full_name="Yang Lama", valid_until=JUN - DAY)
    HolderFactory(seat=seat, full_name="Yang Baru", valid_from=JUN)
    client.force_login(world.member)

    then = client.get("/tim/?pada=2026-05-31").content.decode()

    assert ("Yang Lama" in then, "Yang Baru" in then) == (True, False)


@pytest.mark.parametrize("day", ["", "kemarin", "2026-02-31", "0001-01-01", "9999-12-31", "\x00"])
def test_a_day_that_cannot_be_read_is_today(world, client, seat, day):
    HolderFactory(seat=seat, full_name="Sekarang")
    client.force_login(world.member)

    assert "Sekarang" in client.get("/tim/", {"pada": day}).content.decode()


@pytest.mark.parametrize(
    ("who", "sees"), [("staff", True), ("verifier", True), ("camat", False), ("admin", False)]
)
def test_contacts_of_intelligence_are_for_the_secretariat(world, client, who, sees):
    decree = DecreeFactory(team=world.team)
    place = world.camat.kecamatan
    HolderFactory(seat=SeatFactory(decree=decree, kecamatan=place), phone="081211111111")
    secret = SeatFactory(decree=decree, is_intelligence=True)
    HolderFactory(seat=secret, phone="081299999999", full_name="Nama Rahasia")
    client.force_login(world.people[who])

    pages = [
        client.get(url).content.decode() for url in ("/tim/kontak/", f"/tim/kedudukan/{secret.pk}/")
    ]

    assert [("6281299999999" in page) for page in pages] == [sees, sees]
    assert ("Nama Rahasia" in pages[0]) == sees
    assert "https://wa.me/6281211111111" in pages[0]
    assert "tel:+6281211111111" in pages[0]


def test_a_camat_in_two_rosters_is_one_contact(world, client):
    place = world.camat.kecamatan
    for roster in (None, place):
        seat = SeatFactory(decree=DecreeFactory(team=world.team, roster=roster), kecamatan=place)
        HolderFactory(seat=seat, full_name="Camat Uji", phone="0812-0000-0000")
    client.force_login(world.staff)

    assert client.get("/tim/kontak/").content.decode().count("https://wa.me/") == 1 + 1  # and piket


def test_a_partner_is_named_once_and_may_return(world, client):
    first = PartnerFactory(team=world.team, name="Forum Warga")
    client.force_login(world.staff)
    facts = {"kind": "community", "name": "forum warga"}

    refused = client.post("/tim/mitra/baru/", facts)
    partners.retire(first, by=world.staff, on=TODAY, reason="bubar")
    client.post("/tim/mitra/baru/", facts)

    assert "sudah ada" in refused.content.decode()
    assert Partner.objects.current().get().name == "forum warga"


@pytest.mark.parametrize("phone", ["abc", "12", "0812'; DROP", "+62 812 <b>", "9" * 16])
def test_a_number_nobody_can_call_is_refused_and_kept_in_the_form(world, client, seat, phone):
    client.force_login(world.staff)
    facts = {"full_name": "Nama", "standing": "plt", "valid_from": "2026-02-01", "phone": phone}

    page = client.post(f"/tim/kedudukan/{seat.pk}/pejabat/", facts)

    assert page.status_code == 200
    assert "Tulis nomor yang dapat ditelepon" in page.content.decode()
    assert not seat.holders.exists()


def test_hostile_words_are_only_words(world, client, seat):
    words = "<script>alert(1)</script>{{ 7|add:7 }}\u202e"
    client.force_login(world.staff)
    client.post(
        f"/tim/kedudukan/{seat.pk}/pejabat/",
        {"full_name": words, "standing": "definitive", "valid_from": "2026-02-01"},
    )

    pages = [client.get(url).content.decode() for url in ("/tim/", "/tim/bagan/", "/tim/kontak/")]

    assert all("<script>alert" not in page for page in pages)
    assert all("&lt;script&gt;alert(1)" in page for page in pages)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "besok"])
def test_days_nobody_means_are_refused(world, client, seat, day):
    client.force_login(world.staff)

    page = client.post(f"/tim/kedudukan/{seat.pk}/akhiri/", {"last_day": day, "reason": "uji"})

    assert page.status_code == 200
    assert Seat.objects.get(pk=seat.pk).valid_until is None


def test_a_kecamatan_of_another_team_has_no_page_here(world, client):
    elsewhere = KecamatanFactory(parent=world.far_team.place)
    client.force_login(world.secretary)

    assert client.get(f"/tim/kecamatan/{elsewhere.pk}/").status_code == 404
    assert client.get(f"/tim/sk/baru/?kecamatan={elsewhere.pk}").status_code == 404
