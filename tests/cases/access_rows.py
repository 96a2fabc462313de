"""Who gets what from the pages of permasalahan: page × person × relation."""

from django.utils import timezone

from tests.access import Row
from tests.cases.factories import CaseFactory, CaseShareFactory, HandlingFactory, LinkFactory
from tests.incidents.factories import IncidentFactory, ShareFactory


def case_of(world, **traits):
    return CaseFactory(opened_by=world.staff, **traits)


def own_case(world, **traits):
    """One with a report of the camat's kecamatan."""
    case = case_of(world, **traits)
    LinkFactory(case=case, incident=IncidentFactory(entered_by=world.operator))
    return case


def alone(world):
    return {"code": case_of(world).code}


def own(world):
    return {"code": own_case(world).code}


def of_agency(world):
    link = LinkFactory(
        case=case_of(world), incident=IncidentFactory(entered_by=world.member)
    )  # fmt: skip
    return {"code": link.case.code}


def shared(world):
    incident = IncidentFactory(entered_by=world.member)
    ShareFactory(incident=incident, agency=world.other_member.agency)
    return {"code": LinkFactory(case=case_of(world), incident=incident).case.code}


def secret(world):
    """R, with a report of the camat's kecamatan: the leader alone is named."""
    case = own_case(world, secret=True)
    CaseShareFactory(case=case, person=world.leader)
    return {"code": case.code}


def to_be_named(world):
    """R, and nobody is named yet."""
    return {"code": case_of(world, secret=True).code}


def named(world):
    share = CaseShareFactory(case=case_of(world, secret=True), person=world.leader)
    return {"code": share.case.code, "pk": share.pk}


def another(world):
    return {"person": world.forkopimda.pk, "reason": "Pengamanan."}


def closed(world):
    return {"code": own_case(world, closed=True).code}


def report(world):
    return {"code": IncidentFactory(entered_by=world.operator).code}


def linked(world):
    case = own_case(world)
    return {"code": case.code, "pk": case.links.get().pk}


def handled(world):
    case = own_case(world)
    return {
        "code": case.code,
        "pk": HandlingFactory(case=case, kecamatan=world.camat.kecamatan, by=world.staff).pk,
    }


def handling(world):
    return {"actor": "meja", "what": "Patroli.", "done_at": timezone.localtime().isoformat()[:16]}


def head(world):
    words = {"title": "Judul lain.", "stage": "tension", "phase": "prevention"}
    return words | {"classification": "T", "version": "99"}


ROWS = [
    Row("cases:list"),
    Row("cases:list", relation="saring", query="?keadaan=open&tingkat=3-4&tahap=latent&q=kapal"),
    Row("cases:ungathered"),
    Row("cases:export", query="?keadaan=open"),
    Row("cases:export", method="post", data=lambda _: {"bentuk": "csv"}),
    Row("cases:create"),
    Row("cases:create", method="post", relation="empty"),
    Row("cases:link_case", args=report),
    Row("cases:link_case", args=report, method="post", relation="empty"),
    Row("cases:detail", args=alone),
    Row("cases:detail", args=own, relation="own"),
    Row("cases:detail", args=of_agency, relation="agency"),
    Row("cases:detail", args=shared, relation="shared"),
    Row("cases:detail", args=secret, relation="R"),
    Row("cases:share", args=to_be_named),
    Row("cases:share", args=to_be_named, method="post", relation="save", data=another, status=302),
    Row("cases:share_withdraw", args=named),
    Row("cases:chronology", args=own, query="?sejak=2026-01-01"),
    Row("cases:edit", args=own),
    Row("cases:edit", args=own, method="post", relation="old version", data=head, status=409),
    Row("cases:assess", args=own),
    Row("cases:link_report", args=own),
    Row("cases:unlink", args=linked),
    Row("cases:handle", args=own),
    Row("cases:handle", args=own, method="post", relation="save", data=handling, status=302),
    Row("cases:handling_withdraw", args=handled),
    Row("cases:close", args=own),
    Row("cases:reopen", args=closed),
]
