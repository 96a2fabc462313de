"""Who knows of what is asked: by page, list, filter, count, chronology, mail, inbox and file."""

import pytest
from django.urls import reverse

from incidents.cases import chronicle
from incidents.cases.asking.actions import doing, giving, requests
from incidents.cases.asking.models import (
    Answer,
    CoordinationRequest,
    DateChange,
    Disposition,
    Result,
)
from incidents.cases.models import Case, Handling
from tests.asking.factories import (
    AnswerFactory,
    ArahanFactory,
    DateChangeFactory,
    DispositionFactory,
    RequestFactory,
    ResultFactory,
    in_days,
)
from tests.asking.test_actions import WORDS
from tests.cases.factories import CaseFactory, HandlingFactory, LinkFactory
from tests.files.factories import AttachmentFactory
from tests.incidents.factories import IncidentFactory
from tests.reading import words
from tests.team.factories import PartnerFactory
from timdu.inbox import mails, seen
from timdu.inbox.models import Notification, Todo
from timdu.rights.matrix import PEOPLE

pytestmark = pytest.mark.django_db
WHOLE = {"staff", "verifier", "secretary", "leader", "aide", "auditor"}
SECRET_WORDS = "Kata yang hanya untuk yang dituju."


@pytest.fixture
def case(world):
    return CaseFactory(opened_by=world.staff)


@pytest.fixture
def told(world, case):
    return DispositionFactory(case=case, kecamatan=world.camat.kecamatan, subject=SECRET_WORDS)


@pytest.fixture
def asked(world, case):
    return RequestFactory(case=case, agency=world.agency, subject=SECRET_WORDS)


def who(world, model, row):
    return {name for name in PEOPLE if row in model.objects.visible_to(world.people[name])}


def test_a_disposisi_is_known_to_its_office_the_desk_and_the_leaders(world, told):
    assert who(world, Disposition, told) == WHOLE | {"camat", "operator"}


def test_a_permintaan_is_known_to_who_is_asked_the_desk_and_the_leaders(world, asked):
    assert who(world, CoordinationRequest, asked) == WHOLE | {"member"}


def test_a_forkopimda_knows_what_is_asked_of_the_jabatan(world, case):
    row = RequestFactory(case=case, person=world.forkopimda)

    assert who(world, CoordinationRequest, row) == WHOLE | {"forkopimda"}


def test_of_a_mitra_only_the_desk_and_the_leaders_know(world, case):
    row = RequestFactory(case=case, partner=PartnerFactory(team=world.team))

    assert who(world, CoordinationRequest, row) == WHOLE


@pytest.mark.parametrize(
    ("traits", "opens"),
    [
        ({}, True), ({"accepted": True}, True), ({"reported": True}, True), ({"done": True}, True),
        ({"returned": True}, False), ({"withdrawn": True}, False),
    ],
)  # fmt: skip
def test_a_standing_disposisi_opens_its_permasalahan_as_a_holder_s_does(world, case, traits, opens):
    DispositionFactory(case=case, kecamatan=world.camat.kecamatan, **traits)

    assert who(world, Case, case) == WHOLE | ({"camat", "operator"} if opens else set())


def test_it_opens_the_head_and_one_s_own_and_nothing_of_the_others(client, world, case):
    office = {"kecamatan": world.camat.kecamatan, "due_on": in_days(3)}
    giving.give(by=world.leader, case=case, **office, **WORDS | {"subject": SECRET_WORDS})
    other = IncidentFactory(entered_by=world.member, summary="Laporan instansi lain.")
    LinkFactory(case=case, incident=other)
    HandlingFactory(case=case, agency=world.agency, what="langkah instansi lain")
    DispositionFactory(case=case, agency=world.agency, subject="Disposisi instansi lain.")
    RequestFactory(case=case, subject="Permintaan kepada yang lain.")
    client.force_login(world.camat)

    for path in ("", "kronologi/"):
        text = words(client.get(case.get_absolute_url() + path))

        assert SECRET_WORDS in text
        for hidden in ("instansi lain", "kepada yang lain", other.code):
            assert hidden not in text
    assert not Handling.objects.visible_to(world.camat).exists()


def test_a_permintaan_opens_nothing_but_itself(client, world, case, asked):
    client.force_login(world.member)

    text = words(client.get(asked.get_absolute_url()))

    assert SECRET_WORDS in text
    assert case.title not in text and case.code not in text
    assert client.get(case.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("name", ["other_camat", "other_member", "far_staff", "far_secretary"])
@pytest.mark.parametrize("query", ["", "?q=Kata", "?keadaan=sent", "?urgensi=normal"])
def test_who_may_not_know_learns_nothing_from_lists_and_counts(
    client, world, told, asked, name, query
):
    client.force_login(world.people[name])

    for path, row in (("asking:dispositions", told), ("asking:requests", asked)):
        page = client.get(reverse(path) + query)
        if page.status_code == 403:
            continue
        assert page.context["page"].rows == []
        assert [one.count for one in page.context["counts"]] == [0] * len(page.context["counts"])
        assert row.code not in page.content.decode()
        assert client.get(row.get_absolute_url()).status_code == 404
        searched = client.get(reverse(path) + f"?q={row.code}")
        assert searched.context["page"].rows == []


def test_the_chronology_tells_each_reader_their_own_part(world, case):
    giving.give(
        by=world.leader, case=case, kecamatan=world.camat.kecamatan, due_on=in_days(3), **WORDS
    )
    requests.ask(by=world.staff, case=case, agency=world.agency, **WORDS)

    def told_to(name):
        entries = chronicle.tell(world.people[name], case, [])
        return {entry.title for entry in entries if entry.kind in ("order", "request")}

    both = {"Disposisi diberikan", "Permintaan koordinasi dikirim"}
    assert told_to("staff") == told_to("leader") == both
    assert told_to("camat") == {"Disposisi diberikan"}


def test_who_reads_an_arahan_learns_nothing_of_what_it_became_for_others(client, world):
    arahan = ArahanFactory(leader=world.leader, kecamatan=world.camat.kecamatan)
    words_ = WORDS | {"subject": SECRET_WORDS, "text": SECRET_WORDS}
    office = {"agency": world.agency, "arahan": arahan}
    told = giving.give(by=world.staff, due_on=in_days(3), **office, **words_)
    asked = requests.ask(by=world.staff, **office, **words_)
    doing.accept(told, by=world.member)
    requests.answer(asked, by=world.member, reply="confirmed", text=SECRET_WORDS)

    def read_by(name):
        client.force_login(world.people[name])
        return words(client.get(arahan.get_absolute_url()))

    assert SECRET_WORDS in read_by("staff") and SECRET_WORDS in read_by("leader")
    doing.report(told, by=world.member, note=SECRET_WORDS)
    doing.finish(told, by=world.verifier)
    camat = read_by("camat")
    assert SECRET_WORDS not in camat and world.agency.short_name not in camat


def test_the_parts_of_them_open_as_they_do(world, told, asked):
    rows = {
        Result: ResultFactory(disposition=told, by=world.camat),
        DateChange: DateChangeFactory(disposition=told, by=world.camat),
        Answer: AnswerFactory(request=asked, by=world.member),
    }

    for model, row in rows.items():
        own = {"member"} if model is Answer else {"camat", "operator"}
        assert who(world, model, row) == WHOLE | own


def test_files_open_as_the_record_does(client, world, told, asked):
    rows = [
        ResultFactory(disposition=told, by=world.camat),
        AnswerFactory(request=asked, by=world.member),
    ]
    files = [AttachmentFactory(owner=row, added_by=world.staff).file for row in rows]

    def opened(name):
        client.force_login(world.people[name])
        return [client.get(file.get_absolute_url()).status_code for file in files]

    assert opened("staff") == opened("leader") == [200, 200]
    assert opened("camat") == [200, 404]
    assert opened("member") == [404, 200]
    assert opened("other_camat") == opened("far_staff") == opened("forkopimda") == [404, 404]


def test_a_mail_is_not_written_to_who_may_not_know_any_more(world, case):
    row = giving.give(
        by=world.leader, case=case, kecamatan=world.camat.kecamatan, due_on=in_days(3), **WORDS
    )
    mail = Notification.objects.get(recipient=world.camat)
    assert row.subject in mails.MAILS[mail.kind].compose(mail).subject
    type(world.camat).objects.filter(pk=world.camat.pk).update(
        kecamatan=world.other_camat.kecamatan
    )
    mail.refresh_from_db()

    with pytest.raises(mails.Stop):
        mails.MAILS[mail.kind].compose(mail)


def test_what_waits_is_opened_only_to_who_may_know(world, case):
    row = giving.give(
        by=world.leader, case=case, kecamatan=world.camat.kecamatan, due_on=in_days(3), **WORDS
    )
    todo = Todo.objects.get(object_id=str(row.pk), kind="disposition.accept")

    assert seen.records(world.camat, [todo]) == {todo.pk: row}
    assert seen.records(world.other_camat, [todo]) == {}


def test_the_message_of_what_is_restricted_carries_no_words(client, world, case, told):
    client.force_login(world.staff)
    restricted = client.get(told.get_absolute_url()).context["message"]
    Case.objects.update(classification="B")
    openly = client.get(told.get_absolute_url()).context["message"]

    assert restricted.startswith("*TERBATAS") and SECRET_WORDS not in restricted
    assert SECRET_WORDS in openly and told.code in restricted


def test_the_message_of_the_permasalahan_names_who_does_what_when_it_is_open(client, world, case):
    row = DispositionFactory(case=case, kecamatan=world.camat.kecamatan)
    doing.accept(row, by=world.camat)
    client.force_login(world.staff)
    Case.objects.update(classification="B")
    openly = client.get(case.get_absolute_url()).context["message"]
    Case.objects.update(classification="T")
    restricted = client.get(case.get_absolute_url()).context["message"]

    assert f"Disposisi: {row.addressee}, dikerjakan, batas" in openly
    assert "Disposisi:" not in restricted
