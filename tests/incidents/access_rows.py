"""Who gets what from the pages of reports: page × person × relation."""

from incidents.models import IssuePattern, WordFamily
from incidents.models.choices import Status
from tests.access import Row
from tests.incidents.factories import IncidentFactory, NilReportFactory, ShareFactory


def code_of(incident):
    return {"code": incident.code}


def own(world, **traits):
    return code_of(IncidentFactory(entered_by=world.operator, **traits))


def verified(world):
    return own(world, verified=True, verified_by=world.verifier)


def of_agency(world):
    return code_of(IncidentFactory(entered_by=world.member))


def shared(world):
    incident = IncidentFactory(entered_by=world.member)
    ShareFactory(incident=incident, agency=world.other_member.agency)
    return code_of(incident)


def secret(world, **more):
    incident = IncidentFactory(entered_by=world.operator, secret=True)
    ShareFactory(incident=incident, person=world.leader)
    return code_of(incident) | more


def with_share(world):
    incident = IncidentFactory(entered_by=world.operator)
    return code_of(incident) | {"pk": ShareFactory(incident=incident, agency=world.agency).pk}


def to_correct(world):
    return verified(world) | {"field": "people"}


def to_separate(world):
    target = IncidentFactory(entered_by=world.operator)
    return own(world, status=Status.MERGED, merged_into=target, outcome_reason="Sama.")


def own_nil(world):
    return {"pk": NilReportFactory(entered_by=world.operator).pk}


def own_pattern(world):
    return {"pk": IssuePattern.objects.create(team=world.team, name="contoh", source="a").pk}


def own_family(world):
    return {"pk": WordFamily.objects.create(team=world.team, words=["satu", "dua"]).pk}


LISTS = [
    Row("incidents:list"),
    Row("incidents:list", relation="saring", query="?q=kapal&bulan=2026-10&status=dihitung"),
    Row("incidents:queue"),
    Row("incidents:export"),
    Row("incidents:create"),
    Row("incidents:create", method="post", relation="empty"),
]
DETAILS = [
    Row("incidents:detail", args=own, relation="own"),
    Row("incidents:detail", args=verified, relation="verified"),
    Row("incidents:detail", args=of_agency, relation="agency"),
    Row(
        "incidents:detail",
        args=shared,
        relation="shared",
    ),
    Row("incidents:detail", args=secret, relation="R"),
    Row(
        "incidents:detail",
        args=lambda world: own(world, draft=True),
        relation="draft",
    ),
    Row("incidents:receipt", args=own),
    Row("incidents:receipt", args=secret, relation="R"),
    Row("incidents:versions", args=own),
    Row("incidents:versions", args=secret, relation="R"),
    Row("incidents:complete", args=own),
    Row("incidents:complete", args=verified, relation="verified"),
    Row(
        "incidents:complete",
        args=lambda world: own(world, draft=True),
        relation="draft",
    ),
    Row(
        "incidents:complete",
        args=own,
        method="post",
        relation="old version",
        status=409,
    ),
    Row("incidents:files", args=own),
    Row(
        "incidents:file_withdraw",
        args=lambda world: own(world) | {"pk": 1},
        status=302,
    ),
]
DESK_PAGES = [
    Row("incidents:verify", args=own),
    Row(
        "incidents:verify",
        args=own,
        method="post",
        data=lambda world: {"classification": "T", "kind": "information", "review_version": 1},
        relation="save",
        status=302,
    ),
    Row("incidents:correct", args=to_correct),
    Row("incidents:share", args=own),
    Row("incidents:share", args=secret, relation="R"),
    Row(
        "incidents:share_withdraw",
        args=with_share,
        method="post",
        status=302,
    ),
    *(
        Row(f"incidents:{action}", args=args)
        for action, args in (
            ("drop", own),
            ("merge", own),
            ("close", verified),
            ("reopen", verified),
            ("restore", own),
            ("separate", to_separate),
        )
    ),
]
NIL = [
    Row(
        "nil:list",
    ),
    Row("nil:create"),
    Row("nil:withdraw", args=own_nil),
]
REFERENCE = [
    Row("incidents:patterns"),
    Row("incidents:pattern_create"),
    Row(
        "incidents:pattern_edit",
        args=own_pattern,
    ),
    Row("incidents:families"),
    Row(
        "incidents:family_edit",
        args=own_family,
    ),
]
ROWS = [*LISTS, *DETAILS, *DESK_PAGES, *NIL, *REFERENCE]
