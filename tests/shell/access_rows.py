"""The page of pieces is for those who build and check; help is for everybody."""

from tests.access import EVERYBODY, SECRETARIAT, Row

ROWS = [
    Row("help", ok=EVERYBODY, public=True),
    Row(
        "components",
        ok=f"{SECRETARIAT} admin far_staff far_verifier far_secretary far_admin",
        otherwise=403,
    ),
]
