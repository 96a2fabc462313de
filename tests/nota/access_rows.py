"""Who gets what from the pages of nota dinas: page × person × relation."""

from django.utils import timezone

from tests.access import Row
from tests.cases.access_rows import own_case
from tests.nota.factories import begun, numbered


def own(world):
    return {"code": own_case(world).code}


def with_number(world):
    case = own_case(world)
    return {"code": case.code, "pk": numbered(begun(case, world.staff)).pk}


def said(world):
    return {
        "verdict": "with_notes", "decided_by": "Bupati", "words": "Lanjutkan.",
        "decided_on": timezone.localdate().isoformat(),
    }  # fmt: skip


ROWS = [
    Row("nota:create", args=own),
    Row("nota:create", args=own, method="post", relation="begin", status=302),
    Row("nota:decide", args=with_number, relation="numbered"),
    Row("nota:decide", args=with_number, method="post", relation="save", data=said, status=302),
]
