"""A worker that also knows the kinds of the tests: `celery -A tests.documents.worker worker`."""

import django

django.setup()

from tests.documents import sample  # noqa: E402
from timdu.celery import app  # noqa: E402

sample.install()

__all__ = ["app"]
