"""Fields of our own: figures with thousands, entries by line."""

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

NO_NUMBER = "Tulis angka, misalnya 40. Bila tidak tahu, pilih “tidak diketahui”."
LARGEST = 2_147_483_647


class FigureField(forms.CharField):
    """A whole number as people write it: 40, 1.250, Rp 2.500.000."""

    def __init__(self, *, largest: int = LARGEST, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "size": 12}))
        super().__init__(max_length=24, required=False, **kwargs)
        self.largest = largest

    def to_python(self, value: Any) -> int | None:  # type: ignore[override]
        """The number; None for nothing typed, which is not zero."""
        text = str(super().to_python(value) or "").lower().removeprefix("rp")
        digits = "".join(text.replace(".", "").split())
        if not digits:
            return None
        if not (digits.isascii() and digits.isdigit()):
            raise forms.ValidationError(NO_NUMBER, code="invalid")
        number = int(digits)
        if number > self.largest:
            raise forms.ValidationError("Angka ini terlalu besar.", code="too_large")
        return number

    def run_validators(self, value: Any) -> None:
        """The length was checked as text; a number has none."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        """“1.250” is the 1250 that stood there."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except forms.ValidationError:
            return True


class LinesField(forms.CharField):
    """One entry on each line; blanks and repetitions fall away."""

    def __init__(self, *, longest: int, most: int, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(required=False, **kwargs)
        self.longest, self.most = longest, most

    def clean(self, value: Any) -> list[str]:
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        entries = list(dict.fromkeys(filter(None, lines)))
        if len(entries) > self.most:
            raise forms.ValidationError(f"Paling banyak {self.most} baris.")
        for entry in entries:
            if len(entry) > self.longest:
                raise forms.ValidationError(
                    f"Satu baris paling banyak {self.longest} huruf: “{entry[:40]} …”"
                )
        return entries


def typed(data: Mapping[str, Any], name: str, longest: int) -> str:
    """A text that stands outside a form class, as long as its field allows."""
    return str(data.get(name, "")).replace("\x00", "").strip()[:longest]


def all_optional() -> FormHelper:
    """For forms in which nothing must be answered: no field says that it may stay empty."""
    helper = FormHelper()
    helper.form_tag = False
    helper.all_optional = True
    return helper


def blank_choice(choices: Sequence[tuple[Any, Any]], word: str) -> list[tuple[Any, Any]]:
    """The choices with an empty one in front."""
    return [("", word), *choices]


def seen(form: forms.BaseForm) -> SafeString:
    """Hidden fields with the values the person was shown: only what they change is taken.

    Two people may then fill different parts of one report; the same field changed twice is
    shown side by side.
    """
    fields = (field for field in form if field.field.show_hidden_initial)
    return format_html_join("", "{}", ((field.as_hidden(only_initial=True),) for field in fields))
