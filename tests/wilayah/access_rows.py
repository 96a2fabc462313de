"""Area codes are public knowledge: whoever is signed in may look them up."""

from tests.access import Row

ROWS = [Row("wilayah:search", query="?q=uji")]
