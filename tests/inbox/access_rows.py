"""Everybody has an inbox, and sees only their own."""

from tests.access import EVERYBODY, Row

ROWS = [Row("inbox:list", ok=EVERYBODY)]
