"""Area codes are public knowledge: whoever is signed in may look them up."""

from tests.access import EVERYBODY, Row

ROWS = [Row("wilayah:search", ok=EVERYBODY, query="?q=uji")]
