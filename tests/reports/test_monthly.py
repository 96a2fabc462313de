"""Laporan Bulanan: what it freezes, what its PDF says, what lies inside it."""

import csv
import hashlib
import io
import json
import os
import subprocess
import sys

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.models import Incident, Step
from reports.kinds import monthly
from tests.documents import pdf_tools
from tests.reports import plain
from tests.reports.october import NOW, compiled, drawn, october, opened, report
from tests.reports.rows import MONTH
from timdu.documents import compiling

pytestmark = pytest.mark.django_db

ONE_LINE = str.maketrans("\u00a0\n", "  ")


def words(data):
    return " ".join(pdf_tools.text(data).translate(ONE_LINE).split())


def sent(place):
    """The rows a document up to T may count."""
    rows = Incident.objects.sent().filter(team=place.team).exclude(classification="R")
    return list(rows.select_related("kecamatan"))


def test_facts_equal_a_plain_recount(place):
    october(place)

    facts = compiled(place).facts

    rows = plain.of_month(sent(place), 2026, 10, place.team.zone)
    good = plain.counted(rows)
    totals = facts["totals"]
    assert (totals["verified"], totals["events"], totals["waiting"]) == (
        len(good), sum(row.kind == "event" for row in good), 1,
    )  # fmt: skip
    assert [row["code"] for row in facts["kecamatan"]] == place.codes
    for row in facts["kecamatan"]:
        wanted = plain.kecamatan(rows, row["code"])
        assert (row["verified"], row["sources"], row["level"]) == (
            wanted["total"], wanted["sources"], wanted["level"],
        )  # fmt: skip
    assert [row["state"] for row in facts["kecamatan"]] == ["report", "nil", "missing"]
    assert (totals["with_reports"], totals["nil"], totals["missing"]) == (1, 1, 1)


def test_facts_tell_the_event_with_its_certainty(place):
    made = october(place)

    (event,) = compiled(place).facts["events"]

    lines = {line["label"]: line["text"].translate(ONE_LINE) for line in event["lines"]}
    assert event["code"] == made["event"].code
    assert lines["Korban"] == "Luka berat: tidak diketahui; luka ringan: 2 orang (pasti)"
    assert lines["Kerugian"] == "Belum diketahui"
    assert lines["Langkah"] == "Camat: menemui massa (12 Okt 2026 10.00 WIB)"
    assert lines["Sumber"].endswith(f"terkonfirmasi; laporan {made['event'].code}")


def test_facts_hold_nothing_of_what_is_secret(place):
    made = october(place)

    version = compiled(place)

    assert version.facts["withheld"] is None
    assert made["secret"].code not in json.dumps(version.snapshot)


def test_no_document_names_who_told_it(place):
    """What the Inspektorat, a governor or an observer reads names neither reporter nor source."""
    made = october(place)
    reporter = made["event"].entered_by.full_name = "Sentinelawan"
    made["event"].entered_by.save()
    Incident.objects.update(source_name="Jenglot", summary=f"Kata Jenglot dan {reporter}: sepi.")
    Step.objects.update(actor=reporter, action="menemui Jenglot")

    told = json.dumps(compiled(place).snapshot)

    assert "Jenglot" not in told and reporter not in told
    assert "Kata [disamarkan] dan [disamarkan]: sepi." in told


def test_facts_say_how_many_are_withheld_only_when_they_are_many(place):
    october(place)
    for _ in range(4):
        report(place, classification="R")

    facts = compiled(place).facts

    assert facts["withheld"] == 5
    assert "5 laporan terverifikasi" in words(drawn(opened(place).current))


def test_facts_count_an_agency_report_from_a_silent_kecamatan(place):
    october(place)
    report(place, origin="secretariat", kecamatan=2, source="a", field="politics")

    row = compiled(place).facts["kecamatan"][2]
    shown = monthly.recap(opened(place).current.facts)["rows"][2]

    assert (row["state"], row["verified"]) == ("missing", 1)
    assert (shown["span"], shown["state_words"]) == ("", "Belum melapor")


def test_recap_spans_words_where_nothing_is_counted(place):
    october(place)

    rows = monthly.recap(compiled(place).facts)["rows"]

    assert [row["span"] for row in rows] == [
        "",
        "NIHIL (dilaporkan tidak ada kejadian)",
        "BELUM MELAPOR (keadaan tidak diketahui)",
    ]


def test_snapshot_and_pdf_are_the_same_when_nothing_changed(place):
    october(place)
    document = opened(place)
    first, second = (compiling.compile_next(document, read(document), by=None) for _ in range(2))

    assert first.fingerprint == second.fingerprint
    assert drawn(first) == drawn(second)


def read(document):
    return compiling.read(document, now=NOW)


ELSEWHERE = """
import hashlib, json, sys
import django
django.setup()
from timdu.documents import letters
from timdu.documents.models import Document, DocumentVersion, Rendition
frozen = json.load(sys.stdin)
version = DocumentVersion(document=Document(kind="monthly"), **frozen)
print(hashlib.sha256(letters.draw(Rendition(version=version)).data).hexdigest())
"""


def test_pdf_has_the_same_bytes_in_another_process(place, settings):
    october(place)
    version = compiled(place)
    frozen = json.dumps({"snapshot": version.snapshot, "passages": version.passages})
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}

    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        input=frozen, capture_output=True, text=True, check=True, env=environment,
        cwd=settings.BASE_DIR,
    )  # fmt: skip

    assert done.stdout.split()[-1] == hashlib.sha256(drawn(version)).hexdigest()


def test_pdf_says_what_the_letter_must_say(place):
    place.team.is_demo = True
    place.team.save()
    made = october(place)

    text = words(drawn(compiled(place)))

    for part in (
        made["event"].code,
        made["potential"].code,
        "KONSEP",
        "TERBATAS",
        "DATA CONTOH – BUKAN KEJADIAN NYATA",
        "Halaman 1 dari",
        "NIHIL (dilaporkan tidak ada kejadian)",
        "BELUM MELAPOR (keadaan tidak diketahui)",
        "Belum diketahui (1 laporan)",
        "tercatat 2 (dua) laporan terverifikasi dari satu kecamatan",
        "Pendapat tim, terpisah dari fakta".upper(),
        "Undang-Undang Nomor 7 Tahun 2012",
    ):
        assert part in text or part.lower() in text.lower(), part
    assert made["secret"].code not in text
    assert made["waiting"].code not in text


def test_pdf_is_clean_and_carries_its_data(place, tmp_path):
    october(place)
    version = compiled(place)

    data = drawn(version)

    inside = pdf_tools.embedded(data, tmp_path)
    assert sorted(inside) == ["data.json", "rekap.csv"]
    assert json.loads(inside["data.json"]) == version.facts
    assert pdf_tools.check(data) == ""
    assert int(pdf_tools.info(data)["Pages"]) in (5, 6)
    assert all(font.embedded and font.subset and font.unicode for font in pdf_tools.fonts(data))
    assert {font.name.partition("+")[2][:5] for font in pdf_tools.fonts(data)} == {"Arimo"}


def test_recap_file_equals_the_facts(place):
    october(place)
    version = compiled(place)

    file = next(item for item in monthly.attachments(version.snapshot) if item.name == "rekap.csv")

    head, *rows = csv.reader(io.StringIO(file.data.decode("utf-8-sig")), delimiter=";")
    assert head[2:7] == list("abcde")
    assert [[int(cell) for cell in row[2:9]] for row in rows] == [
        [*row["sources"], row["verified"], row["events"]] for row in version.facts["kecamatan"]
    ]


def test_a_very_long_month_goes_into_a_spreadsheet(place):
    october(place)
    for index in range(monthly.PRINTED + 8):
        report(place, kind="event", summary=f"=Peristiwa {index}")

    version = compiled(place)

    annex = monthly.attachments(version.snapshot)[-1]
    assert annex.name == "peristiwa.xlsx"
    sheet = openpyxl.load_workbook(io.BytesIO(annex.data)).active
    assert sheet.max_row - 1 == len(version.facts["other_events"])
    assert {cell.data_type for cell in sheet["C"]} == {"s"}
    assert "peristiwa.xlsx" in words(drawn(version))
    assert monthly.attachments(version.snapshot)[-1].data == annex.data


def test_what_people_typed_is_text_in_the_pdf(place):
    october(place)
    report(place, kind="event", summary="<b>Kelompok</b> & {{ facts }}", urgency="very_urgent")

    assert "<b>Kelompok</b> & {{ facts }}" in words(drawn(compiled(place)))


def test_an_empty_month_says_so_without_saying_that_all_is_quiet(place):
    version = compiled(place)

    text = words(drawn(version))

    assert "tidak tercatat laporan terverifikasi" in text
    assert "dari kecamatan yang melapor" in text
    assert version.facts["totals"]["verified"] == 0


def test_facts_take_the_same_queries_for_one_and_three_kecamatan_with_reports(
    place, django_assert_num_queries
):
    october(place)
    document = opened(place)
    with CaptureQueriesContext(connection) as before:
        read(document)
    for index in range(3):
        report(place, kecamatan=index, origin="secretariat")

    with django_assert_num_queries(len(before)):
        read(document)


def test_month_is_the_period_of_the_document(place):
    october(place)

    version = compiled(place)

    assert version.facts["month"] == str(MONTH)
    assert version.snapshot["period"] == {"first": "2026-10-01", "last": "2026-10-31"}
