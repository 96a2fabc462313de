"""Hostile text on its way out: no cell is a formula, no document and no letter obeys it.

What stands in the database may be worse than what a form lets in: an import or an older version
put it there. Only what PostgreSQL itself refuses is left out.
"""

import csv
import email
import email.policy
import io

import openpyxl
import pytest
from django.utils import timezone

from incidents.models import Incident
from tests.documents import pdf_tools
from tests.hostile import LONG, TEXTS, WORKED_OUT, Page
from tests.reports.october import compiled, day, drawn, october
from tests.reports.rows import bare, saved
from timdu.core import mail, tables
from timdu.documents import letters
from timdu.documents.models import Rendition

pytestmark = pytest.mark.django_db
STORABLE = [
    text for text in TEXTS if "\0" not in text and text == text.encode(errors="replace").decode()
]
# A program that opens tables takes these for the start of a formula.
STARTS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def hostile_month(place, texts):
    """One verified event for each text, the text wherever a person may write."""
    long_fields = ("what", "who", "why", "how", "situation", "analysis", "prediction", "advice")
    rows = [
        bare(
            place.team, place.reporters, place.desa_list, verifier=place.verifier, kind="event",
            occurred_at=day(place, 1 + number % 28), summary=text[:280], place_text=text[:200],
            byline=text[:250], on_behalf=text[:120], source_name=text[:120],
            **{name: text[:2000] for name in long_fields},
        )
        for number, text in enumerate(texts)
    ]  # fmt: skip
    return saved(rows)


def test_corpus_is_large_enough_and_each_text_is_there_once():
    assert len(TEXTS) == len(set(TEXTS)) >= 200
    assert len(STORABLE) > 290


def test_table_of_reports_holds_no_formula_and_loses_no_row(place, client):
    made = hostile_month(place, STORABLE)
    client.force_login(place.verifier)

    data = b"".join(client.post("/laporan/unduh/", {"bentuk": "csv"}).streaming_content).decode(
        "utf-8-sig"
    )

    head, *rows = csv.reader(io.StringIO(data, newline=""), delimiter=";")
    assert len(rows) == len(made) == Incident.objects.count()
    assert {len(row) for row in rows} == {len(head)}
    assert [cell for row in rows for cell in row if cell.startswith(STARTS)] == []
    told = {row[head.index("Apa yang terjadi")] for row in rows}
    wanted = {text[:280] for text in STORABLE}
    assert {text for text in wanted if text not in told and f"'{text}" not in told} == set()


@pytest.mark.parametrize("text", [text for text in STORABLE if text not in LONG])
def test_csv_for_people_has_the_text_in_one_harmless_cell(text):
    data = tables.csv_for_people(["a", "b"], [[text, "akhir"]]).decode("utf-8-sig")

    (_, row) = csv.reader(io.StringIO(data, newline=""), delimiter=";")
    assert row[0] in (text, f"'{text}") and row[1] == "akhir"
    assert not row[0].startswith(STARTS)


def test_spreadsheet_holds_every_text_as_text():
    rows = [[text, f"'{number}", number] for number, text in enumerate(STORABLE)]

    data = tables.spreadsheet("Uji", ["isi", "teks", "angka"], rows, created=timezone.now())

    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    cells = [(row[0].data_type, row[2].value) for row in sheet.iter_rows(min_row=2)]
    assert [kind for kind, _ in cells if kind not in ("s", "inlineStr", "n")] == []
    assert [number for _, number in cells] == list(range(len(STORABLE)))


def test_monthly_report_obeys_nothing(place):
    october(place)
    hostile_month(place, STORABLE)
    version = compiled(place)

    page = letters.html(Rendition(version=version))

    assert WORKED_OUT not in page
    assert [tag for tag in Page(page).acts if "jahat" in tag] == []


def test_monthly_report_is_drawn_with_everything_in_it(place):
    """A sample: what could stop the printing is a kind of text, not the number of rows."""
    hostile_month(place, [text for text in STORABLE if text not in LONG][::5] + LONG[:3])

    data = drawn(compiled(place))

    assert b"/JavaScript" not in data and b"/Launch" not in data and b"/JS" not in data
    assert "jahat" in pdf_tools.text(data)


@pytest.mark.parametrize("text", STORABLE[:: max(1, len(STORABLE) // 60)] + ["a\r\nBcc: jahat@x.y"])
def test_letter_has_the_headers_it_was_given_and_no_other(text):
    made = mail.compose(
        mail.Letter(
            "<a@contoh.test>",
            "tuju@contoh.test",
            text,
            f"{text}\nisi",
            file_name=f"{text}.pdf",
            file=b"x",
        )
    )

    message = email.message_from_bytes(made, policy=email.policy.default)
    assert {name.lower() for name in message} == {
        "from", "to", "subject", "message-id", "auto-submitted", "mime-version", "content-type",
    }  # fmt: skip
    assert message["To"] == "tuju@contoh.test"
    assert len(message["Subject"].splitlines()) <= 1
    parts = list(message.walk())
    assert [part.get_content_type() for part in parts] == [
        "multipart/mixed", "text/plain", "application/pdf",
    ]  # fmt: skip
