"""Peristiwa menonjol: proposed by weight, picked by hand on the text page while it is konsep."""

import json

import pytest

from reports.kinds import monthly, monthly_events
from tests.documents.factories import drawn as done
from tests.reading import words
from tests.reports.october import NOW, compiled, day, october, opened, report
from tests.team.factories import UserFactory
from timdu.core import events
from timdu.documents import compiling
from timdu.documents.actions import approval
from timdu.documents.models import Document
from timdu.team import settings as team_settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def month(place):
    """Three events of October in the order of their weight, and a report that is no event."""
    team_settings.change(place.team, "monthly.events", 1, by=None, valid_from=day(place, 1).date())
    made = october(place)
    light = report(
        place, kind="event", summary="Adu mulut di pasar.", likelihood=1, impact=1,
        occurred_at=day(place, 3),
    )  # fmt: skip
    middle = report(
        place, kind="event", summary="Warga menutup jalan.", likelihood=3, impact=3,
        occurred_at=day(place, 20),
    )  # fmt: skip
    return {**made, "middle": middle, "light": light}


@pytest.fixture
def version(place, month):
    return settled(compiled(place))


def settled(version):
    """The document as the worker leaves it: no wish to compile is open."""
    Document.objects.filter(pk=version.document_id).update(compile_wanted_at=None)
    return version


@pytest.fixture
def staff(client, place):
    person = UserFactory(team=place.team)
    client.force_login(person)
    return person


def url(version):
    return f"/dokumen/{version.document_id}/naskah/"


def data(client, version, *codes, **changes):
    """The page as the browser sends it, with these events ticked."""
    form = client.get(url(version)).context["form"]
    typed = {field.html_name: field.value() for field in form}
    return typed | {"featured": list(codes), "save": "1"} | changes


def told(version):
    facts = version.facts
    return [row["code"] for row in facts["events"]], [row["code"] for row in facts["other_events"]]


def newest(version):
    version.document.refresh_from_db()
    return version.document.current


def codes(month, *names):
    return [month[name].code for name in names]


def test_the_page_offers_every_verified_event_by_weight_and_proposes_the_first(
    client, staff, version, month
):
    page = client.get(url(version))

    field = page.context["form"]["featured"]
    assert [value for value, _ in field.field.choices] == codes(month, "event", "middle", "light")
    assert field.value() == codes(month, "event")
    text = words(page)
    assert "Peristiwa menonjol" in text and "Paling banyak 1." in text
    assert "Adu mulut di pasar" in text and "Yang dirahasiakan" not in text
    assert told(version) == (codes(month, "event"), codes(month, "light", "middle"))


def test_the_choice_is_frozen_printed_and_said(client, staff, version, month):
    sent = data(client, version, *codes(month, "light"))

    response = client.post(url(version), sent)

    after = newest(version)
    assert response.status_code == 302
    assert (after.number, after.cause, after.made_by) == (2, "edited", staff)
    assert told(after) == (codes(month, "light"), codes(month, "event", "middle"))
    assert told(version) == (codes(month, "event"), codes(month, "light", "middle"))
    assert after.facts["totals"] == version.facts["totals"]
    lines = {line["label"] for line in after.facts["events"][0]["lines"]}
    assert {"Waktu", "Tempat", "Korban"} <= lines
    (printed, *_) = monthly.attachments(after.snapshot)
    assert json.loads(printed.data) == after.facts
    event = events.chronology(version.document)[0]
    assert (event.what, event.by) == ("document.edited", staff)
    assert event.note == f"Peristiwa menonjol: dipilih {month['light'].code}"
    context = monthly.context(after)
    assert [row["title"] for row in context["events"]] == ["Adu mulut di pasar"]


def test_choosing_the_proposal_again_gives_the_same_facts(client, staff, version, month):
    client.post(url(version), data(client, version, *codes(month, "light")))
    second = newest(version)
    client.post(url(second), data(client, second, *codes(month, "event")))

    assert newest(version).snapshot == version.snapshot


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ((), "Peristiwa menonjol: Pilih paling sedikit satu."),
        (("event", "light"), "Peristiwa menonjol: Pilih paling banyak 1."),
        (("secret",), "Peristiwa menonjol: Pilih hanya dari daftar."),
        (("waiting",), "Peristiwa menonjol: Pilih hanya dari daftar."),
        (("potential",), "Peristiwa menonjol: Pilih hanya dari daftar."),
    ],
)
def test_a_choice_that_cannot_be_is_refused_and_stays(client, staff, version, month, names, said):
    sent = data(client, version, *codes(month, *names), analysis="Tulisan saya.")

    page = client.post(url(version), sent)

    assert page.status_code == 200
    assert said in words(page)
    assert page.context["form"]["featured"].value() == codes(month, *names)
    assert page.context["form"]["analysis"].value() == "Tulisan saya."
    assert newest(version) == version


def test_nothing_changed_makes_no_version(client, staff, version, month):
    client.post(url(version), data(client, version, *codes(month, "event")))

    assert newest(version) == version


def test_the_preview_shows_the_choice_and_saves_nothing(client, staff, version, month):
    sent = data(client, version, *codes(month, "middle"))
    del sent["save"]

    page = client.post(url(version), sent | {"preview": "1"})

    assert "Susunannya nanti" in words(page)
    assert words(page).count("Warga menutup jalan") == 2
    assert newest(version) == version


def test_two_choices_stand_side_by_side(client, staff, version, month):
    sent = data(client, version, *codes(month, "light"))
    client.post(url(version), data(client, version, *codes(month, "middle")))

    page = client.post(url(version), sent)

    text = words(page)
    assert "Naskah ini sudah diubah orang lain" in text
    assert "Tersimpan sekarang - " in text
    assert page.context["form"]["featured"].value() == codes(month, "light")
    assert told(newest(version))[0] == codes(month, "middle")


def refreshed(version):
    document = opened_again(version)
    return compiling.compile_next(document, compiling.read(document, now=NOW), by=None)


def opened_again(version):
    return (
        type(version.document)
        .objects.select_related("team", "kecamatan", "current")
        .get(pk=version.document_id)
    )


def test_newer_data_keep_the_choice_and_newer_proposals_come_where_nobody_chose(
    client, staff, place, version, month
):
    grave = {"kind": "event", "urgency": "very_urgent", "likelihood": 4, "impact": 4}
    first = report(place, summary="Yang terberat.", **grave)
    untouched = refreshed(version)
    client.post(url(version), data(client, untouched, *codes(month, "light")))
    report(place, summary="Lebih berat lagi.", **grave)

    kept = refreshed(version)

    assert told(untouched)[0] == [first.code]
    assert told(kept)[0] == codes(month, "light")
    assert "Peristiwa menonjol: pilihan dipertahankan" in kept.changes


def test_what_is_verified_no_longer_falls_out_of_the_choice_and_is_said(
    client, staff, version, month
):
    client.post(url(version), data(client, version, *codes(month, "light")))
    type(month["light"]).objects.filter(pk=month["light"].pk).update(
        status="dropped", outcome_reason="Hoaks."
    )

    after = refreshed(version)

    assert told(after) == (codes(month, "event"), codes(month, "middle"))
    lost = f"Peristiwa menonjol: tidak tersedia lagi {month['light'].code}"
    assert lost in after.changes


def test_what_left_the_state_of_konsep_is_not_chosen_any_more(client, staff, place, month):
    document = done(opened(place))
    sent = data(client, document.current, *codes(month, "light"))
    approval.submit(document, by=staff)

    page = client.post(url(document.current), sent)

    assert "tidak dapat dilakukan lagi" in words(page)
    assert page.context["form"]["featured"].value() == codes(month, "light")
    document.refresh_from_db()
    assert document.current.number == 1


def test_a_camat_does_not_choose(client, place, version):
    client.force_login(place.reporters[0])

    assert client.post(url(version), {"featured": "x"}).status_code == 404


def test_a_month_without_events_offers_nothing(client, staff, place):
    version = settled(compiled(place))

    page = client.get(url(version))

    assert "featured" not in page.context["form"].fields
    assert monthly_events.apply(version.snapshot, ["x"]) == version.snapshot
    assert client.post(url(version), data(client, version, closing="Sekian.")).status_code == 302
