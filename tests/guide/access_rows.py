"""Help is for everybody, signed in or not; the stories only where there is a demo."""

from tests.access import EVERYBODY, Row

ROWS = [
    Row("help", ok=EVERYBODY, public=True),
    Row("help_book", ok=EVERYBODY, public=True, args=lambda world: {"key": "camat"}),
    Row("help_stories", ok=EVERYBODY, public=True, status=404),
    Row("help_order", ok=EVERYBODY, public=True),
    Row("help_order_text", ok=EVERYBODY, public=True),
]
