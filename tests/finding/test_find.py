"""The page of the search: marked words, codes, filters, pages, spelling; a cost that stays."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reports.finding import results
from reports.finding.pieces import Piece, around, marked
from reports.finding.wanted import Wanted
from tests.cases.factories import CaseFactory, HandlingFactory
from tests.files.factories import AttachmentFactory, StoredFileFactory
from tests.incidents.factories import DevelopmentFactory, IncidentFactory, PatternFactory
from tests.reading import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, world):
    client.force_login(world.verifier)
    return client


def found(response):
    return {one.told.code for one in response.context["rows"]}


def test_marking_cuts_no_word_and_loses_none():
    text = "Nelayan menahan kapal; nelayan lain menonton."

    pieces = marked(text, frozenset({"nelayan"}))

    assert "".join(piece.text for piece in pieces) == text
    assert [piece for piece in pieces if piece.found] == [Piece("Nelayan", True),
                                                          Piece("nelayan", True)]  # fmt: skip
    assert marked("", frozenset()) == [] and marked("Aman.", frozenset()) == [Piece("Aman.")]


def test_a_long_text_is_cut_around_the_word():
    text = " ".join(["kata"] * 80 + ["kunci"] + ["akhir"] * 80)

    shown = "".join(piece.text for piece in around(text, frozenset({"kunci"})))

    assert shown.startswith("… kata") and shown.endswith("akhir …") and "kunci" in shown
    assert len(shown) < 230 and around(text, frozenset({"lain"})) == []
    assert around("x" * 900 + " kunci", frozenset({"kunci"}))[-1] == Piece("kunci", True)


def test_what_is_marked_is_escaped(desk, world):
    IncidentFactory(entered_by=world.camat, summary="<b>Kapal</b> <script>kapal</script> & kapal")

    page = desk.get("/cari/?q=kapal").content.decode()

    assert "&lt;b&gt;<mark>Kapal</mark>&lt;/b&gt; &lt;script&gt;<mark>kapal</mark>" in page
    assert "<script>kapal" not in page


@pytest.mark.parametrize(
    "text", ["' OR 1=1 --", "%", "& | ! ( )", ":*", "<script>", "😀", "a" * 150]
)
def test_hostile_words_find_nothing_and_break_nothing(desk, world, text):
    IncidentFactory(entered_by=world.camat)

    answer = desk.get("/cari/", {"q": text, "lanjut": text, "wilayah": text, "apa": text})

    assert answer.status_code == 200 and answer.context["rows"] == []


def test_a_code_leads_straight_to_its_record(desk, world):
    row = IncidentFactory(entered_by=world.camat)
    case = CaseFactory(opened_by=world.staff)

    for record in (row, case):
        plain = record.code.replace("-", " ").lower()
        assert desk.get("/cari/", {"q": plain}).headers["Location"] == record.get_absolute_url()
        asked = desk.get("/cari/", {"q": plain}, headers={"hx-request": "true"})
        assert asked.headers["HX-Redirect"] == record.get_absolute_url()
    # With a filter it is a search like any other.
    assert found(desk.get("/cari/", {"q": row.code, "tingkat": "4"})) == set()


def test_filters_leave_out_what_cannot_answer_them(desk, world):
    pattern = PatternFactory(name="lahan contoh")
    row = IncidentFactory(entered_by=world.camat, summary="Kapal.", kind="event", pattern=pattern)
    other = IncidentFactory(entered_by=world.member, summary="Kapal.", likelihood=4, impact=4)
    case = CaseFactory(opened_by=world.staff, title="Kapal", likelihood=4, impact=4,
                       holder_kecamatan=world.camat.kecamatan)  # fmt: skip
    today = timezone.localdate().isoformat()

    for query, codes in {
        "": {row.code, other.code, case.code},
        "apa=laporan": {row.code, other.code},
        "apa=permasalahan": {case.code},
        "jenis=event": {row.code},
        "tahap=latent": {case.code},
        "tahap=latent&jenis=event": set(),
        "tingkat=3-4": {other.code, case.code},
        f"wilayah={world.camat.kecamatan_id}": {row.code, case.code},
        f"wilayah={row.place_id}": {row.code},
        f"instansi={world.agency.pk}": {other.code},
        f"pola={pattern.pk}": {row.code},
        f"sampai={today}": {row.code, other.code, case.code},
        "sampai=2020-01-01": set(),
        "dari=2999-01-01": set(),
        "dari=2026-02-02&sampai=2026-01-01": {row.code, other.code, case.code},
    }.items():
        answer = desk.get(f"/cari/?q=kapal&{query}")
        assert found(answer) == codes, query
        assert found(desk.get(f"/cari/?{query}&dari=2000-01-01")) >= codes or "dari" in query


def test_every_page_continues_where_the_last_one_ended(desk, world):
    now = timezone.now()
    for number in range(30):
        # Several of one moment, of two kinds.
        at = now - dt.timedelta(hours=number // 4)
        IncidentFactory(entered_by=world.camat, summary="Kapal.", occurred_at=at)
        CaseFactory(opened_by=world.staff, title="Kapal", changed_at=at)

    seen, cursor = [], ""
    while True:
        page = results.find(Wanted("kapal", world.staff), cursor=cursor)
        seen += page.hits
        cursor = page.next_cursor
        if not cursor:
            break

    places = [hit.place for hit in seen]
    assert len(places) == len(set(places)) == 60
    moments = [moment for moment, _, _ in places]
    assert moments == sorted(moments, reverse=True)


def test_the_cost_does_not_grow(desk, world):
    costs = []
    for more in (1, 2):
        for _ in range(more):
            row = IncidentFactory(entered_by=world.camat, summary="Kapal.")
            DevelopmentFactory(incident=row, text="Kapal pulang.")
            AttachmentFactory(owner=row, added_by=world.staff, caption="Kapal")
            HandlingFactory(case=CaseFactory(opened_by=world.staff, title="Kapal"), what="kapal")
        desk.get("/cari/?q=kapal")
        with CaptureQueriesContext(connection) as made:
            assert len(desk.get("/cari/?q=kapal").context["rows"]) >= 4
        costs.append(len(made))

    assert costs[0] == costs[1]


def test_nothing_found_says_what_to_try(desk, world):
    IncidentFactory(entered_by=world.camat, summary="Nelayan berkumpul.")

    assert "Maksud Anda nelayan ?" in words(desk.get("/cari/?q=nelaian"))
    page = words(desk.get("/cari/?q=qqqqqq"))
    assert "Tidak ada yang cocok" in page and "Maksud Anda" not in page
    assert "Apa yang dicari?" in words(desk.get("/cari/"))


def test_a_name_of_a_file_is_found_by_its_parts(desk, world):
    row = IncidentFactory(entered_by=world.camat)
    file = StoredFileFactory(
        name="berita-acara_patok.jpg", uploaded_by=world.staff, team=world.team
    )
    AttachmentFactory(owner=row, file=file, caption="Patok di timur")

    (one,) = desk.get("/cari/?q=patok").context["rows"]

    assert one.told.word == "Berkas" and one.told.url == row.get_absolute_url()
    assert found(desk.get("/cari/?q=acara+timur")) == set()


def test_the_head_of_every_page_leads_here(desk):
    page = desk.get("/laporan/").content.decode()

    assert 'action="/cari/"' in page and "data-search-key" in page
