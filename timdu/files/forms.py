"""A field that takes several files, states its limits, and judges each by itself."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from timdu.files import limits
from timdu.files.actions import Chosen, Taken
from timdu.files.intake import IMAGE, PDF, limits_words
from timdu.files.models import StoredFile

ACCEPT = {IMAGE: "image/jpeg,image/png,image/webp", PDF: "application/pdf"}
MOST = {
    IMAGE: f"{limits.PHOTOS_PER_RECORD} foto",
    PDF: f"{limits.PAPERS_PER_RECORD} PDF",
}


class FilesInput(forms.FileInput):
    """The browser's own picker, for several files, and what it has picked before."""

    allow_multiple_selected = True
    template_name = "files/widgets/files.html"
    held: Sequence[StoredFile] = ()

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Chosen]:
        return [*_keys(_all(data, _held_name(name))), *_all(files, name)]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not self.value_from_datadict(data, files, name)

    def use_required_attribute(self, initial: Any) -> bool:
        return super().use_required_attribute(initial) and not self.held

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        return context | {"held": self.held, "held_name": _held_name(name)}

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any) -> SafeString:
        """Use the project's own templates, whatever renderer the form has."""
        return render_to_string(template_name, context)


class FilesField(forms.FileField):
    """Several files, as a list for `actions.attach_all`; what is inside is judged there.

    A file that is refused there does not lose the others, nor the rest of the form. When the form
    itself has errors, `actions.hold` and `show_held` keep what was chosen.
    """

    def __init__(self, *, kinds: Collection[str] = (IMAGE,), **kw: Any) -> None:
        self.kinds = tuple(kinds)
        accept = ",".join(ACCEPT[kind] for kind in kinds)
        most = " dan ".join(MOST[kind] for kind in kinds)
        attrs = {"accept": accept, "data-shrink": str(limits.LONG_SIDE)}
        kw.setdefault("widget", FilesInput(attrs=attrs))
        kw.setdefault("help_text", f"{limits_words(kinds)} Paling banyak {most}.")
        super().__init__(**kw)

    def clean(self, data: Any, initial: Any = None) -> list[Chosen]:
        """An empty pick is an empty list unless required."""
        chosen = [one for one in (data if isinstance(data, list) else [data]) if one]
        if self.required and not chosen:
            raise forms.ValidationError("Pilih berkas lebih dahulu.", code="required")
        return chosen

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data)


def show_held(form: forms.BaseForm, name: str, taken: Taken) -> None:
    """Show in a form that comes back what was held of the files chosen, and what was refused."""
    widget = form.fields[name].widget
    if isinstance(widget, FilesInput):
        widget.held = taken.files
    for words in taken.refused:
        form.add_error(name, words)


def _held_name(name: str) -> str:
    return f"{name}_terpilih"


def _all(data: Any, name: str) -> list[Any]:
    """Every value of a name, of a form that was sent or of a plain dictionary."""
    if hasattr(data, "getlist"):
        return list(data.getlist(name))
    value = (data or {}).get(name, [])
    return value if isinstance(value, list) else [value]


def _keys(values: list[Any]) -> list[UUID]:
    keys = []
    for value in values:
        try:
            keys.append(UUID(str(value)))
        except ValueError:
            continue
    return keys
