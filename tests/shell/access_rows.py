"""The page of pieces is for those who build and check."""

from tests.access import Row

ROWS = [Row("components")]
