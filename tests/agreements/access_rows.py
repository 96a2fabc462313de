"""Who gets what from the pages of kesepakatan: page × person × relation."""

from django.utils import timezone

from tests.access import Row
from tests.agreements.factories import AgreementFactory
from tests.cases.access_rows import own_case


def agreement(world, **traits):
    case = own_case(world, **traits)
    made = AgreementFactory(case=case, by=world.staff)
    return {"code": case.code, "pk": made.pk}


def held(world):
    """The camat's kecamatan holds the permasalahan."""
    return agreement(world, holder_kecamatan=world.camat.kecamatan)


def of_agency(world):
    """The member's agency holds it."""
    return agreement(world, holder=world.member.agency)


def own(world):
    return {"code": own_case(world).code}


def look(world):
    today = timezone.localdate().isoformat()
    return {"milestone": "30", "checked_on": today, "result": "kept", "sentence": "Ditaati."}


def typed(world):
    return {
        "summary": "Sepakat.", "agreed_on": timezone.localdate().isoformat(), "place": "Balai",
        "mechanism": "adat", "parties": "Kelompok A\nKelompok B", "butir_0_isi": "Berdamai.",
        "butir_0_terikat": "Keduanya",
    }  # fmt: skip


ROWS = [
    Row("agreements:list"),
    Row("agreements:list", relation="saring", query="?hasil=lewat"),
    Row("agreements:create", args=own),
    Row("agreements:create", args=own, method="post", relation="save", data=typed, status=302),
    Row("agreements:detail", args=agreement),
    Row("agreements:detail", args=held, relation="holder"),
    Row("agreements:detail", args=of_agency, relation="agency"),
    Row("agreements:amend", args=held),
    Row("agreements:check", args=held),
    Row("agreements:check", args=held, method="post", relation="save", data=look, status=302),
    Row("agreements:withdraw", args=held),
    Row("agreements:pdf", args=held),
]
