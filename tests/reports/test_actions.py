"""Having a report compiled on demand."""

import pytest
from django.urls import reverse

from reports import actions
from tests.reports.october import october
from tests.reports.rows import MONTH
from tests.team.factories import UserFactory
from timdu.core.access import Denied
from timdu.core.workflow import WrongState
from timdu.documents.models import Document

pytestmark = pytest.mark.django_db


def test_compile_month_begins_and_then_returns_the_same_document(place):
    first = actions.compile_month("monthly", MONTH, by=place.secretary)
    second = actions.compile_month("monthly", MONTH, by=UserFactory(team=place.team))

    assert first == second
    assert first.job.by == place.secretary
    assert first.is_compiling


def test_compile_month_of_a_kecamatan_is_the_camats_own(place):
    october(place)
    camat = place.reporters[0]

    document = actions.compile_month(
        "kecamatan_monthly", MONTH, by=camat, kecamatan=camat.kecamatan
    )

    assert document.kecamatan == camat.kecamatan
    with pytest.raises(Denied):
        actions.compile_month(
            "kecamatan_monthly", MONTH, by=camat, kecamatan=place.kecamatan_list[1]
        )
    with pytest.raises(Denied):
        actions.compile_month("monthly", MONTH, by=camat)


def test_compile_month_asks_for_a_report_or_nihil_first(place):
    camat = place.reporters[0]

    with pytest.raises(WrongState, match="nyatakan nihil lebih dahulu"):
        actions.compile_month("kecamatan_monthly", MONTH, by=camat, kecamatan=camat.kecamatan)

    assert not Document.objects.exists()


def test_compile_month_of_a_nihil_month(place):
    october(place)
    camat = place.reporters[1]

    document = actions.compile_month(
        "kecamatan_monthly", MONTH, by=camat, kecamatan=camat.kecamatan
    )

    assert document.period_first == MONTH.first


def test_a_month_that_is_none_is_refused_with_words_once(place, client):
    client.force_login(place.secretary)

    page = client.get(reverse("report_compile"), {"bulan": "xx"}).content.decode()

    assert "Pilihan belum lengkap." in page
    assert page.count('class="error-summary"') == 1
