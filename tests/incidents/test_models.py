"""What must always be true of a report, held by the database."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from incidents.models import Casualty, Damage, Incident, IssuePattern, NilReport, Share
from incidents.models.choices import LEVELS, Criterion
from tests.incidents.factories import IncidentFactory, NilReportFactory, ShareFactory
from tests.team.factories import AgencyFactory, TeamFactory
from tests.wilayah.factories import KecamatanFactory

pytestmark = pytest.mark.django_db


def refuses(constraint, **fields):
    """Whether an update of a sound report breaks the constraint."""
    incident = IncidentFactory(verified=True)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Incident.objects.filter(pk=incident.pk).update(**fields)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("has_summary", {"summary": ""}),
        ("up_to_secret", {"classification": "S"}),
        ("agency_iff_origin", {"origin": "agency"}),
        ("people_unknown_is_not_zero", {"people": 0, "people_certainty": "unknown"}),
        ("people_unknown_is_not_zero", {"people": None, "people_certainty": "sure"}),
        ("people_unknown_is_not_zero", {"people": 5, "people_certainty": ""}),
        ("situation_or_unknown", {"situation_unknown": True}),
        ("whole_point", {"latitude": 1}),
        ("point_on_earth", {"latitude": 91, "longitude": 1}),
        ("sent_has_time", {"submitted_at": None}),
        ("counted_is_verified", {"source": ""}),
        ("counted_is_verified", {"field": ""}),
        ("counted_is_verified", {"information_value": ""}),
        ("counted_is_verified", {"verified_at": None}),
        ("merged_iff_target", {"status": "merged", "outcome_reason": "sama"}),
        ("set_aside_has_reason", {"status": "dropped", "outcome_reason": ""}),
        ("both_risk_inputs", {"likelihood": 3}),
        ("both_risk_inputs", {"likelihood": 3, "impact": 5}),
        ("conflict_has_grounds", {"is_social_conflict": True, "conflict_reason": "x"}),
        (
            "conflict_has_grounds",
            {"is_social_conflict": True, "conflict_criteria": Criterion.values},
        ),
    ],
)
def test_incident_constraint(constraint, fields):
    refuses(constraint, **fields)


def test_incident_is_not_verified_by_its_author():
    incident = IncidentFactory(verified=True)

    with pytest.raises(IntegrityError, match="not_verified_by_author"), transaction.atomic():
        Incident.objects.filter(pk=incident.pk).update(verified_by=incident.entered_by)


def test_incident_lies_in_the_kecamatan_of_its_place():
    incident = IncidentFactory()

    with pytest.raises(IntegrityError, match="kecamatan_of_place"), transaction.atomic():
        Incident.objects.filter(pk=incident.pk).update(kecamatan=KecamatanFactory())


def test_incident_is_sent_once_per_account():
    incident = IncidentFactory()

    with pytest.raises(IntegrityError, match="incident_sent_once"), transaction.atomic():
        IncidentFactory(entered_by=incident.entered_by, client_uuid=incident.client_uuid)

    assert IncidentFactory(client_uuid=incident.client_uuid).pk


@pytest.mark.parametrize("likelihood", [1, 2, 3, 4])
@pytest.mark.parametrize("impact", [1, 2, 3, 4])
def test_incident_level_follows_the_matrix(likelihood, impact):
    incident = IncidentFactory(likelihood=likelihood, impact=impact)
    incident.refresh_from_db()

    assert incident.level == LEVELS[likelihood - 1][impact - 1]


def test_incident_level_is_unknown_until_it_is_assessed():
    assert Incident.objects.get(pk=IncidentFactory().pk).level is None


@pytest.mark.parametrize("model", [Casualty, Damage])
@pytest.mark.parametrize(
    ("value", "certainty"), [(0, "unknown"), (None, "sure"), (None, "provisional")]
)
def test_unknown_is_never_zero(model, value, certainty):
    incident = IncidentFactory()

    with pytest.raises(IntegrityError, match="unknown_is_not_zero"), transaction.atomic():
        model.objects.create(incident=incident, kind="light", value=value, certainty=certainty)


def test_unknown_is_not_zero_in_words():
    figure = Casualty(incident=IncidentFactory(), kind="dead", value=0, certainty="unknown")

    with pytest.raises(ValidationError, match="tidak diketahui"):
        figure.validate_constraints()


def test_share_has_exactly_one_target(world):
    incident = IncidentFactory(entered_by=world.camat)

    for target in ({}, {"agency": world.agency, "person": world.leader}):
        with pytest.raises(IntegrityError, match="share_has_one_target"), transaction.atomic():
            ShareFactory(incident=incident, **target)


def test_share_stands_once(world):
    share = ShareFactory(incident__entered_by=world.camat, agency=world.agency)

    with pytest.raises(IntegrityError, match="share_once"), transaction.atomic():
        ShareFactory(incident=share.incident, agency=world.agency)

    Share.objects.update(withdrawn_at=share.at)

    assert ShareFactory(incident=share.incident, agency=world.agency).pk


def test_nil_stands_once_per_sender_and_month():
    nil = NilReportFactory()

    with pytest.raises(IntegrityError, match="nil_one_standing"), transaction.atomic():
        NilReportFactory(entered_by=nil.entered_by)

    NilReport.objects.update(withdrawn_at=nil.sent_at, withdrawn_reason="Salah bulan.")

    assert NilReportFactory(entered_by=nil.entered_by).pk


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("nil_has_one_sender", {"kecamatan": None}),
        ("nil_month_is_first_day", {"month": "2026-10-02"}),
        ("nil_says_who_was_asked", {"asked": ""}),
        ("nil_withdrawn_with_reason", {"withdrawn_at": "2026-11-01T00:00Z"}),
    ],
)
def test_nil_constraint(constraint, fields):
    nil = NilReportFactory()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        NilReport.objects.filter(pk=nil.pk).update(**fields)


def test_nil_has_one_sender_and_not_two():
    nil = NilReportFactory()

    with pytest.raises(IntegrityError, match="nil_has_one_sender"), transaction.atomic():
        NilReport.objects.filter(pk=nil.pk).update(agency=AgencyFactory(team=nil.team))


def test_patterns_of_domain_are_there_with_a_letter_each(patterns):
    common = IssuePattern.objects.filter(team=None)

    assert common.count() == 16
    assert common.get(name="batas desa").source == "c"
    assert common.get(name="wilayah tangkap nelayan").source == "d"


def test_pattern_is_offered_unless_retired_or_hidden(patterns):
    team, other = TeamFactory(), TeamFactory()
    own = IssuePattern.objects.create(team=team, name="sawit ilegal", source="d")
    IssuePattern.objects.create(team=other, name="lain", source="a")
    retired = patterns["hoaks"]
    IssuePattern.objects.filter(pk=retired.pk).update(retired_on="2026-01-01")
    hidden = patterns["Pilkades"]
    hidden.hidden_for.add(team)

    offered = set(IssuePattern.objects.offered_to(team))

    assert own in offered
    assert {retired, hidden}.isdisjoint(offered)
    assert len(offered) == 15
    assert len(IssuePattern.objects.offered_to(other)) == 16


def test_history_keeps_every_version_and_nobody_changes_it():
    incident = IncidentFactory()
    versions = incident.events.all()

    Incident.objects.filter(pk=incident.pk).update(summary="Kelompok A bubar.")

    assert versions.count() == 2
    with pytest.raises(Exception, match="append_only|Cannot"), transaction.atomic():
        versions.update(summary="lain")
