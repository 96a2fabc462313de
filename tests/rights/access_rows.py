"""Who reads the rules, and who reads what others opened."""

from tests.access import Row

DAYS = {"dari": "2026-01-01", "sampai": "2026-12-31"}
ROWS = [
    Row("rights:matrix"),
    Row("rights:openings"),
    Row("rights:openings_export"),
    Row("rights:bundle"),
    Row("rights:bundle", method="post", data=lambda world: DAYS),
]
