"""The page of pieces is for those who build and check; help is for everybody."""

from tests.access import Row

ROWS = [
    Row("help"),
    Row(
        "components",
    ),
]
