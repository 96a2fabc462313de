"""The selects of the filters: one value for people, several for links."""

from functools import lru_cache
from typing import Any

from django import forms
from django.utils.safestring import SafeString


class OneOfMany(forms.SelectMultiple):
    """A plain select for people; a link may name several values at once."""

    allow_multiple_selected = False

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """The values named; “Semua” is none."""
        return [value for value in super().value_from_datadict(data, files, name) or [] if value]

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Most readers of a list choose nothing: the same select need not be drawn again."""
        worn = tuple((self.attrs | (attrs or {})).items())
        return drawn(name, tuple(value or ()), worn, tuple(self.choices))


@lru_cache(maxsize=256)
def drawn(
    name: str, chosen: tuple[str, ...], attrs: tuple[tuple[str, Any], ...], choices: tuple[Any, ...]
) -> SafeString:
    """A select of one value, as the page holds it."""
    select = forms.SelectMultiple(dict(attrs), choices)
    select.allow_multiple_selected = False
    return select.render(name, list(chosen))
