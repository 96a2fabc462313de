"""Help is for everybody, signed in or not; the stories only where there is a demo."""

from tests.access import Row

ROWS = [
    Row("help"),
    Row("help_book", args=lambda world: {"key": "camat"}),
    Row("help_stories"),
    Row("help_order"),
    Row("help_order_text"),
]
