"""Progress is its starter's own; health is for machines."""

from tests.access import Row
from timdu.core import jobs


def job_of_staff(world):
    return {"pk": jobs.start("Pekerjaan uji", team=world.team, by=world.staff, total=3).pk}


ROWS = [
    Row("core:job", args=job_of_staff),
    Row("core:health"),
]
