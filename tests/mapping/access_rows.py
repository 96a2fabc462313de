"""Who sees the map; what each counts is asked in test_map.py."""

from tests.access import Row

ROWS = [
    Row("mapping:map", query="?status=dihitung"),
    Row("mapping:map", relation="permasalahan", query="?isi=permasalahan&keadaan=open"),
    Row("mapping:pdf"),
]
