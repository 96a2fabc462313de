"""How many queries a page takes."""

from django.db import connection
from django.test.utils import CaptureQueriesContext


def queries(client, url):
    """Open the page twice (the first fills caches) and count the second time."""
    client.get(url)
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)
