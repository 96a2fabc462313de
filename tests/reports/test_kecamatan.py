"""Laporan Bulanan Kecamatan: with reports, and nihil."""

import json

import pytest

from incidents.models import Damage
from reports.kinds import kecamatan
from tests.documents import pdf_tools
from tests.reports.october import compiled, drawn, october, report
from tests.reports.test_monthly import words

pytestmark = pytest.mark.django_db


def of(place, index):
    return compiled(place, "kecamatan_monthly", place.kecamatan_list[index])


def test_facts_hold_what_the_kecamatan_sent_itself(place):
    made = october(place)
    report(place, origin="secretariat")
    report(place, status="dropped")
    report(place, status="draft")

    facts = of(place, 0).facts

    assert {row["code"] for row in facts["incidents"]} == {
        made[key].code for key in ("event", "potential", "waiting")
    }
    assert facts["total"] == 3
    assert {
        row["name"]: (row["sent"], row["verified"], row["waiting"]) for row in facts["kinds"]
    } == {
        "Peristiwa": (1, 1, 0),
        "Potensi konflik": (2, 1, 1),
        "Informasi": (0, 0, 0),
        "Perkembangan": (0, 0, 0),
    }
    assert facts["nil"] is None


def test_facts_keep_rp_as_it_is_written(place):
    event = report(place, kind="event")
    Damage.objects.create(incident=event, kind="rupiah", value=12_000_000, certainty="provisional")

    (row,) = of(place, 0).facts["incidents"]

    assert row["harm"] == (
        "korban: belum diketahui; kerusakan: taksiran kerugian: Rp12.000.000 (sementara)"
    )


def test_passages_begin_with_what_the_reports_say(place):
    october(place)

    passages = of(place, 0).passages

    assert "menemui massa" in passages["steps"]
    assert passages["opinion"] == "Warga menunggu kepastian."
    assert passages["notes"] == ""


def test_pdf_with_reports_is_the_camats_letter(place):
    made = october(place)
    version = of(place, 0)

    data = drawn(version)
    text = words(data)

    assert f"PEMERINTAH {place.team.name.upper()}" in text
    for part in (made["event"].code, "Menunggu", "(diajukan)", "PENDAPAT CAMAT"):
        assert part in text
    assert made["secret"].code not in text
    assert pdf_tools.check(data) == ""


def test_data_inside_leaves_out_what_only_fed_the_text(place, tmp_path):
    october(place)

    data = json.loads(pdf_tools.embedded(drawn(of(place, 0)), tmp_path)["data.json"])

    assert data["total"] == 3
    assert all("opinion" not in row and "steps" not in row for row in data["incidents"])


def test_nihil_says_whom_the_camat_asked_on_one_page(place):
    october(place)
    version = of(place, 1)

    data = drawn(version)
    text = words(data)

    assert version.facts["nil"]["asked"] == ["Semua kepala desa", "Babinsa"]
    for part in ("NIHIL", "1 sampai dengan 31 Oktober 2026", "Semua kepala desa", "Babinsa"):
        assert part in text
    assert pdf_tools.info(data)["Pages"] == "1"


def test_neither_report_nor_nihil_is_not_called_nihil(place):
    october(place)

    text = words(drawn(of(place, 2)))

    assert "nihil belum dinyatakan" in text
    assert "NIHIL" not in text


def test_state_says_what_is_not_yet_verified():
    row = {
        "status": "Diajukan", "situation": "Terkendali.", "summary": "x", "harm": "",
        "date": "2026-10-12", "level": None,
    }  # fmt: skip

    assert kecamatan._row(row)["state"] == "Terkendali. (diajukan)"
