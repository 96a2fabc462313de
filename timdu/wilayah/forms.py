"""Choosing a place: a select where the list is short, a search where it is not."""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from timdu.wilayah.models import LIMIT, Wilayah
from timdu.wilayah.names import normalise

Level = Wilayah.Level
DEPTHS = {0: 0, 2: 1, 5: 2, 8: 3, 13: 4}
PREFIX = r"^(\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?)?$"


class SearchForm(forms.Form):
    """What `/wilayah/cari/` is asked: the words, the code to look inside, the levels, the field."""

    q = forms.CharField(label="Nama wilayah", max_length=100, required=False)
    dalam = forms.RegexField(PREFIX, required=False, widget=forms.HiddenInput)
    tingkat = forms.RegexField(r"^[1-4](,[1-4])*$", required=False, widget=forms.HiddenInput)
    nama = forms.RegexField(
        re.compile(r"^[A-Za-z][\w-]{0,60}$", re.ASCII), required=False, widget=forms.HiddenInput
    )

    def clean_tingkat(self) -> list[int]:
        return [int(level) for level in (self.cleaned_data["tingkat"] or "1,2,3,4").split(",")]


@dataclass(frozen=True)
class Answer:
    """What came back from the search: the code chosen, the words typed, the button pressed."""

    code: str = ""
    text: str = ""
    asked: bool = False


class WilayahSearch(forms.Widget):
    """A search whose matches are radio buttons; without scripts its button asks the server."""

    template_name = "wilayah/widgets/search.html"

    def __init__(self, scope: str, levels: Collection[int], attrs: Any = None) -> None:
        super().__init__({"class": "form-control", **(attrs or {})})
        self.scope = scope
        self.levels = sorted(levels)

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Answer:
        return Answer(
            code=str(data.get(name) or "").strip(),
            text=str(data.get(f"{name}_cari") or "").strip()[:100],
            asked=f"{name}_tombol" in data,
        )

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and f"{name}_cari" not in data

    def use_required_attribute(self, initial: Any) -> bool:
        """The answer may stand in a radio button while the words are empty."""
        return False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        answer = value if isinstance(value, Answer) else Answer(code=_code(value))
        inside = Wilayah.objects.within(self.scope).named()
        chosen = inside.filter(pk=answer.code).first() if answer.code else None
        matches = Wilayah.objects.search(answer.text, self.scope, self.levels)
        query = f"?nama={name}&dalam={self.scope}&tingkat={','.join(map(str, self.levels))}"
        return context | {
            "name": name,
            "text": answer.text,
            "chosen": chosen and (chosen, chosen.above_within(self.scope)),
            "hint": "Cari yang lain" if chosen else "Ketik beberapa huruf namanya",
            "matches": [
                (match, match.above_within(self.scope)) for match in matches if match != chosen
            ],
            "is_full": len(matches) == LIMIT,
            "url": reverse("wilayah:search") + query,
        }

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any) -> SafeString:
        """Use the project's own templates, whatever renderer the form has."""
        return render_to_string(template_name, context)


class WilayahField(forms.Field):
    """A place inside a scope; call `narrow()` in the form's `__init__` with the user's scope.

    One kecamatan (or the kecamatan of one kabupaten) is a plain select, anything wider a search.
    With level 3 and 4 the kecamatan itself may be the answer while the desa is not known.
    """

    default_error_messages = {
        "required": "Pilih desa atau kelurahan.",
        "invalid": "Wilayah ini tidak dapat dipilih. Pilih dari daftar.",
        "choose": "Pilih salah satu wilayah di bawah ini.",
        "unknown": "Tidak ada wilayah bernama “%(text)s”. Periksa ejaannya.",
    }

    def __init__(
        self, *, scope: str = "", levels: Collection[int] = (Level.DESA,), **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.levels = frozenset(levels)
        self.narrow(scope)

    def narrow(
        self, scope: str, *, levels: Collection[int] | None = None, keep: str | None = None
    ) -> None:
        """Set where the answer may lie; `keep` is a stored code that stays valid when retired."""
        self.scope = scope
        self.levels = frozenset(levels or self.levels)
        self.keep = keep or ""
        self._options: list[tuple[str, str]] = []
        attrs = self.widget.attrs
        depth = DEPTHS.get(len(scope), 0)
        if depth >= Level.REGENCY and self.levels <= {depth, depth + 1}:
            # A callable is asked when the form is shown, not when it is made.
            self.widget = forms.Select(attrs, choices=self.options)  # type: ignore[arg-type]
        else:
            self.widget = WilayahSearch(scope, self.levels, attrs)
        self.widget.is_required = self.required

    def options(self) -> list[tuple[str, str]]:
        """The choices of the select, read once; the area itself first where it may be it."""
        if not self._options:
            word = "desa atau kelurahan" if Level.DESA in self.levels else "kecamatan"
            rows = Wilayah.objects.within(self.scope).filter(level__in=self.levels)
            found = [row for row in rows if not row.retired_on or row.pk == self.keep]
            found.sort(key=lambda row: (row.level, row.search_name))
            times = Counter(row.search_name for row in found if row.pk != self.scope)
            self._options = [("", f"Pilih {word}")] + [
                (row.pk, self._label(row, word, times[row.search_name] > 1)) for row in found
            ]
        return self._options

    def _label(self, row: Wilayah, word: str, has_namesake: bool) -> str:
        """What one choice is called; a desa and a kelurahan of one name say what they are."""
        if row.pk == self.scope:
            return f"{row.full_name} ({word} belum diketahui)"
        name = row.full_name if has_namesake else row.name
        return f"{name} (tidak berlaku lagi)" if row.retired_on else name

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, Answer) else _code(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        code = data.code if isinstance(data, Answer) else _code(data)
        return code != _code(initial)

    def clean(self, value: Any) -> Wilayah | None:
        answer = value if isinstance(value, Answer) else Answer(code=_code(value))
        if answer.asked:
            raise self._refusal("choose" if self._matches(answer) else "unknown", answer)
        if answer.code:
            return self._allowed(answer)
        if answer.text:
            return self._named_exactly(answer)
        if self.required:
            raise self._refusal("required", answer)
        return None

    def _allowed(self, answer: Answer) -> Wilayah:
        rows = Wilayah.objects.within(self.scope).filter(level__in=self.levels).named()
        place = rows.filter(pk=answer.code).first()
        if place is None or (place.retired_on and place.pk != self.keep):
            raise self._refusal("invalid", answer)
        return place

    def _named_exactly(self, answer: Answer) -> Wilayah:
        """A name typed in full that only one place has needs no second click."""
        matches = self._matches(answer)
        words = normalise(answer.text)
        exact = [match for match in matches if match.search_name == words]
        if len(exact) == 1:
            return exact[0]
        raise self._refusal("choose" if matches else "unknown", answer)

    def _matches(self, answer: Answer) -> list[Wilayah]:
        return Wilayah.objects.search(answer.text, self.scope, self.levels)

    def _refusal(self, code: str, answer: Answer) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params={"text": answer.text})


def _code(value: Any) -> str:
    """A code as it was sent, without what no database holds: it is refused as any unknown one."""
    return value.pk if isinstance(value, Wilayah) else str(value or "").replace("\0", "")
