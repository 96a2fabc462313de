"""What of a permasalahan waits for somebody."""

from incidents.cases.models import Case
from timdu.inbox import kinds

NAMING = "case.secret"

kinds.name(
    NAMING,
    "Permasalahan",
    "Hanya Kepala Badan yang menunjuk siapa boleh membuka permasalahan Rahasia.",
    door=lambda user: Case.objects.visible_to(user, to_name=True),
)
