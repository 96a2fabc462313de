"""Paraf by office, numbers without gaps, and the ways back."""

import datetime as dt
import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from tests.documents.factories import draft, drawn, numbered, people, rendition_of, signed
from tests.team.factories import TeamFactory, UserFactory
from timdu.core.access import Denied
from timdu.core.workflow import WrongState
from timdu.documents import paraf
from timdu.documents.actions import approval, drafts
from timdu.documents.models import Document, RegisterCounter
from timdu.inbox.models import Todo
from timdu.team import settings as team_settings
from timdu.team.models import User

DATE = dt.date(2026, 11, 9)
FOUR = ["Kepala Bidang", "Kepala Badan", "Asisten Pemerintahan", "Sekretaris Daerah"]


@pytest.fixture
def team(db):
    return TeamFactory()


def waiting_for(person):
    return sorted(Todo.objects.waiting_for(person).values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("position", "office", "answer"),
    [
        ("Kepala Badan", "Kepala Badan", True),
        ("Kepala Badan Kesatuan Bangsa dan Politik", "Kepala Badan", True),
        ("Plt. Kepala Badan Kesbangpol", "Kaban", True),
        ("Sekda", "Sekretaris Daerah", True),
        ("Pj. Sekretaris Daerah", "Sekda", True),
        ("Kabid Penanganan Konflik", "Kepala Bidang", True),
        ("Sekretaris", "Sekretaris Daerah", False),
        ("Kepala Badan", "Kepala Bidang", False),
        ("", "Kepala Bidang", False),
    ],
)
def test_holds_compares_offices_as_people_write_them(position, office, answer):
    assert paraf.holds(User(position=position), office) is answer


def test_givers_are_the_holders_of_the_office_else_first_verifier_and_last_secretary():
    kabid = User(pk=1, role="verifier", position="Koordinator")
    kaban = User(pk=2, role="secretary", position="Sekretaris Timdu")
    sekda = User(pk=3, role="leader", position="Pj. Sekda")
    staff = User(pk=4, role="staff", position="Kepala Bidang")
    everybody = [kabid, kaban, sekda, staff]

    found = [paraf.givers(level, FOUR, everybody) for level in range(4)]

    assert found == [[kabid], [], [], [sekda]]
    assert paraf.givers(1, FOUR[:2], everybody) == [kaban]


def test_initials_go_up_level_by_level_and_then_the_number(team):
    kabid, kaban, staff = people(team)
    document = approval.submit(draft(team), by=staff)
    assert (waiting_for(kabid), waiting_for(kaban)) == (["document.initial"], [])
    with pytest.raises(Denied) as early:
        approval.initial(document, version_number=1, by=kaban)
    assert "Kepala Bidang" in early.value.reason

    document = approval.initial(document, version_number=1, by=kabid)
    assert (waiting_for(kabid), waiting_for(kaban)) == ([], ["document.initial"])
    with pytest.raises(Denied) as number_early:
        approval.number(document, official_number="1", date=DATE, by=staff)
    assert number_early.value.who == "Menunggu Kepala Badan"

    document = approval.initial(document, version_number=1, by=kaban)
    assert waiting_for(staff) == ["document.number"]
    document = approval.number(document, official_number="300/1", date=DATE, by=staff)
    assert (document.status, waiting_for(staff)) == ("numbered", ["document.sign"])


def test_one_person_gives_one_level(team):
    team_settings.change(
        team,
        "paraf.levels",
        ["Kepala Badan", "Kepala Badan"],
        by=None,
        valid_from=dt.date(2020, 1, 1),
    )
    _, kaban, staff = people(team)
    document = approval.submit(draft(team), by=staff)
    document = approval.initial(document, version_number=1, by=kaban)

    with pytest.raises(Denied, match="satu jenjang"):
        approval.initial(document, version_number=1, by=kaban)


def test_who_gives_a_paraf_may_sign_in_today(team):
    kabid = UserFactory(role="verifier", team=team, position="Kepala Bidang")
    day = timezone.localdate()
    UserFactory(role="verifier", team=team, access_until=day - dt.timedelta(days=1))
    UserFactory(role="secretary", team=team, access_from=day + dt.timedelta(days=2))

    assert paraf.people_of(Document(team=team)) == [kabid]


def test_the_only_paraf_is_not_given_by_the_writer(team):
    kaban = UserFactory(team=team, secretary=True)
    document = draft(team, kind="uji_polos")
    drafts.edit(document, {"pembuka": "Dari Kaban."}, version_number=1, by=kaban)
    document = approval.submit(document, by=kaban)

    with pytest.raises(Denied, match="dua orang"):
        approval.initial(document, version_number=2, by=kaban)

    other = UserFactory(team=team, secretary=True)
    assert approval.initial(document, version_number=2, by=other).status == "initialling"


def test_initial_is_for_the_version_that_was_read(team):
    kabid, _, staff = people(team)
    document = approval.submit(draft(team), by=staff)

    with pytest.raises(WrongState, match="terbaru"):
        approval.initial(document, version_number=0, by=kabid)


def test_paper_initial_only_where_nobody_holds_the_office(team):
    team_settings.change(team, "paraf.levels", FOUR, by=None, valid_from=dt.date(2020, 1, 1))
    kabid, kaban, staff = people(team)
    document = approval.submit(draft(team), by=staff)
    with pytest.raises(Denied):
        approval.initial_on_paper(document, version_number=1, on_paper_by="X", by=staff)
    for person in (kabid, kaban):
        document = approval.initial(document, version_number=1, by=person)

    assert waiting_for(staff) == ["document.initial"]
    with pytest.raises(WrongState, match="nama"):
        approval.initial_on_paper(document, version_number=1, on_paper_by="  ", by=staff)
    document = approval.initial_on_paper(
        document, version_number=1, on_paper_by="Asisten A", by=staff
    )
    document = approval.initial_on_paper(
        document, version_number=1, on_paper_by="Sekda B", by=staff
    )

    assert [row.on_paper_by for row in paraf.given(document)] == ["", "", "Asisten A", "Sekda B"]
    assert paraf.is_complete(document)


def test_give_back_lapses_the_paraf_and_tells_the_desk(team):
    kabid, kaban, staff = people(team)
    document = approval.submit(draft(team), by=staff)
    document = approval.initial(document, version_number=1, by=kabid)
    with pytest.raises(WrongState, match="alasan"):
        approval.give_back(document, note=" ", by=kaban)

    document = approval.give_back(document, note="Perbaiki bagian B.", by=kaban)

    assert (document.status, paraf.given(document)) == ("draft", [])
    todo = Todo.objects.waiting_for(staff).get()
    assert (todo.kind, todo.note) == ("document.edit", "Perbaiki bagian B.")
    document = approval.submit(document, by=staff)
    assert approval.initial(document, version_number=1, by=kabid).status == "initialling"


def test_number_is_drawn_without_konsep(team):
    document = numbered(team, official_number="300.2/77/BKBP/2026")

    rendition = rendition_of(document)

    assert (document.agenda_label[:4], document.agenda_number) == ("TDU/", 1)
    assert (rendition.is_draft, rendition.number, rendition.state) == (
        False, "300.2/77/BKBP/2026", "done",
    )  # fmt: skip


def test_renumber_keeps_the_agenda_number(team):
    document = numbered(team)
    staff = UserFactory(team=team)

    document = approval.renumber(
        document, official_number="300.2/1178", date=DATE, note="angka tertukar", by=staff
    )

    assert (document.official_number, document.agenda_number) == ("300.2/1178", 1)
    assert rendition_of(drawn(document)).number == "300.2/1178"


def test_reopen_lapses_paraf_and_signed_file_and_keeps_the_agenda_number(team):
    document = signed(team)
    secretary = UserFactory(team=team, secretary=True)
    with pytest.raises(Denied):
        approval.reopen(document, note="salah ketik", by=UserFactory(team=team))

    document = approval.reopen(document, note="salah ketik", by=secretary)

    assert (document.status, document.agenda_number) == ("draft", 1)
    assert document.signed_files.get().superseded_at is not None
    assert paraf.given(document) == []
    assert rendition_of(document).is_draft


def test_cancel_keeps_the_number_and_needs_a_reason(team):
    document = numbered(team)
    secretary = UserFactory(team=team, secretary=True)

    document = approval.cancel(document, note="salah bulan", by=secretary)

    assert (document.status, document.agenda_number) == ("cancelled", 1)
    assert waiting_for(UserFactory(team=team)) == []
    with pytest.raises(WrongState, match="Dibatalkan"):
        approval.cancel(document, note="lagi", by=secretary)


def test_a_kind_without_levels_goes_straight_to_its_number(team):
    camat = UserFactory(team=team, kecamatan_user=True)
    document = draft(team, kind="uji_kecamatan", kecamatan=camat.kecamatan)
    with pytest.raises(Denied, match="tidak memakai paraf"):
        approval.submit(document, by=camat)

    document = approval.number(document, official_number="300/098", date=DATE, by=camat)

    assert document.status == "numbered"


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_agenda_numbers_have_no_gaps_when_many_number_at_once_and_some_roll_back():
    team = TeamFactory()
    start, taken = threading.Barrier(8), []

    def take(index):
        start.wait()
        for turn in range(5):
            try:
                with transaction.atomic():
                    number = approval.next_agenda_number(team, 2026)
                    if (index + turn) % 3 == 0:
                        raise LookupError
                    taken.append(number)
            except LookupError:
                continue
        connection.close()

    threads = [threading.Thread(target=take, args=(index,)) for index in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(taken) == list(range(1, len(taken) + 1))
    assert RegisterCounter.objects.get().last == len(taken)


def test_agenda_numbers_count_by_team_and_year(team):
    other = TeamFactory()

    with transaction.atomic():
        found = [
            approval.next_agenda_number(*key)
            for key in ((team, 2026), (team, 2026), (other, 2026), (team, 2027))
        ]

    assert found == [1, 2, 1, 1]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_numbering_at_once_one_wins_and_the_other_is_told():
    team = TeamFactory()
    kabid, kaban, staff = people(team)
    document = approval.submit(draft(team), by=staff)
    for person in (kabid, kaban):
        document = approval.initial(document, version_number=1, by=person)
    start, results = threading.Barrier(2), []

    def number(text):
        start.wait()
        try:
            approval.number(document, official_number=text, date=DATE, by=staff)
            results.append("ok")
        except WrongState as wrong:
            results.append(wrong.words)
        connection.close()

    threads = [threading.Thread(target=number, args=(text,)) for text in ("A", "B")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(word == "ok" for word in results) == [False, True]
    assert any("Bernomor" in word for word in results)
    assert Document.objects.get().agenda_number == 1
