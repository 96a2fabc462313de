"""The page of pieces is for those who build and check."""

from tests.access import SECRETARIAT, Row

ROWS = [
    Row(
        "components",
        ok=f"{SECRETARIAT} admin far_staff far_verifier far_secretary far_admin",
        otherwise=403,
    ),
]
