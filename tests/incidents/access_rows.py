"""Who gets what from the pages of reports: page × person × relation."""

from uuid import uuid4

from incidents.actions import nil, photos
from incidents.models import IssuePattern, WordFamily
from incidents.models.choices import Status
from tests.access import Row
from tests.incidents.factories import (
    BatchFactory,
    DevelopmentFactory,
    IncidentFactory,
    NilReportFactory,
    ProposalFactory,
    ReminderFactory,
    ReportingDutyFactory,
    ShareFactory,
)
from timdu.core.periods import Month
from timdu.core.receiving import Wire


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


def asked(world):
    incident = IncidentFactory(entered_by=world.operator, verified=True)
    return code_of(incident) | {"pk": ProposalFactory(incident=incident).pk}


def closed(world):
    return own(world, closed=True, verified_by=world.verifier)


def told(world):
    incident = IncidentFactory(entered_by=world.operator)
    return code_of(incident) | {"pk": DevelopmentFactory(incident=incident).pk}


def to_separate(world):
    target = IncidentFactory(entered_by=world.operator)
    return own(world, status=Status.MERGED, merged_into=target, outcome_reason="Sama.")


def two(world):
    return own(world) | {"other": own(world)["code"]}


def own_nil(world):
    return {"pk": NilReportFactory(entered_by=world.operator).pk}


def own_duty(world):
    return {"pk": ReportingDutyFactory(by=world.staff, kecamatan=world.camat.kecamatan).pk}


def own_reminder(world):
    return {"pk": ReminderFactory(team=world.team, kecamatan=world.camat.kecamatan).pk}


def own_delivery(world):
    wire = Wire(uuid4(), {"month": "2020-01", "asked": "Semua desa."})
    nil.hand_in(
        wire, by=world.operator, month=Month(2020, 1), asked="Semua desa.",
        kecamatan=world.operator.kecamatan,
    )  # fmt: skip
    return {"key": wire.client_uuid}


def photograph(world):
    return {"report": own(world)["code"], "sha256": "0" * 64, "size": 9, "name": "IMG_1.jpg"}


def own_upload(world):
    incident = IncidentFactory(entered_by=world.operator)
    row, _ = photos.announce(incident, by=world.operator, sha256="0" * 64, size=9, name="IMG_1.jpg")
    return {"pk": row.pk}


def own_import(world):
    return {"key": BatchFactory(by=world.operator).key}


def own_pattern(world):
    return {"pk": IssuePattern.objects.create(team=world.team, name="contoh", source="a").pk}


def own_family(world):
    return {"pk": WordFamily.objects.create(team=world.team, words=["satu", "dua"]).pk}


LISTS = [
    Row("incidents:list"),
    Row("incidents:list", relation="saring", query="?q=kapal&bulan=2026-10&status=dihitung"),
    Row("incidents:queue"),
    Row("incidents:queue", method="post", relation="empty"),
    Row("incidents:alike", method="post", relation="empty"),
    Row("incidents:export"),
    Row("incidents:export", method="post", data=lambda _: {"bentuk": "csv"}),
    Row("incidents:mine"),
    Row("incidents:answer_pace"),
    Row("incidents:create"),
    Row("incidents:create", method="post", relation="empty"),
    Row("incidents:imports"),
    Row("incidents:imports", method="post", relation="no file"),
    Row("incidents:import_template"),
    Row("incidents:import", args=own_import, relation="own"),
    Row("incidents:import_store", args=own_import, method="post", relation="own", status=302),
    Row("incidents:import_undo", args=own_import, relation="own"),
    Row("incidents:forms"),
    Row("incidents:form_pdf", args=lambda world: {"kind": "kabar-awal"}),
    Row("incidents:paste"),
    Row("incidents:paste", method="post", relation="message", data=lambda _: {"pasted": "Ada."}),
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
    Row("incidents:develop", args=own),
    Row("incidents:develop", args=shared, relation="shared"),
    Row("incidents:develop", args=closed, relation="closed"),
    Row(
        "incidents:develop",
        args=own,
        method="post",
        data=lambda world: {
            "client_uuid": uuid4(),
            "text": "Massa bubar.",
            "as_of": "2026-11-01T10:00",
        },
        relation="sent",
        status=302,
    ),
    Row("incidents:development_withdraw", args=told),
    Row("incidents:news", args=own),
    Row("incidents:propose", args=to_correct),
    Row("incidents:retract", args=asked),
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
    Row("incidents:compare", args=two, relation="own"),
    Row(
        "incidents:compare",
        args=two,
        method="post",
        data=lambda _: {"do": "differ"},
        relation="differ",
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
    Row("nil:answers"),
    Row(
        "nil:list",
    ),
    Row("nil:create"),
    Row("nil:withdraw", args=own_nil),
    Row("nil:export"),
    Row("nil:duties"),
    Row("nil:duty_create"),
    Row("nil:duty_end", args=own_duty),
    Row("nil:calls"),
    Row("nil:call", args=own_reminder),
]
SENDING = [
    Row("sending:list"),
    Row("sending:receipt", args=own_delivery),
    Row("sending:whoami"),
    Row("sending:uploads", method="post", relation="own", data=photograph, status=201),
    Row("sending:upload", relation="own", args=own_upload),
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
ROWS = [*LISTS, *DETAILS, *DESK_PAGES, *NIL, *SENDING, *REFERENCE]
