"""Who gets what from the pages of disposisi and permintaan: page × person × relation."""

from tests.access import Row
from tests.asking.factories import (
    ArahanFactory,
    DateChangeFactory,
    DispositionFactory,
    RequestFactory,
    ResultFactory,
    in_days,
)
from tests.cases.access_rows import own_case


def told(world, **traits):
    """One to the camat's kecamatan, the leader's, written down by staff."""
    facts = {"kecamatan": world.camat.kecamatan, "giver": world.leader} | traits
    return DispositionFactory(case=own_case(world), **facts)


def own(world):
    return {"code": told(world).code}


def of_agency(world):
    return {"code": told(world, kecamatan=None, agency=world.agency).code}


def returned(world):
    return {"code": told(world, returned=True).code}


def accepted(world):
    return {"code": told(world, accepted=True).code}


def reported(world):
    row = told(world, reported=True)
    ResultFactory(disposition=row, by=world.camat)
    return {"code": row.code}


def wished(world):
    row = told(world, accepted=True)
    return {"code": row.code, "pk": DateChangeFactory(disposition=row, by=world.camat).pk}


def asked(world, **traits):
    facts = {"agency": world.agency} | traits
    return {"code": RequestFactory(case=own_case(world), **facts).code}


def asked_person(world):
    return asked(world, agency=None, person=world.forkopimda)


def case(world):
    return {"code": own_case(world).code}


def arahan(world):
    """Confirmed, to the camat's kecamatan."""
    return {"pk": ArahanFactory(leader=world.leader, kecamatan=world.camat.kecamatan).pk}


def giving(world):
    return {
        "to": f"k{world.camat.kecamatan_id}", "subject": "Pertemuan", "text": "Pertemukan.",
        "urgency": "normal", "due_on": str(in_days(5)),
    }  # fmt: skip


def asking(world):
    agency = f"a{world.agency.pk}"
    return {"to": agency, "subject": "Patroli", "text": "Mohon patroli.", "urgency": "normal"}


def taking(world):
    return {"told": "Sekcam lewat telepon."}


def answering(world):
    return {"reply": "confirmed", "told": "Kasat Intelkam lewat telepon."}


def granting(world):
    return {"grant": "ya"}


ROWS = [
    Row("asking:dispositions"),
    Row("asking:dispositions", relation="saring", query="?keadaan=lewat&urgensi=urgent&q=x"),
    Row("asking:give", args=case),
    Row("asking:give", args=case, method="post", data=giving, status=302),
    Row("asking:give_from_arahan", args=arahan),
    Row("asking:give_from_arahan", args=arahan, method="post", data=giving, status=302),
    Row("asking:disposition", args=own),
    Row("asking:disposition", args=of_agency, relation="agency"),
    Row("asking:sheet", args=own),
    Row("asking:accept", args=own),
    Row("asking:accept", args=own, method="post", data=taking, status=302),
    Row("asking:return", args=own),
    Row("asking:send", args=returned),
    Row("asking:report", args=accepted),
    Row("asking:finish", args=reported),
    Row("asking:finish", args=reported, method="post", status=302),
    Row("asking:send_back", args=reported),
    Row("asking:withdraw", args=own),
    Row("asking:date", args=accepted),
    Row("asking:date_answer", args=wished, method="post", data=granting, status=302),
    Row("asking:requests"),
    Row("asking:requests", relation="saring", query="?keadaan=answered&jawaban=confirmed"),
    Row("asking:ask", args=case),
    Row("asking:ask", args=case, method="post", data=asking, status=302),
    Row("asking:ask_from_arahan", args=arahan),
    Row("asking:request", args=asked),
    Row("asking:request", args=asked_person, relation="person"),
    Row("asking:letter", args=asked),
    Row("asking:answer", args=asked, method="post", data=answering, status=302),
    Row("asking:request_withdraw", args=asked),
]
