"""What waits because of kesepakatan and Status Keadaan Konflik, read off their rows."""

import datetime as dt

from incidents.cases.agreements.models import Agreement
from incidents.cases.emergency.models import Act, Emergency
from tests.demo.loading import TODAY


def waiting():
    """Looks within seven days, SK without a second person, reports within two days."""
    near = TODAY + dt.timedelta(days=7)
    for row in Agreement.objects.filter(status="standing", next_check_on__lte=near):
        yield "agreement.check", row
    for row in Act.objects.filter(status="entered"):
        yield "emergency.confirm", row
    for row in Emergency.objects.filter(starts_on__lte=TODAY, ends_on__gte=TODAY):
        last = max([row.starts_on, *row.reports.values_list("sent_on", flat=True)])
        due = last + dt.timedelta(days=row.report_days)
        if due <= min(row.ends_on, TODAY + dt.timedelta(days=2)):
            yield "emergency.report", row
        if row.ends_on - dt.timedelta(days=10) <= TODAY:
            yield "emergency.expiry", row
