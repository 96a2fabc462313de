"""Pages of disposisi and permintaan: written, answered with one tap, filtered, printed."""

from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from incidents.cases.asking.actions import dates, doing, giving, requests
from incidents.cases.asking.models import CoordinationRequest, DateChange, Disposition, Result
from incidents.cases.models import Case
from tests.asking.factories import ArahanFactory, DispositionFactory, RequestFactory, in_days
from tests.asking.test_actions import WORDS
from tests.cases.factories import CaseFactory
from tests.files.factories import upload
from tests.reading import words
from tests.team.factories import AgencyFactory
from timdu.files.models import Attachment

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world):
    return CaseFactory(opened_by=world.staff)


@pytest.fixture
def row(world, case):
    return giving.give(
        by=world.leader, case=case, kecamatan=world.camat.kecamatan, due_on=in_days(7), **WORDS
    )


@pytest.fixture
def asked(world, case):
    return requests.ask(by=world.staff, case=case, agency=world.agency, **WORDS)


@pytest.fixture
def as_(client, world):
    def sign_in(name):
        client.force_login(world.people[name])
        return client

    return sign_in


def typed(world, **more):
    to = f"k{world.camat.kecamatan_id}"
    return {**WORDS, "to": to, "due_on": str(in_days(5)), "wanted": ["act", "know"], **more}


def url(row, path=""):
    return row.get_absolute_url() + path


def test_given_from_the_page_of_a_permasalahan(as_, world, case):
    page = as_("secretary")
    assert page.get(url(case, "disposisi/")).context["form"].initial["subject"] == case.title

    said = words(page.post(url(case, "disposisi/"), typed(world), follow=True))

    made = Disposition.objects.get()
    assert f"Disposisi {made.code} dikirim kepada Camat" in said
    assert (made.giver, made.wanted, made.due_on) == (world.secretary, ["act", "know"], in_days(5))
    assert made.subject in words(page.get(url(case)))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"to": ""}, "to"), ({"subject": ""}, "subject"), ({"text": ""}, "text"),
        ({"due_on": ""}, "due_on"), ({"within_days": "3"}, "within_days"),
        ({"due_on": "2020-01-01"}, "due_on"), ({"within_days": "900"}, "within_days"),
        ({"urgency": "apa"}, "urgency"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_its_field(as_, world, case, wrong, field):
    page = as_("secretary").post(url(case, "disposisi/"), typed(world, **wrong))

    assert page.status_code == 200
    assert list(page.context["form"].errors) == [field]
    assert page.context["form"]["text"].value() == wrong.get("text", WORDS["text"])
    assert not Disposition.objects.exists()


def test_the_form_offers_only_who_may_be_told(as_, world, case):
    vertical = AgencyFactory(team=world.team, is_vertical=True, short_name="Polres")
    fkub = AgencyFactory(team=world.team, short_name="FKUB")

    def offered(path):
        form = as_("secretary").get(url(case, path)).context["form"]
        groups = [group for _, group in form.fields["to"].choices if isinstance(group, list)]
        return {key for group in groups for key, _ in group}

    told, asked = offered("disposisi/"), offered("permintaan/")
    assert f"a{world.agency.pk}" in told & asked
    for outside in (vertical, fkub):
        assert f"a{outside.pk}" not in told and f"a{outside.pk}" in asked
    assert f"p{world.forkopimda.pk}" in asked


def test_whom_the_form_does_not_offer_is_refused(as_, world, case):
    vertical = AgencyFactory(team=world.team, is_vertical=True)

    page = as_("secretary").post(url(case, "disposisi/"), typed(world, to=f"a{vertical.pk}"))

    assert list(page.context["form"].errors) == ["to"]


def test_pressed_twice_it_is_given_once_and_the_page_says_so(as_, world, case):
    page = as_("secretary")
    key = page.get(url(case, "disposisi/")).context["form"]["client_uuid"].value()
    page.post(url(case, "disposisi/"), typed(world, client_uuid=key))

    again = words(page.post(url(case, "disposisi/"), typed(world, client_uuid=key)))

    assert "sudah tersimpan, satu kali" in again and Disposition.objects.get().code in again


def test_one_tap_accepts_and_a_second_tap_is_told(as_, world, row):
    page = as_("camat")
    assert "Terima disposisi" in words(page.get(url(row)))

    page.post(url(row, "terima/"), {"version": row.version})
    again = words(page.post(url(row, "terima/"), {"version": row.version}))

    row.refresh_from_db()
    assert row.status == "accepted"
    assert "Tidak dapat dilakukan lagi: keadaannya sekarang “Dikerjakan”." in again


def test_a_get_of_an_act_changes_nothing(as_, world, row):
    for path in ("terima/", "kembalikan/"):
        assert as_("camat").get(url(row, path)).status_code == 200

    row.refresh_from_db()
    assert row.status == "sent"


def test_reported_with_evidence_and_accepted_by_another(as_, world, row):
    doing.accept(row, by=world.camat)
    as_("camat").post(url(row, "lapor/"), {"note": "Pertemuan berlangsung.", "uploads": upload()})
    assert Result.objects.get().text == "Pertemuan berlangsung."
    assert Attachment.objects.count() == 1
    assert "Pertemuan berlangsung." in words(as_("verifier").get(url(row)))

    as_("verifier").post(url(row, "terima-hasil/"))

    row.refresh_from_db()
    assert row.status == "done"


def test_who_reported_reads_why_they_cannot_accept(as_, world, row):
    doing.accept(row, by=world.camat)
    doing.report(row, by=world.verifier, note="Sudah.", told="Camat, telepon.")

    text = words(as_("verifier").get(url(row)))

    assert "tidak pernah oleh yang melaporkannya" in text


def test_a_wish_for_another_day_is_answered_on_the_page(as_, world, row):
    doing.accept(row, by=world.camat)
    typed_ = {"wanted_on": str(in_days(20)), "reason": "Kades di luar."}
    as_("camat").post(url(row, "tanggal/"), typed_)
    change = DateChange.objects.get()
    path = url(row, f"tanggal/{change.pk}/")

    refused = as_("secretary").post(path, {"grant": "tidak", "note": ""})
    assert "Tulis mengapa tanggalnya tidak diubah." in words(refused)
    as_("secretary").post(path, {"grant": "ya", "note": ""})

    text = words(as_("camat").get(url(row)))
    row.refresh_from_db()
    assert row.due_on == in_days(20) and "semula" in text


def test_a_wish_to_a_past_day_is_refused_beside_its_field(as_, world, row):
    doing.accept(row, by=world.camat)
    page = as_("camat").post(url(row, "tanggal/"), {"wanted_on": "2020-01-01", "reason": "Ya."})

    assert list(page.context["form"].errors) == ["wanted_on"]


def test_overdue_is_read_by_both_sides(as_, world, row):
    doing.accept(row, by=world.camat)
    Disposition.objects.update(due_on=in_days(-2), first_due_on=in_days(-2))

    for name in ("camat", "leader", "staff"):
        assert "Lewat batas" in words(as_(name).get(url(row)))
        assert "Lewat batas" in words(as_(name).get("/disposisi/"))


def test_sent_again_it_carries_what_was_written(as_, world, row):
    doing.send_to_giver(row, by=world.camat, note="Bukan kewenangan.")
    page = as_("leader")
    form = page.get(url(row, "kirim-lagi/")).context["form"]
    assert form["text"].value() == WORDS["text"]

    again = typed(world, to=f"a{world.agency.pk}", version=form["version"].value())
    page.post(url(row, "kirim-lagi/"), again)
    stale = page.post(url(row, "kirim-lagi/"), again)

    row.refresh_from_db()
    assert (row.status, row.agency) == ("sent", world.agency)
    assert "sudah berubah" in words(stale)


def test_one_tap_answers_a_permintaan(as_, world, asked):
    page = as_("member")
    text = page.get(url(asked)).content.decode()
    for reply in CoordinationRequest.Reply.values:
        assert f'value="{reply}"' in text

    said = words(page.post(url(asked, "jawab/"), {"reply": "followed_up"}, follow=True))

    assert "Jawaban tersimpan: Ditindaklanjuti sesuai kewenangan." in said
    assert "Jawab lagi" in said


def test_the_desk_answers_for_who_has_no_account_and_says_from_whom(as_, world, asked):
    page = as_("staff").post(url(asked, "jawab/"), {"reply": "confirmed"})
    assert list(page.context["form"].errors) == ["told"]

    told = {"reply": "confirmed", "told": "Kasat, telepon.", "uploads": upload()}
    said = words(as_("staff").post(url(asked, "jawab/"), told, follow=True))

    assert "disampaikan Kasat, telepon." in said
    assert Attachment.objects.count() == 1


def test_a_permintaan_is_never_called_late(as_, world, asked):
    CoordinationRequest.objects.update(expected_on=in_days(-30), at=timezone.now())

    for name in ("member", "staff"):
        for path in (url(asked), "/permintaan/"):
            text = words(as_(name).get(path)).lower()
            late = ("lewat batas", "hari lewat", "terlambat", "tenggat")
            assert [word for word in late if word in text] == []


def test_the_counts_are_exactly_their_lists(as_, world, case):
    office = {"case": case, "kecamatan": world.camat.kecamatan}
    for traits in ({}, {"accepted": True}, {"accepted": True, "due_on": in_days(-1)},
                   {"reported": True}, {"done": True}, {"withdrawn": True}):  # fmt: skip
        DispositionFactory(**office, **traits)
    RequestFactory(case=case)
    RequestFactory(case=case, answered=True)

    for path in ("/disposisi/", "/permintaan/"):
        counts = as_("staff").get(path).context["counts"]
        assert sum(one.count for one in counts) > 0
        for one in counts:
            assert len(as_("staff").get(one.url).context["page"].rows) == one.count


def test_the_homes_count_and_link_to_exactly_those(as_, world, case):
    office = {"case": case, "kecamatan": world.camat.kecamatan}
    for traits in ({}, {"accepted": True, "due_on": in_days(-1)}, {"done": True}):
        DispositionFactory(**office, **traits)
    DispositionFactory(case=CaseFactory(opened_by=world.far_staff))

    for name in ("staff", "leader"):
        told = as_(name).get("/").context["told"]
        assert (told.running.count, told.overdue.count) == (2, 1)
        for number in (told.running, told.overdue):
            assert len(as_(name).get(number.url).context["page"].rows) == number.count


def test_each_filter_narrows_and_is_taken_away_again(as_, world, case):
    urgent = DispositionFactory(
        case=case, kecamatan=world.camat.kecamatan, urgency="urgent", subject="Kapal",
        giver=world.leader,
    )  # fmt: skip
    other = DispositionFactory(case=case, agency=world.agency, accepted=True)

    def listed(query):
        return set(as_("staff").get(f"/disposisi/?{query}").context["page"].rows)

    assert listed("") == {urgent, other}
    assert listed("urgensi=urgent") == listed("q=kapal") == listed(f"q={urgent.code}") == {urgent}
    assert listed("keadaan=accepted") == listed(f"kepada=a{world.agency.pk}") == {other}
    assert listed("dari=saya") == {urgent, other}
    assert listed(f"q={case.code}") == {urgent, other}
    assert listed("keadaan=apa") == {urgent, other}
    chips = as_("staff").get("/disposisi/?urgensi=urgent&keadaan=sent").context["chips"]
    assert [chip.query for chip in chips] == ["urgensi=urgent", "keadaan=sent"] or len(chips) == 2


def test_an_arahan_shows_what_it_became_and_offers_it_to_the_desk(as_, world):
    arahan = ArahanFactory(leader=world.leader, kecamatan=world.camat.kecamatan)
    path = arahan.get_absolute_url()
    assert "Jadikan disposisi" in words(as_("staff").get(path))
    assert "Jadikan disposisi" not in words(as_("camat").get(path))
    form = as_("staff").get(f"/arahan/{arahan.pk}/disposisi/").context["form"]
    assert form.initial["to"] == f"k{world.camat.kecamatan_id}"
    assert form.initial["text"] == arahan.text

    as_("staff").post(f"/arahan/{arahan.pk}/disposisi/", typed(world))

    made = Disposition.objects.get()
    assert (made.giver, made.by) == (world.leader, world.staff)
    assert made.subject in words(as_("leader").get(path))
    assert f"arahan {world.leader.byline}" in words(as_("staff").get(url(made)))


def test_an_arahan_about_a_permasalahan_asks_about_that(as_, world, case):
    arahan = ArahanFactory(leader=world.leader)
    arahan.about = case
    arahan.save()

    as_("staff").post(f"/arahan/{arahan.pk}/permintaan/", {**WORDS, "to": f"a{world.agency.pk}"})

    assert CoordinationRequest.objects.get().case == case


def printed(client, path):
    answer = client.get(path)
    assert answer.headers["Content-Type"] == "application/pdf"
    pages = PdfReader(BytesIO(answer.content)).pages
    assert float(pages[0].mediabox.width) == pytest.approx(595, abs=1)
    return " ".join("\n".join(page.extract_text() for page in pages).split())


def test_the_sheet_says_what_the_page_says(as_, world, row, case):
    text = printed(as_("camat"), url(row, "lembar.pdf"))

    for part in ("LEMBAR DISPOSISI", row.code, row.addressee, row.text, row.giver.byline,
                 case.title, "TERBATAS", "Dengan hormat agar", "bukan tanda tangan"):  # fmt: skip
        assert part in text


def test_the_sheet_of_what_came_back_names_no_permasalahan_to_its_office(as_, world, row, case):
    doing.send_to_giver(row, by=world.camat, note="Bukan kewenangan.")

    assert case.title not in printed(as_("camat"), url(row, "lembar.pdf"))


def test_the_letter_of_a_permintaan_has_room_for_a_number_and_hides_the_permasalahan(
    as_, world, asked, case
):
    Case.objects.update(title="Judul yang tidak ikut.")

    text = printed(as_("member"), url(asked, "surat.pdf"))

    assert world.agency.name in text and asked.text in text and "Nomor" in text
    assert "Judul yang tidak ikut." not in text


def test_a_wish_is_answered_once(world, row):
    doing.accept(row, by=world.camat)
    change = dates.ask(row, by=world.camat, wanted_on=in_days(9), reason="Kades di luar.")

    dates.answer(change, by=world.leader, grant=True)

    assert DateChange.objects.get().answered_by == world.leader
