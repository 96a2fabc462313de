"""Kegiatan in the monthly reports: the PDF's figure is that of an independent count."""

import datetime as dt

import pytest

from renaksi.models import Activity
from reports.figures import activities as figures
from reports.kinds import activities as kind_facts
from tests.renaksi.factories import ActivityFactory, ActivityKindFactory
from tests.reports.october import compiled, drawn, october, opened
from tests.reports.rows import MONTH
from tests.reports.test_monthly import words
from tests.team.factories import UserFactory
from timdu.documents.models import DocumentVersion

pytestmark = pytest.mark.django_db
DIALOG = "Dialog pemuda dua desa."


def held(place, by=None, **traits):
    return ActivityFactory(entered_by=by or place.verifier, **traits)


@pytest.fixture
def month(place):
    """Of the desk and of two kecamatan; one month before, one withdrawn, one of another team."""
    camat, other = place.reporters
    held(place, people=60, kind=ActivityKindFactory(name="dialog"), about=DIALOG,
         result="Kedua desa sepakat ronda bersama.", follow_up="Rapat bulan depan.")  # fmt: skip
    held(place, people=25, people_certainty="provisional")
    held(place, by=camat, people=None, people_certainty="unknown", about="Monitoring pasar.")
    held(place, by=other, classification="B", about="Patroli malam.")
    held(place, held_on=dt.date(2026, 9, 30), about="Bulan sebelumnya.")
    held(place, withdrawn=True, about="Salah catat.")
    ActivityFactory(entered_by=UserFactory(), about="Tim lain.")
    return place


def plain(place, letters="BT", **of):
    """The rows of October once more, by plain Python."""
    return [
        row for row in Activity.objects.all()
        if row.team_id == place.team.pk and (row.held_on.year, row.held_on.month) == (2026, 10)
        and row.withdrawn_at is None and row.classification in letters
        and all(getattr(row, name) == value for name, value in of.items())
    ]  # fmt: skip


def test_facts_and_pdf_of_the_team_equal_a_plain_recount(month):
    october(month)

    version = compiled(month)
    told = words(drawn(opened(month).current))
    rows, found = plain(month), version.facts["activities"]
    assert found["total"] == len(rows) == 4
    assert {row["code"] for row in found["rows"]} == {row.code for row in rows}
    assert found["people"] == sum(row.people or 0 for row in rows) == 125
    assert (found["provisional"], found["unknown"], found["more"]) == (1, 1, 0)
    assert "F. Kegiatan Timdu" in told and "G. Analisis dan prediksi" in told
    assert "4 (empat) kegiatan: 3 sosialisasi, 1 dialog." in told
    assert "Peserta yang tercatat 125 orang" in told and "1 (satu) kegiatan tidak diketahui" in told
    assert "Dialog: Dialog pemuda dua" in told and "Tindak lanjut: Rapat bulan depan." in told
    for absent in ("Bulan sebelumnya", "Salah catat", "Tim lain"):
        assert absent not in told


def test_a_document_tells_of_no_kegiatan_above_its_classification(month):
    october(month)
    for number in range(5):
        held(month, about=f"Tertutup {number}.")
    document = opened(month)
    document.classification = "B"
    document.save()

    found = compiled(month).facts["activities"]

    assert {row["about"] for row in found["rows"]} == {"Patroli malam."}
    assert found["total"] == len(plain(month, "B")) == 1
    assert found["withheld"] == len(plain(month)) - 1 == 8


def test_a_kecamatan_tells_of_what_it_held_itself(month):
    october(month)
    camat = month.reporters[0]

    version = compiled(month, "kecamatan_monthly", camat.kecamatan)
    found = version.facts["activities"]

    (own,) = plain(month, kecamatan_id=camat.kecamatan_id)
    assert [row["code"] for row in found["rows"]] == [own.code]
    told = words(drawn(version))
    assert "D. Kegiatan" in told and "Jumlah peserta tidak diketahui." in told


def test_a_nil_month_may_hold_kegiatan(month):
    october(month)

    told = words(drawn(compiled(month, "kecamatan_monthly", month.reporters[1].kecamatan)))

    assert "NIHIL" in told and "B. Kegiatan" in told and "Patroli malam" in told


def test_a_month_without_any_says_so(place):
    october(place)

    told = words(drawn(compiled(place)))

    assert "Belum ada kegiatan yang tercatat untuk bulan Oktober 2026." in told


@pytest.mark.parametrize("kind", ["monthly", "kecamatan_monthly"])
def test_a_version_frozen_before_there_were_kegiatan_is_drawn_as_it_was(month, kind):
    october(month)
    new = compiled(month, kind, None if kind == "monthly" else month.kecamatan_list[0])
    facts = {key: value for key, value in new.facts.items() if key != "activities"}
    old = DocumentVersion(
        document=new.document, number=99, schema=1, passages=new.passages,
        snapshot={**new.snapshot, "schema": 1, "facts": facts},
    )  # fmt: skip

    told = words(drawn(old))

    assert "Kegiatan" not in told
    assert ("F. Analisis" in told) == (kind == "monthly")


def test_every_figure_opens_exactly_its_rows(client, month):
    client.force_login(month.verifier)

    found = figures.activities(Activity.objects.visible_to(month.verifier), MONTH)

    for number in (found.total, *(one for _, one in found.kinds)):
        rows = client.get(number.url).context["page"].rows
        assert len(rows) == number.count > 0
    assert sum(one.count for _, one in found.kinds) == found.total.count


@pytest.mark.parametrize(("person", "count"), [("verifier", 4), ("reporter", 1)])
def test_the_page_that_compiles_counts_what_the_report_will_tell(client, month, person, count):
    user = month.verifier if person == "verifier" else month.reporters[0]
    client.force_login(user)

    page = client.get("/dokumen/susun/?bulan=2026-10")
    number = page.context["activities"].total

    assert number.count == count == len(client.get(number.url).context["page"].rows)


def test_facts_take_the_same_queries_for_one_and_three(place, django_assert_num_queries):
    rows = figures.team_rows(place.team.pk, "T")
    held(place)
    for more in (0, 2):
        for _ in range(more):
            held(place, by=place.reporters[0])
        with django_assert_num_queries(4):
            kind_facts.facts(rows, MONTH)
