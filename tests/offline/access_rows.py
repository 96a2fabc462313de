"""What a phone keeps is the same for everybody, and says nothing of anybody."""

from tests.access import Row

ROWS = [
    Row("offline:worker"),
    Row("offline:manifest"),
    Row("offline:report"),
    Row("offline:nil"),
    Row("offline:activity"),
    Row("offline:outbox"),
    Row("offline:shared", status=302),
    Row("offline:shared", method="post"),
]
