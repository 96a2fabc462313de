"""Who may search at all; what each finds is asked in test_visibility.py."""

from tests.access import Row

ROWS = [
    Row("finding:find"),
    Row(
        "finding:find",
        relation="saring",
        query="?q=kapal&wilayah=61.02.12&dari=2026-01-01&tingkat=3-4&keadaan=open&status=dihitung",
    ),
]
