"""Who gets what from the pages of reports: page × person × relation."""

from incidents.models import IssuePattern, WordFamily
from incidents.models.choices import Status
from tests.access import EVERYBODY, SECRETARIAT, Row
from tests.incidents.factories import IncidentFactory, NilReportFactory, ShareFactory

FIELD = "camat operator other_camat member other_member far_camat"
DESK = f"{SECRETARIAT} far_staff far_verifier far_secretary"
REPORTERS = f"{FIELD} {DESK}"
BLIND = "observer admin far_admin"
READERS = f"{REPORTERS} leader forkopimda auditor"
OWN = "camat operator"
VERIFIERS = "verifier secretary"


def rest(*taken):
    """Everybody who is not among these."""
    names = " ".join(taken).split()
    return " ".join(name for name in EVERYBODY.split() if name not in names)


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


SEEN = f"{OWN} {SECRETARIAT} auditor"
LISTS = [
    Row("incidents:list", ok=READERS, denied=BLIND),
    Row("incidents:list", ok=READERS, denied=BLIND, query="?q=kapal&bulan=2026-10&status=dihitung"),
    Row("incidents:queue", ok=DESK, denied=rest(DESK)),
    Row("incidents:export", ok=READERS, denied=BLIND),
    Row("incidents:create", ok=REPORTERS, denied=rest(REPORTERS)),
    Row("incidents:create", method="post", ok=REPORTERS, denied=rest(REPORTERS), relation="empty"),
]
DETAILS = [
    Row("incidents:detail", args=own, relation="own", ok=SEEN),
    Row("incidents:detail", args=verified, relation="verified", ok=f"{SEEN} leader"),
    Row("incidents:detail", args=of_agency, relation="agency", ok=f"member {SECRETARIAT} auditor"),
    Row(
        "incidents:detail",
        args=shared,
        relation="shared",
        ok=f"member other_member {SECRETARIAT} auditor",
    ),
    Row("incidents:detail", args=secret, relation="R", ok="operator leader"),
    Row(
        "incidents:detail",
        args=lambda world: own(world, draft=True),
        relation="draft",
        ok="camat operator",
    ),
    Row("incidents:receipt", args=own, ok=f"{OWN} {SECRETARIAT}", denied="auditor"),
    Row("incidents:receipt", args=secret, relation="R", ok="operator leader"),
    Row("incidents:versions", args=own, ok=SEEN),
    Row("incidents:versions", args=secret, relation="R", ok="operator", denied="leader"),
    Row("incidents:complete", args=own, ok=OWN, denied=f"{SECRETARIAT} auditor"),
    Row("incidents:complete", args=verified, relation="verified", denied=f"{SEEN} leader"),
    Row(
        "incidents:complete",
        args=lambda world: own(world, draft=True),
        relation="draft",
        ok=OWN,
    ),
    Row(
        "incidents:complete",
        args=own,
        method="post",
        relation="old version",
        ok=OWN,
        status=409,
        denied=f"{SECRETARIAT} auditor",
    ),
    Row("incidents:files", args=own, ok=f"{OWN} {SECRETARIAT}", denied="auditor"),
    Row(
        "incidents:file_withdraw",
        args=lambda world: own(world) | {"pk": 1},
        ok=f"{OWN} {SECRETARIAT}",
        status=302,
        denied="auditor",
    ),
]
DESK_PAGES = [
    Row("incidents:verify", args=own, ok=SECRETARIAT, denied=f"{OWN} auditor"),
    Row(
        "incidents:verify",
        args=own,
        method="post",
        data=lambda world: {"classification": "T", "kind": "information", "review_version": 1},
        relation="save",
        ok=SECRETARIAT,
        status=302,
        denied=f"{OWN} auditor",
    ),
    Row("incidents:correct", args=to_correct, ok=VERIFIERS, denied=f"{OWN} staff leader auditor"),
    Row("incidents:share", args=own, ok=VERIFIERS, denied=f"{OWN} staff auditor"),
    Row("incidents:share", args=secret, relation="R", ok="secretary", denied="operator leader"),
    Row(
        "incidents:share_withdraw",
        args=with_share,
        method="post",
        ok=VERIFIERS,
        status=302,
        denied=f"{OWN} member staff auditor",
    ),
    *(
        Row(f"incidents:{action}", args=args, ok=VERIFIERS, denied=denied)
        for action, args, denied in (
            ("drop", own, f"{OWN} staff auditor"),
            ("merge", own, f"{OWN} staff auditor"),
            ("close", verified, f"{OWN} staff leader auditor"),
            ("reopen", verified, f"{OWN} staff leader auditor"),
            ("restore", own, f"{OWN} staff auditor"),
            ("separate", to_separate, f"{OWN} staff auditor"),
        )
    ),
]
NIL = [
    Row(
        "nil:list",
        ok=f"{REPORTERS} leader auditor",
        denied=rest(REPORTERS, "leader auditor"),
    ),
    Row("nil:create", ok=REPORTERS, denied=rest(REPORTERS)),
    Row("nil:withdraw", args=own_nil, ok=f"{OWN} {SECRETARIAT}", denied="leader auditor"),
]
REFERENCE = [
    Row("incidents:patterns", ok=DESK, denied=rest(DESK)),
    Row("incidents:pattern_create", ok=DESK, denied=rest(DESK)),
    Row(
        "incidents:pattern_edit",
        args=own_pattern,
        ok=SECRETARIAT,
        denied=rest(SECRETARIAT, "observer", DESK, "far_camat far_admin"),
    ),
    Row("incidents:families", ok=DESK, denied=rest(DESK)),
    Row(
        "incidents:family_edit",
        args=own_family,
        ok=SECRETARIAT,
        denied=rest(SECRETARIAT, "observer", DESK, "far_camat far_admin"),
    ),
]
ROWS = [*LISTS, *DETAILS, *DESK_PAGES, *NIL, *REFERENCE]
