"""An electronic signature made in the test, with a certificate nobody trusts."""

from concurrent.futures import ThreadPoolExecutor

from timdu.demo import signing

OFFICE = "BUPATI UJI"
NAME = signing.subject(OFFICE)


def sign(pdf: bytes, field: str = signing.FIELD) -> bytes:
    """Sign as SRIKANDI would: an incremental update behind our bytes.

    In a thread of its own: signing starts an event loop, and a browser test already runs one.
    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(signing.sign, pdf, OFFICE, field=field).result()
