"""Nota dinas: begun from a permasalahan, what it says, who reads it, what was decided."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from incidents.cases.actions.rows import Before
from incidents.models import Incident
from reports.nota import actions
from reports.nota.models import Decision, Nota
from tests.access import build_world
from tests.agreements.factories import AgreementFactory
from tests.cases.factories import (
    AssessmentFactory,
    CaseFactory,
    ClosingFactory,
    HandlingFactory,
    LinkFactory,
)
from tests.documents import pdf_tools
from tests.files.factories import upload
from tests.incidents.factories import IncidentFactory, PartyFactory
from tests.incidents.test_races import together
from tests.nota.access_rows import said
from tests.nota.factories import begun, compiled, decided, numbered
from tests.reading import words
from timdu.core import events
from timdu.core.access import Denied
from timdu.core.workflow import WrongState
from timdu.documents import letters
from timdu.documents.models import Document, Rendition
from timdu.files.models import Attachment
from timdu.rights.matrix import PEOPLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world):
    return CaseFactory(opened_by=world.staff, title="Jalur tangkap diperebutkan.")


@pytest.fixture
def told(world, case):
    """A verified report, one that waits, a step, a judgement, a kesepakatan."""
    row = IncidentFactory(
        entered_by=world.operator, complete=True, verified=True, summary="Kapal dihadang."
    )
    PartyFactory(incident=row, name="Kelompok nelayan")
    LinkFactory(case=case, incident=row)
    waits = IncidentFactory(entered_by=world.operator, summary="Kabar yang belum diperiksa.")
    LinkFactory(case=case, incident=waits)
    HandlingFactory(case=case, what="mempertemukan kedua pihak", result="Sepakat menahan diri.")
    AssessmentFactory(case=case, reason="Dua laporan dalam sepekan.")
    AgreementFactory(case=case, summary="Jalur dibagi menurut hari.", result="partly")
    return row


def text_of(version):
    return " ".join(pdf_tools.text(letters.draw(Rendition(version=version)).data).split())


def test_it_says_what_the_permasalahan_says(world, case, told):
    version = compiled(begun(case, world.staff))

    text = text_of(version)

    for part in (
        "NOTA DINAS", "Melalui", "Sekretaris Daerah", "Kapal dihadang.", "Kelompok nelayan",
        "mempertemukan kedua pihak", "Sepakat menahan diri", "ua laporan dalam sepekan",
        "Jalur dibagi menurut hari.", "Ditaati sebagian", "disetujui dengan catatan",
        "1 laporan belum terverifikasi",
    ):  # fmt: skip
        assert part in text, part
    assert "Kabar yang belum diperiksa." not in text


def test_its_title_tells_nothing_of_the_matter(world, case, told):
    nota = begun(case, world.staff)
    version = compiled(nota)

    assert version.document.title == nota.document.title == f"Nota Dinas {case.code}"
    assert "jalur tangkap diperebutkan" in text_of(version)


def test_what_is_secret_or_was_let_go_is_not_in_it(world, case, told):
    Incident.objects.filter(pk=told.pk).update(classification="R")
    version = compiled(begun(case, world.staff))

    assert "Kapal dihadang." not in text_of(version)


def test_an_empty_permasalahan_makes_a_nota_too(world, case):
    text = text_of(compiled(begun(case, world.staff)))

    assert "Belum ada laporan terverifikasi." in text
    assert "Belum ada penilaian." in text


def test_begun_twice_on_a_day_it_is_one_and_another_permasalahan_has_its_own(world, case):
    first, again = begun(case, world.staff), begun(case, world.verifier)
    other = begun(CaseFactory(opened_by=world.staff), world.staff)

    assert first == again
    assert {first.document_id, other.document_id} == set(
        Document.objects.filter(kind="nota_dinas").values_list("pk", flat=True)
    )


def test_begun_twice_it_leaves_one_event(world, case):
    for person in (world.staff, world.verifier):
        begun(case, person)

    begun_events = [one for one in events.chronology(case) if one.what == "nota.begin"]
    assert [one.by for one in begun_events] == [world.staff]


def test_one_form_notes_one_decision_and_says_which(world, case):
    nota, key = numbered(begun(case, world.staff)), uuid4()
    facts = {"verdict": "approved", "decided_by": "Bupati", "words": "Setuju.",
             "decided_on": timezone.localdate()}  # fmt: skip
    made = actions.decide(nota, by=world.staff, key=key, **facts)

    with pytest.raises(Before) as again:
        actions.decide(nota, by=world.staff, key=key, **facts)

    assert again.value.row == made


def test_a_closed_permasalahan_gets_none(world):
    with pytest.raises(WrongState):
        begun(CaseFactory(opened_by=world.staff, closed=True), world.staff)


def test_who_reads_it(world, case):
    nota = begun(case, world.staff)

    readers = {"staff", "verifier", "secretary", "leader", "aide"}
    for rows, one in ((Nota.objects, nota), (Document.objects, nota.document)):
        seen = {name for name in PEOPLE if one in rows.visible_to(world.people[name])}
        assert seen == readers


def test_pressed_on_the_page_it_is_compiled(client, world, case):
    client.force_login(world.staff)

    page = client.post(reverse("nota:create", args=[case.code]))

    assert page.status_code == 302
    assert Nota.objects.get().case == case
    assert "Nota dinas disusun" in words(client.get(case.get_absolute_url()))


def test_a_decision_waits_for_the_number(client, world, case):
    nota = begun(case, world.staff)
    client.force_login(world.staff)
    address = reverse("nota:decide", args=[case.code, nota.pk])

    assert "sesudah nota dinas bernomor" in words(client.get(address))
    client.post(address, said(world))

    assert not Decision.objects.exists()


def test_the_decision_stands_on_the_permasalahan_with_its_sheet(client, world, case):
    nota = numbered(begun(case, world.staff))
    client.force_login(world.staff)
    page = words(client.get(case.get_absolute_url()))
    assert "Nota dinas menunggu keputusan Bupati" in page

    address = reverse("nota:decide", args=[case.code, nota.pk])
    page = words(client.post(address, said(world) | {"uploads": [upload()]}, follow=True))

    made = Decision.objects.get()
    assert Attachment.objects.of(made).count() == 1
    assert "Keputusan nota dinas: disetujui dengan catatan" in page
    assert "Lanjutkan." in page
    assert "menunggu keputusan Bupati" not in page


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"verdict": "apa"}, "verdict"),
        ({"verdict": "refused", "words": ""}, "words"),
        ({"decided_on": "2099-01-01"}, "decided_on"),
        ({"decided_by": ""}, "decided_by"),
    ],
)
def test_what_is_missing_is_said_beside_the_field(client, world, case, changed, field):
    nota = numbered(begun(case, world.staff))
    client.force_login(world.staff)

    page = client.post(reverse("nota:decide", args=[case.code, nota.pk]), said(world) | changed)

    assert list(page.context["form"].errors) == [field]


def test_what_is_to_be_talked_about_again_stays_open_and_the_newest_holds(client, world, case):
    nota = numbered(begun(case, world.staff))
    decided(nota, world.staff, "later", "Lengkapi data.")
    client.force_login(world.leader)
    assert "menunggu keputusan Bupati" in words(client.get(case.get_absolute_url()))

    decided(nota, world.staff, "approved", "")

    assert Nota.objects.with_names().get(pk=nota.pk).decision.verdict == "approved"
    assert "menunggu keputusan Bupati" not in words(client.get(case.get_absolute_url()))


def test_a_leader_decides_and_nobody_serving_one(world, case):
    nota = numbered(begun(case, world.staff))
    typed = {"verdict": "approved", "decided_by": "Bupati", "words": "",
             "decided_on": timezone.localdate()}  # fmt: skip

    actions.decide(nota, by=world.leader, **typed)

    with pytest.raises(Denied):
        actions.decide(nota, by=world.aide, **typed)
    with pytest.raises(Exception, match="(?i)cannot update"):
        Decision.objects.update(words="lain")


def test_whoever_only_reads_the_permasalahan_sees_none_of_it(client, world, case):
    LinkFactory(case=case, incident=IncidentFactory(entered_by=world.member))
    decided(numbered(begun(case, world.staff)), world.staff)
    client.force_login(world.member)

    assert "ota dinas" not in words(client.get(case.get_absolute_url()))


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_pressed_twice_at_once_there_is_one_nota_and_one_decision(transactional_db):
    world = build_world()
    case = CaseFactory(opened_by=world.staff)
    ClosingFactory(case=case, reopened_at=timezone.now(), reopened_by=world.staff,
                   reopened_reason="Kambuh.")  # fmt: skip
    together(lambda: begun(case, world.staff), lambda: begun(case, world.staff))
    nota, key = numbered(Nota.objects.get()), uuid4()

    def press():
        return actions.decide(
            nota, by=world.staff, verdict="approved", decided_by="Bupati", words="", key=key,
            decided_on=timezone.localdate(),
        )  # fmt: skip

    together(press, press)

    assert Decision.objects.count() == 1
