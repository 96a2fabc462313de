"""Who gets a home, the dashboard, and the page that has a report compiled."""

from django.utils import timezone

from tests.access import EVERYBODY, Row
from timdu.core.periods import Month

DESK = "staff verifier secretary far_staff far_verifier far_secretary"
CAMATS = "camat operator other_camat far_camat"
OTHERS = "member other_member leader forkopimda observer auditor admin far_admin"


def last_month(kind):
    """What the form sends for the kind."""
    return lambda world: {
        "jenis": kind,
        "bulan": str(Month.of(timezone.now(), world.team.zone).previous),
    }


ROWS = [
    Row("home", ok=EVERYBODY),
    Row("dashboard", ok=f"leader {DESK}", otherwise=403),
    Row("report_compile", ok=f"{CAMATS} {DESK}", otherwise=403),
    Row("system", ok="admin far_admin", otherwise=403),
    # A kind that is not offered to the person is refused beside the field.
    Row(
        "report_compile",
        relation="the team's report",
        method="post",
        data=last_month("monthly"),
        ok=DESK,
        denied=OTHERS,
        status=302,
        otherwise=200,
    ),
    Row(
        "report_compile",
        relation="a kecamatan's own",
        method="post",
        data=last_month("kecamatan_monthly"),
        ok=CAMATS,
        denied=OTHERS,
        status=302,
        otherwise=200,
    ),
]
