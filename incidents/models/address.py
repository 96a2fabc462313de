"""Where a report is read: a list has many addresses of one shape, which is worked out once."""

from functools import cache

from django.urls import reverse

EXAMPLE = "TDU-00-00000"


@cache
def _shape() -> str:
    return reverse("incidents:detail", kwargs={"code": EXAMPLE})


def of(code: str) -> str:
    """The address of the report with this code."""
    return _shape().replace(EXAMPLE, code)
