"""Recording, changing, linking and withdrawing a kegiatan."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from incidents.cases.models import Case
from renaksi.actions import recording, reference
from renaksi.models import Activity, ActivityCase, ActivityKind, Involved
from tests.cases.factories import CaseFactory
from tests.renaksi.factories import ActivityFactory, ActivityKindFactory
from tests.team.factories import AgencyFactory, PartnerFactory
from tests.wilayah.factories import DesaFactory
from timdu.core import codes, events
from timdu.core.access import Denied
from timdu.core.conflicts import Stale
from timdu.core.workflow import WrongState

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 10, 12)


@pytest.fixture
def kind(db):
    return ActivityKindFactory(name="dialog")


def facts(world, kind, **changes):
    return {"kind": kind, "about": "Dialog pemuda.", "held_on": DAY,
            "place": world.camat.kecamatan} | changes  # fmt: skip


def told(row):
    return [event.what for event in events.chronology(row)]


def test_record_writes_the_row_with_its_event_and_a_code_that_can_be_checked(world, kind):
    made = recording.record(by=world.staff, facts=facts(world, kind))

    assert made.code.startswith("KGT-") and codes.is_valid(made.code)
    assert (made.people, made.people_certainty) == (None, "unknown")
    assert (made.organiser, made.place_kecamatan) == (
        "Sekretariat Tim Terpadu", world.camat.kecamatan
    )  # fmt: skip
    assert told(made) == ["activity.record"]


def test_an_office_speaks_for_itself_whatever_was_sent(world, kind):
    other = AgencyFactory(team=world.team)

    of_camat = recording.record(by=world.camat, facts=facts(world, kind, agency=other))
    of_member = recording.record(by=world.member, facts=facts(world, kind, agency=other))

    assert (of_camat.agency, of_camat.kecamatan) == (None, world.camat.kecamatan)
    assert (of_member.agency, of_member.kecamatan) == (world.agency, None)


@pytest.mark.parametrize("person", ["leader", "forkopimda", "auditor", "admin"])
def test_who_holds_none_records_none(world, kind, person):
    with pytest.raises(Denied):
        recording.record(by=world.people[person], facts=facts(world, kind))


def test_a_day_that_has_not_come_is_refused(world, kind):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)

    with pytest.raises(WrongState):
        recording.record(by=world.staff, facts=facts(world, kind, held_on=tomorrow))

    assert not Activity.objects.exists()


def test_the_beginning_is_an_instant_of_the_teams_zone(world, kind):
    desa = DesaFactory(parent=world.camat.kecamatan)

    made = recording.record(by=world.staff, facts=facts(world, kind, begins=dt.time(9), place=desa))

    # Nine o'clock at WIB.
    assert made.starts_at == dt.datetime(2026, 10, 12, 2, tzinfo=dt.UTC)
    assert made.place_kecamatan_id == world.camat.kecamatan_id


def test_for_the_whole_kabupaten_it_belongs_to_no_kecamatan(world, kind):
    made = recording.record(by=world.staff, facts=facts(world, kind, place=world.team.place))

    assert made.place_kecamatan is None


def test_unknown_is_not_zero_whatever_writes_it(world):
    activity = ActivityFactory(entered_by=world.staff)

    for people, certainty in ((None, "sure"), (0, "unknown"), (None, "provisional")):
        with pytest.raises(IntegrityError), transaction.atomic():
            Activity.objects.filter(pk=activity.pk).update(
                people=people, people_certainty=certainty
            )


def test_edit_says_what_changed_and_a_late_save_is_refused(world):
    activity = ActivityFactory(entered_by=world.staff)
    agency = AgencyFactory(team=world.team, short_name="Satpol PP")

    def change(version, **changes):
        return recording.edit(
            activity, by=world.staff, version=version, facts=changes,
            offices=[{"agency": agency}],
        )  # fmt: skip

    changed = change(1, about="Dialog warga.", people=None, people_certainty="unknown")
    with pytest.raises(Stale):
        change(1, about="Yang terlambat.")

    assert (changed.version, changed.about) == (2, "Dialog warga.")
    assert [str(row) for row in Involved.objects.all()] == ["Satpol PP"]
    note = events.chronology(changed)[0].note
    assert "Jumlah peserta: 40\u00a0orang → tidak diketahui" in note
    assert "Yang terlibat: tidak ada → Satpol PP" in note


def test_an_edit_that_changes_nothing_leaves_no_trace(world):
    activity = ActivityFactory(entered_by=world.staff)

    recording.edit(activity, by=world.staff, version=1, facts={"about": activity.about})

    assert told(activity) == [] and Activity.objects.get().version == 1


def test_who_took_part_is_kept_in_history_when_taken_out(world, kind):
    partner = PartnerFactory(team=world.team)
    made = recording.record(
        by=world.staff, facts=facts(world, kind), offices=[{"partner": partner}]
    )

    recording.edit(made, by=world.staff, version=1, facts={}, offices=[])

    history = made.involved.model.pgh_event_model  # every insert and delete
    assert [row.pgh_label for row in history.objects.order_by("pk")] == ["insert", "delete"]


def test_linking_moves_the_permasalahan_and_a_closed_one_takes_none(world, kind):
    case, shut = CaseFactory(opened_by=world.staff), CaseFactory(opened_by=world.staff, closed=True)
    before = case.changed_at

    made = recording.record(by=world.staff, facts=facts(world, kind), cases=[case])
    with pytest.raises(WrongState, match="sudah ditutup"):
        recording.record(by=world.staff, facts=facts(world, kind), cases=[shut])

    assert told(case) == ["activity.link"] and told(made)[0] == "activity.link"
    assert Case.objects.get(pk=case.pk).changed_at > before
    assert Activity.objects.count() == 1


def test_links_somebody_does_not_see_stay_when_they_save(world):
    activity = ActivityFactory(entered_by=world.camat)
    case = CaseFactory(opened_by=world.staff)
    ActivityCase.objects.create(activity=activity, case=case)

    recording.edit(activity, by=world.camat, version=1, facts={"about": "Lain."}, cases=[])
    assert activity.links.get().case == case

    recording.edit(activity, by=world.staff, version=2, facts={}, cases=[])
    assert not activity.links.exists() and told(case) == ["activity.unlink"]


def test_withdraw_needs_a_reason_and_happens_once(world):
    activity = ActivityFactory(entered_by=world.camat)

    with pytest.raises(ValidationError), transaction.atomic():
        recording.withdraw(activity, by=world.camat, reason="")
    recording.withdraw(activity, by=world.camat, reason="Batal.")
    with pytest.raises(WrongState):
        recording.withdraw(activity, by=world.verifier, reason="Lagi.")
    with pytest.raises(WrongState):
        recording.edit(activity, by=world.camat, version=1, facts={"about": "Lain."})

    assert told(activity) == ["activity.withdraw"]


@pytest.mark.parametrize(
    ("person", "may"),
    [("camat", True), ("operator", False), ("staff", False), ("verifier", True), ("member", False)],
)
def test_who_may_withdraw(world, person, may):
    activity = ActivityFactory(entered_by=world.camat)

    if may:
        recording.withdraw(activity, by=world.people[person], reason="Batal.")
        return
    with pytest.raises(Denied):
        recording.withdraw(activity, by=world.people[person], reason="Batal.")


def test_a_jenis_is_retired_and_old_kegiatan_keep_it(world, kind):
    own = reference.save_kind(None, by=world.staff, name="jalan sehat", position=5)
    activity = ActivityFactory(entered_by=world.staff, kind=own)

    for row in (own, kind):
        reference.offer_kind(row, by=world.staff, offered=False, today=DAY)

    offered = ActivityKind.objects.offered_to(world.team)
    assert not offered.filter(pk__in=[own.pk, kind.pk]).exists()
    assert kind in ActivityKind.objects.offered_to(world.far_team)
    assert Activity.objects.get(pk=activity.pk).kind == own
    with pytest.raises(WrongState, match="tidak ditawarkan"):
        reference.save_kind(None, by=world.staff, name="Dialog", position=5)
    with pytest.raises(Denied):
        reference.save_kind(None, by=world.camat, name="lain", position=5)
