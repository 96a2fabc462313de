"""A number and the way to its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from timdu.core.periods import Month

# The list's word for what figures count: verified or closed, neither merged nor set aside.
COUNTED = "dihitung"
WAITING = "menunggu"


@dataclass(frozen=True)
class Number:
    """How many rows, and the query of the list that shows exactly them."""

    count: int
    query: str

    @property
    def url(self) -> str:
        return f"{reverse('incidents:list')}?{self.query}"

    def __str__(self) -> str:
        return str(self.count)


def query(month: Month | None = None, status: str | Sequence[str] = COUNTED, **filters: str) -> str:
    """The query string of the list of reports for these filters, always in the same order."""
    chosen = {"bulan": str(month) if month else "", "status": status, **filters}
    return urlencode({name: value for name, value in chosen.items() if value}, doseq=True)
