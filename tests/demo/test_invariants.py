"""What holds in the loaded demo, whatever its texts say: one load, asked from many sides."""

import datetime as dt
import hashlib
from collections import Counter, defaultdict

import pytest
from django.contrib.auth.hashers import check_password
from django.contrib.contenttypes.models import ContentType
from django.test import Client, override_settings
from django.utils import timezone

from incidents import facts, readiness
from incidents.models import Correction, Development, Incident, NilReport, Relay, Reminder, Share
from incidents.models.choices import COUNTED, Classification, Origin, Status
from reports.kinds import monthly_facts, told
from tests.demo import asked, matters
from tests.demo.digest import digest
from tests.demo.loading import TODAY, loaded
from tests.settings import FULL
from timdu.core import marks
from timdu.core.models import Event, EventSubject
from timdu.core.periods import Month
from timdu.core.receipts import content_hash
from timdu.demo.clock import Clock
from timdu.demo.people import PASSWORD
from timdu.documents import letters, paraf, signed
from timdu.documents.models import Delivery, Document, Recipient, Rendition, SignedFile
from timdu.files.models import StoredFile
from timdu.inbox.models import Arahan, Notification, Todo
from timdu.team.models import Team, User

pytestmark = pytest.mark.usefixtures("demo")
CLOCK = Clock(TODAY, "Asia/Jakarta")
OF_MEMPAWAH = (
    "camat.sungaikunyit", "operator.sungaikunyit", "polres.mempawah", "staf.mempawah",
    "kabid.mempawah", "kaban.mempawah", "wabup.mempawah", "ajudan.mempawah", "kapolres.mempawah",
    "inspektorat.mempawah", "admin.mempawah", "provinsi.kalbar",
)  # fmt: skip
OF_SAMOSIR = (
    "camat.pangururan", "operator.pangururan", "polres.samosir", "staf.samosir",
    "kabid.samosir", "kaban.samosir", "sekda.samosir", "prokopim.samosir", "kapolres.samosir",
    "inspektorat.samosir", "admin.samosir", "provinsi.sumut",
)  # fmt: skip
SIGN_INS = (*OF_MEMPAWAH, *OF_SAMOSIR)
HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
State, Stage = Delivery.State, Document.Status
LEFT = (State.SENT, State.UNSURE, State.RECEIVED)


def about(row):
    """How a row of any kind is pointed at."""
    return ContentType.objects.get_for_model(row), str(row.pk)


def subjects(model):
    """The events of every row of a model, in the order they were recorded."""
    kind = ContentType.objects.get_for_model(model)
    found = defaultdict(list)
    links = EventSubject.objects.filter(content_type=kind).select_related("event")
    for link in links.order_by("event__at", "event_id"):
        found[link.object_id].append(link.event)
    return found


def test_every_sign_in_exists_and_opens_its_home():
    users = {user.username: user for user in User.objects.select_related("team")}
    secrets = {user.password for user in users.values()}
    homes = {}
    for name in SIGN_INS:
        client = Client()
        client.force_login(users[name])
        homes[name] = client.get("/").status_code

    with override_settings(PASSWORD_HASHERS=HASHERS):
        assert [check_password(PASSWORD, secret) for secret in secrets] == [True]
    assert {users[name].role for name in SIGN_INS} == set(User.Role.values)
    assert [u.username for u in users.values() if not u.is_active or u.must_change_password] == []
    assert all(user.may_enter_on(TODAY) for user in users.values())
    # Inspektorat enters for two months, counted from the demo's day.
    now = timezone.localdate()
    assert homes == {name: 200 if users[name].may_enter_on(now) else 403 for name in SIGN_INS}


def test_what_counts_has_the_facts_that_verification_asks_for():
    rows = told.with_facts(Incident.objects.counted())
    notes = marks.counts(rows)
    missing = {
        row.code: readiness.blockers(facts.record(row), notes.get(row.pk, (0, 0))[0])
        for row in rows
    }

    assert len(missing) > 600
    assert {code: words for code, words in missing.items() if words} == {}
    assert list(rows.filter(likelihood=None)) == []
    assert list(rows.filter(completed_at=None)) == []


def test_nobody_checked_his_own_report():
    own = [row.code for row in Incident.objects.all() if row.verified_by_id == row.entered_by_id]
    verifiers = Incident.objects.exclude(verified_by=None).values_list("verified_by__role")

    assert own == []
    assert {role for (role,) in verifiers} <= {User.Role.VERIFIER, User.Role.SECRETARY}


def test_receipts_can_be_computed_again():
    rows = Incident.objects.select_related("place")

    wrong = [row.code for row in rows if content_hash(row.received) != row.received_hash]
    strange = [row.code for row in rows if row.received["place"] != row.place_id]

    assert (wrong, strange) == ([], [])
    calls = Relay.objects.select_related("incident")
    assert calls and all(row.told_at == row.incident.reported_at for row in calls)


def test_every_month_of_three_years_has_reports():
    for team in Team.objects.all():
        months = Counter(
            Month.of(at, team.zone)
            for at in Incident.objects.filter(team=team).values_list("occurred_at", flat=True)
        )

        assert sorted(months) == Clock(TODAY, team.zone).months
        assert len(months) == 36
        assert min(months[month] for month in CLOCK.months[:-1]) >= 3


def test_nihil_was_said_only_where_nothing_was_reported():
    zones = dict(Team.objects.values_list("pk", "zone"))
    spoken = {
        (row.kecamatan_id, Month.of(row.occurred_at, zones[row.team_id]).first)
        for row in Incident.objects.sent().filter(origin=Origin.KECAMATAN)
    }
    nils = NilReport.objects.standing()

    assert nils.count() > 50
    assert {(nil.kecamatan_id, nil.month) for nil in nils} & spoken == set()
    assert all(nil.month < nil.sent_at.date() for nil in nils)
    assert len({kecamatan for kecamatan, _ in spoken}) == 18


def test_nothing_lies_in_the_future():
    """The founding and the settings are recorded when the demo is loaded; all else is told."""
    lived = Event.objects.exclude(what__startswith="team.").exclude(what__startswith="setting.")
    late = {
        "events": lived.filter(at__gt=CLOCK.now),
        "happened": Incident.objects.filter(occurred_at__gt=CLOCK.now),
        "nil": NilReport.objects.filter(sent_at__gt=CLOCK.now),
        "developments": Development.objects.filter(at__gt=CLOCK.now),
        "todos": Todo.objects.filter(created_at__gt=CLOCK.now),
        "documents": Document.objects.filter(made_at__gt=CLOCK.now),
        "renditions": Rendition.objects.filter(done_at__gt=CLOCK.now),
        "arahan": Arahan.objects.filter(at__gt=CLOCK.now),
        "deliveries": Delivery.objects.filter(left_at__gt=CLOCK.now),
        "mails": Notification.objects.filter(queued_at__gt=CLOCK.now),
    }

    assert {name: list(rows) for name, rows in late.items() if rows} == {}
    assert lived.count() > 3000


def test_each_report_went_one_step_after_the_other():
    wrong = {}
    events = subjects(Incident)
    for row in Incident.objects.select_related("merged_into"):
        steps = [row.occurred_at, row.reported_at, row.completed_at, row.verified_at]
        known = [at for at in steps if at is not None]
        names = [event.what for event in events[str(row.pk)]]
        first = "incident.draft" if row.status == Status.DRAFT else "incident.report"
        if known != sorted(known) or names[0] != first or names.count(first) != 1:
            wrong[row.code] = (known, names)
        if not ends_as(row, names):
            wrong[row.code] = (row.status, names)

    assert wrong == {}


SUBMIT = "incident.submit"
ENDS = {
    Status.RETURNED: "incident.send_back", Status.VERIFIED: "incident.verify",
    Status.CLOSED: "incident.close", Status.DROPPED: "incident.drop",
    Status.MERGED: "incident.merge",
}  # fmt: skip


def ends_as(row, names):
    """Whether the last step is the one that leads to the status the report has."""
    steps = [name for name in names if name in {*ENDS.values(), SUBMIT}]
    if row.status == Status.VERIFIED:
        # Another office's report of the same event may have been merged into it meanwhile.
        steps = [name for name in steps if name != "incident.merge"]
    expected = ENDS.get(row.status)
    return steps[-1] == expected if expected else set(steps) <= {"incident.send_back", SUBMIT}


def test_merged_reports_speak_of_the_same_event():
    rows = Incident.objects.filter(status=Status.MERGED).select_related("merged_into")

    assert rows
    for row in rows:
        assert row.merged_into.status in COUNTED
        assert row.merged_into.place_id == row.place_id
        assert row.merged_into.occurred_at == row.occurred_at


def test_corrections_and_shares_were_made_by_the_secretariat():
    roles = (User.Role.STAFF, User.Role.VERIFIER, User.Role.SECRETARY)

    for model in (Correction, Share):
        rows = model.objects.select_related("by", "incident")
        assert rows
        assert all(row.by.role in roles for row in rows)
        assert all(row.at >= row.incident.reported_at for row in rows)
    assert not Share.objects.filter(
        incident__classification=Classification.SECRET, person=None
    ).exists()


def waiting_for_reports():
    """What each report must be waiting for."""
    named = Share.objects.filter(by__role=User.Role.SECRETARY).values_list("incident_id", flat=True)
    for row in Incident.objects.exclude(status=Status.DRAFT):
        if row.is_open and row.completed_at is None:
            yield "incident.complete", row
        if row.status == Status.RETURNED:
            yield "incident.returned", row
        if row.is_secret and row.pk not in named:
            yield "incident.secret", row
        if row.developments.unread().exists() or row.proposals.open().exists():
            yield "incident.news", row


def waiting_for_documents():
    """What each document and each delivery must be waiting for."""
    steps = {Stage.NUMBERED: "document.sign", Stage.SIGNED: "document.send"}
    for row in Document.objects.all():
        if row.status == Stage.INITIALLING:
            more = paraf.next_level(row) is not None
            yield ("document.initial" if more else "document.number"), row
        elif row.status in steps:
            yield steps[row.status], row
    for row in Delivery.objects.filter(state__in=(State.UNSURE, State.REFUSED)):
        yield f"delivery.{row.state}", row


def waiting_for_months():
    """Every month of the last four nobody answered though it is nearly due; and that one calls."""
    for team in Team.objects.all():
        calls = False
        for row in Reminder.objects.filter(team=team):
            yield "month.answer", row
            calls |= row.stage == "over"
        if calls:
            yield "month.call", team


def waiting_for_mail():
    """What cannot wait and may not have come: somebody telephones."""
    for row in Notification.objects.filter(kind="urgent", state="unsure"):
        yield "notification.failed", row


SOURCES = (
    waiting_for_reports, waiting_for_documents, waiting_for_months, waiting_for_mail,
    matters.waiting, *asked.SOURCES,
)  # fmt: skip


def test_every_way_a_document_and_an_arahan_can_go_is_there():
    for team in Team.objects.all():
        of_team = Delivery.objects.filter(document__team=team)
        documents = Document.objects.filter(team=team)
        arahan = Arahan.objects.filter(team=team)
        forkopimda = User.objects.get(team=team, role="forkopimda")

        assert of_team.filter(state=State.UNSURE).count() == 1
        assert of_team.filter(state=State.REFUSED, left_at=None).count() == 1
        assert documents.filter(status=Stage.CANCELLED).exclude(agenda_number=None).count() == 1
        assert of_team.that_left().filter(recipient__user=forkopimda).count() >= 2
        assert arahan.filter(confirmed_at=None, done_at=None).count() == 1
        assert arahan.exclude(confirmed_at=None).filter(done_at=None).count() == 1
        assert arahan.exclude(done_at=None).count() == 1
        assert arahan.filter(by__serves__isnull=False).count() == 1


def test_what_waits_is_what_the_states_ask_for():
    open_ = {(todo.kind, todo.content_type, todo.object_id) for todo in Todo.objects.open()}
    wanted = {(kind, *about(row)) for source in SOURCES for kind, row in source()}

    assert open_ == wanted
    assert len({kind for kind, _, _ in wanted}) >= 5
    assert Incident.objects.waiting().count() >= 10


def test_documents_have_what_their_state_says():
    for document in Document.objects.select_related("current"):
        renditions = Rendition.objects.filter(version=document.current)
        signed_files = SignedFile.objects.filter(document=document)
        deliveries = document.deliveries.all()
        recipients = [to["id"] for to in document.current.snapshot["recipients"]]
        has_left = document.status == Stage.SENT
        is_signed = document.status in (Stage.SIGNED, Stage.SENT)

        assert [row.state for row in renditions] == [Rendition.State.DONE]
        assert [row.number for row in renditions] == [document.official_number]
        assert signed_files.count() == is_signed
        assert (document.sent_at is not None) == has_left
        assert {row.recipient_id for row in deliveries} == set(recipients if has_left else ())
        left = [row for row in deliveries if row.state != State.REFUSED]
        assert all(row.state in LEFT and row.left_at >= row.queued_at for row in left)
        if has_left:
            assert {row.file_id for row in deliveries} == {signed_files.get().file_id}


def test_receipts_of_deliveries_came_after_they_left():
    received = Delivery.objects.filter(state=State.RECEIVED)
    by_mail = Delivery.objects.filter(channel=Recipient.Channel.EMAIL)

    assert received.exists()
    assert all(row.received_at >= row.left_at and row.received_by for row in received)
    assert all(row.address for row in by_mail)


def test_every_file_is_there_and_is_what_its_row_says():
    for row in StoredFile.objects.all():
        data = row.read()

        assert hashlib.sha256(data).hexdigest() == row.sha256_stored
        assert len(data) == row.size


def test_signed_files_hold_against_a_real_comparison():
    """The load says what the comparison would find; here one is compared for each team."""
    for team in Team.objects.all():
        row = SignedFile.objects.filter(document__team=team, form="electronic").first()
        head = letters.head_of(row.rendition)

        found = signed.examine(row.file.read(), row.rendition.file.read(), head=head)

        assert found.as_json() == row.findings


def test_registers_have_no_gaps_and_follow_the_calendar():
    for team in Team.objects.all():
        for year in (TODAY.year - 1, TODAY.year):
            numbered = Document.objects.filter(team=team, agenda_year=year)
            rows = list(numbered.order_by("agenda_number"))
            times = [row.numbered_at for row in rows]

            assert [row.agenda_number for row in rows] == list(range(1, len(rows) + 1))
            assert times == sorted(times)
            for kind in ("monthly", "kecamatan_monthly"):
                of_kind = [row for row in rows if row.kind == kind]
                offices = {row.kecamatan_id for row in of_kind}
                for office in offices:
                    numbers = [counted(row) for row in of_kind if row.kecamatan_id == office]
                    assert numbers == sorted(numbers)


def counted(document):
    """The running number inside an official one: 300.2/877/BKBP/2026."""
    return int(document.official_number.split("/")[1])


def test_the_newest_snapshot_equals_what_is_computed_now():
    for team in Team.objects.all():
        document = Document.objects.filter(team=team, kind="monthly").latest("period_first")
        frozen = document.current.snapshot

        now = monthly_facts.facts(document, dt.datetime.fromisoformat(frozen["taken_at"]))

        assert frozen["facts"] == now
        assert now["totals"]["verified"] >= 8
        assert now["totals"]["nil"] >= 1
        assert now["totals"]["missing"] == 1


@pytest.mark.skipif(not FULL, reason="a second load: only in the full run")
def test_two_loads_of_one_day_are_the_same(site, site_template, tmp_path):
    other = loaded("contoh2", tmp_path, site_template)
    try:
        assert digest(other) == digest(site)
    finally:
        other.close()
