"""Who gets a home, the dashboard, and the page that has a report compiled."""

from django.utils import timezone

from tests.access import Row
from timdu.core.periods import Month


def last_month(kind):
    """What the form sends for the kind."""
    return lambda world: {
        "jenis": kind,
        "bulan": str(Month.of(timezone.now(), world.team.zone).previous),
    }


ROWS = [
    Row("home"),
    Row("dashboard"),
    Row("report_compile"),
    Row("system"),
    # A kind that is not offered to the person is refused beside the field.
    Row(
        "report_compile",
        relation="the team's report",
        method="post",
        data=last_month("monthly"),
        status=302,
    ),
    Row(
        "report_compile",
        relation="a kecamatan's own",
        method="post",
        data=last_month("kecamatan_monthly"),
        status=302,
    ),
]
