"""The cost of every list: as many queries for three rows as for one."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.actions import review, sharing
from incidents.cases.agreements.models import Amendment, Clause
from incidents.models import IssuePattern, WordFamily
from reports.nota import actions as nota_actions
from tests.agreements.factories import AgreementCheckFactory, AgreementFactory
from tests.cases.factories import (
    AssessmentFactory,
    CaseFactory,
    ClosingFactory,
    HandlingFactory,
    LinkFactory,
)
from tests.documents.factories import RecipientFactory, draft, rendition_of
from tests.emergency.factories import EmergencyFactory, ProgressFactory, TroopRequestFactory
from tests.files.factories import AttachmentFactory
from tests.incidents.factories import (
    DevelopmentFactory,
    IncidentFactory,
    NilReportFactory,
    ReminderFactory,
    ReportingDutyFactory,
)
from tests.nota.factories import decided, numbered
from tests.team.factories import (
    AgencyFactory,
    DecreeFactory,
    HolderFactory,
    PartnerFactory,
    SeatFactory,
    UserFactory,
)
from tests.wilayah.factories import KecamatanFactory
from timdu.core import events, marks
from timdu.core.models import Holiday
from timdu.core.periods import Month
from timdu.documents import tasks
from timdu.documents.models import Delivery, Document
from timdu.inbox import todos

pytestmark = pytest.mark.django_db
FIRST = Month(2025, 1)
NOON = dt.datetime(2026, 11, 9, 5, tzinfo=dt.UTC)


def made(world, key, make):
    """What the rows belong to, made once for a test."""
    if key not in world.made:
        world.made[key] = make()
    return world.made[key]


def report(world):
    return made(world, "report", lambda: IncidentFactory(entered_by=world.camat, complete=True))


def letter(world):
    return made(world, "letter", lambda: draft(world.team))


def document(world, number):
    month = FIRST.plus(number)
    tasks.open_document("uji", world.team, first=month.first, last=month.last, by=world.staff)


def booked(world, number):
    document(world, number)
    Document.objects.filter(period_first=FIRST.plus(number).first).update(
        agenda_year=2025, agenda_number=number + 1, status="numbered",
        official_number=f"300/{number}", official_date=dt.date(2025, 6, 1),
        numbered_at=NOON,
    )  # fmt: skip


def delivery(world, number):
    sent = letter(world)
    Delivery.objects.create(
        document=sent, recipient=RecipientFactory(team=world.team), channel="email", state="sent",
        file=rendition_of(sent).file, left_at=NOON, queued_by=UserFactory(team=world.team),
        message_id=f"<{number}@contoh.test>",
    )  # fmt: skip


def incident(world, number):
    IncidentFactory(
        entered_by=UserFactory(team=world.team, kecamatan_user=True), complete=True,
    )  # fmt: skip


def own_incident(world, number):
    IncidentFactory(entered_by=world.operator, complete=True)


def nil(world, number):
    sender = UserFactory(team=world.team, kecamatan_user=True, kecamatan=world.camat.kecamatan)
    NilReportFactory(entered_by=sender, month=Month(2025, 1 + number).first)


def duty(world, number):
    place = UserFactory(team=world.team, kecamatan_user=True).kecamatan
    ReportingDutyFactory(by=world.secretary, kecamatan=place)


def silent(world, number):
    sender = UserFactory(team=world.team, kecamatan_user=True)
    ReminderFactory(team=world.team, kecamatan=sender.kecamatan)


def day_off(world, number):
    Holiday.objects.create(team=world.team, day=dt.date(2026, 3, 1 + number), name="Libur")


def person(world, number):
    UserFactory(team=world.team, member=True, pending_role="staff")


def agency(world, number):
    AgencyFactory(team=world.team)


def todo(world, number):
    row = IncidentFactory(entered_by=world.camat)
    todos.open("uji", row, team=world.team, title="Menunggu.", url="/", role="staff")
    todos.open("uji.selesai", row, team=world.team, title="Selesai.", url="/", role="staff")
    todos.close("uji.selesai", row, by=world.verifier)


def note(world, number):
    review.mark(report(world), "people", f"Catatan {number}.", by=UserFactory(team=world.team))


def sent_note(world, number):
    note(world, number)
    marks.send(report(world))


def share(world, number):
    sharing.share(report(world), by=world.verifier, agency=AgencyFactory(team=world.team))


def file(world, number):
    AttachmentFactory(owner=report(world), added_by=UserFactory(team=world.team))


def pattern(world, number):
    IssuePattern.objects.create(team=world.team, name=f"pola {number}", source="a")


def family(world, number):
    WordFamily.objects.create(team=world.team, words=[f"satu{number}", f"dua{number}"])


def recipient(world, number):
    RecipientFactory(team=world.team, kinds=["monthly"])


def decree(world):
    return made(world, "decree", lambda: DecreeFactory(team=world.team))


def seat(world, number):
    HolderFactory(
        seat=SeatFactory(
            decree=decree(world), agency=AgencyFactory(team=world.team),
            kecamatan=KecamatanFactory(parent=world.team.place),
        ),
        user=UserFactory(team=world.team),
    )  # fmt: skip


def seat_of_kecamatan(world, number):
    sk = DecreeFactory(team=world.team, roster=KecamatanFactory(parent=world.team.place))
    HolderFactory(seat=SeatFactory(decree=sk, rank="chair"))


def seat_of_draft(world, number):
    draft = made(world, "draft", lambda: DecreeFactory(team=world.team, draft=True))
    old = HolderFactory(seat=SeatFactory(decree=decree(world))).seat
    SeatFactory(decree=draft, valid_from=None, continues=old)


def held(world, number):
    chair = made(world, "chair", lambda: SeatFactory(decree=decree(world)))
    day = dt.date(2026, 2, 1) + dt.timedelta(days=number)
    HolderFactory(seat=chair, valid_from=day, valid_until=day)


def partner(world, number):
    PartnerFactory(team=world.team, kecamatan=KecamatanFactory(parent=world.team.place))


def told(world, number):
    DevelopmentFactory(incident=report(world), entered_by=world.operator)


def case(world):
    return made(world, "case", lambda: CaseFactory(opened_by=world.staff))


def linked_case(world, number):
    LinkFactory(
        case=CaseFactory(opened_by=world.staff, holder=AgencyFactory(team=world.team)),
        incident=IncidentFactory(entered_by=world.operator, complete=True),
    )


def told_of_case(world, number):
    """One more of everything a permasalahan holds."""
    row = case(world)
    link = LinkFactory(case=row, incident=IncidentFactory(entered_by=world.operator))
    DevelopmentFactory(incident=link.incident)
    AssessmentFactory(case=row, by=UserFactory(team=world.team))
    for step in (
        HandlingFactory(case=row, kecamatan=world.camat.kecamatan),
        HandlingFactory(case=row, agency=AgencyFactory(team=world.team)),
        HandlingFactory(case=row, partner=PartnerFactory(team=world.team)),
    ):
        AttachmentFactory(owner=step, added_by=world.staff)
    closing = ClosingFactory(case=row, by=UserFactory(team=world.team))
    closing.reopened_at, closing.reopened_by = closing.at, UserFactory(team=world.team)
    closing.reopened_reason = "Kambuh."
    closing.save()
    events.record(by=UserFactory(team=world.team), what="case.edit", about=row, note="Tahap.")


def agreed(world, number):
    """One more kesepakatan of the same permasalahan, with a look and its proof."""
    people = {"by": UserFactory(team=world.team)}
    row = AgreementFactory(case=case(world), agency=AgencyFactory(team=world.team), **people)
    look = AgreementCheckFactory(agreement=row, **people)
    AttachmentFactory(owner=look, added_by=world.staff)


def looked(world, number):
    """One more look at the same kesepakatan."""
    row = made(world, "agreement", lambda: AgreementFactory(case=case(world), by=world.staff))
    person = UserFactory(team=world.team)
    look = AgreementCheckFactory(agreement=row, milestone=None, by=person)
    AttachmentFactory(owner=look, added_by=world.staff)
    Clause.objects.create(agreement=row, position=2 + number, what="Butir", bound="A")
    Amendment.objects.create(agreement=row, changes="Tempat", reason="Salah tulis.", by=person)


def status(world, number):
    """One more Status Keadaan Konflik that runs, with what was noted about it."""
    row = EmergencyFactory(by=UserFactory(team=world.team), confirmed=True)
    ProgressFactory(emergency=row)
    TroopRequestFactory(emergency=row)


def noted(world, number):
    """One more nota dinas of the same permasalahan, decided, with its sheet."""
    row = case(world)
    day = dt.date(2026, 1, 1 + number)
    person = UserFactory(team=world.team, role="staff")
    nota = numbered(nota_actions.begin(row, by=person, today=day))
    AttachmentFactory(owner=decided(nota, person), added_by=person)


def of_agreement(world):
    return made(world, "agreement", lambda: None).get_absolute_url()


def of_case(path):
    return lambda world: case(world).get_absolute_url() + path


def of_report(path):
    return lambda world: f"/laporan/{report(world).code}/{path}"


LISTS = {
    "dokumen": ("staff", "/dokumen/", document),
    "buku nomor": ("staff", "/dokumen/register/?tahun=2025", booked),
    "penerima": ("staff", "/dokumen/penerima/", recipient),
    "pengiriman": ("staff", lambda world: letter(world).get_absolute_url(), delivery),
    "meja": ("staff", "/", incident),
    "laporan": ("staff", "/laporan/", incident),
    "laporan kecamatan": ("camat", "/laporan/", own_incident),
    "laporan saya": ("camat", "/laporan/saya/", own_incident),
    "perkembangan pada laporan": ("camat", of_report(""), told),
    "permasalahan": ("staff", "/permasalahan/", linked_case),
    "permasalahan kecamatan": ("camat", "/permasalahan/", linked_case),
    "satu permasalahan": ("staff", of_case(""), told_of_case),
    "satu permasalahan bagi camat": ("camat", of_case(""), told_of_case),
    "kesepakatan": ("staff", "/permasalahan/kesepakatan/", agreed),
    "permasalahan dengan kesepakatan": ("staff", of_case(""), agreed),
    "permasalahan dengan nota dinas": ("staff", of_case(""), noted),
    "nota dinas": ("staff", of_case("nota-dinas/"), noted),
    "status keadaan": ("staff", "/status-keadaan/", status),
    "status keadaan di beranda": ("leader", "/", status),
    "satu kesepakatan": ("staff", of_agreement, looked),
    "kronologi permasalahan": ("leader", of_case("kronologi/"), told_of_case),
    "antrean": ("verifier", "/laporan/antrean/", incident),
    "nihil": ("staff", "/nihil/?tahun=2025", nil),
    "nihil kecamatan": ("camat", "/nihil/?tahun=2025", nil),
    "wajib lapor": ("staff", "/nihil/kewajiban/", duty),
    "untuk dihubungi": ("staff", "/nihil/hubungi/", silent),
    "hari libur": ("secretary", "/pengaturan/hari-libur/?tahun=2026", day_off),
    "pengguna": ("admin", "/pengaturan/pengguna/", person),
    "instansi": ("admin", "/pengaturan/instansi/", agency),
    "kotak masuk": ("staff", "/kotak-masuk/", todo),
    "catatan pada verifikasi": ("verifier", of_report("verifikasi/"), note),
    "catatan pada lengkapi": ("camat", of_report("lengkapi/"), sent_note),
    "catatan pada laporan": ("camat", of_report(""), sent_note),
    "pembagian": ("verifier", of_report("bagikan/"), share),
    "lampiran": ("camat", of_report("lampiran/"), file),
    "pola isu": ("staff", "/laporan/acuan/pola-isu/", pattern),
    "tim": ("camat", "/tim/", seat),
    "bagan": ("leader", "/tim/bagan/", seat),
    "kontak": ("camat", "/tim/kontak/", seat),
    "tim kecamatan": ("staff", "/tim/kecamatan/", seat_of_kecamatan),
    "SK": ("staff", "/tim/sk/", seat_of_kecamatan),
    "konsep SK": (
        "staff",
        lambda world: f"/tim/sk/{world.made['draft'].pk}/",
        seat_of_draft,
    ),
    "pejabat": ("staff", lambda world: f"/tim/kedudukan/{world.made['chair'].pk}/", held),
    "mitra": ("staff", "/tim/mitra/", partner),
    "keluarga kata": ("staff", "/laporan/acuan/kata/", family),
}


@pytest.mark.parametrize("name", LISTS)
def test_three_rows_cost_what_one_costs(client, world, name):
    who, url, make = LISTS[name]
    client.force_login(world.people[who])
    costs = []
    for numbers in ((0,), (1, 2)):
        for number in numbers:
            make(world, number)
        address = url(world) if callable(url) else url
        client.get(address)
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        costs.append([query["sql"][:200] for query in found])

    assert len(costs[0]) == len(costs[1]), "\n".join(costs[1])
