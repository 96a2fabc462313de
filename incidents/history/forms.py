"""Forms of imported history: the file, where its table begins, its columns, its values."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from incidents.history.heads import TARGETS
from incidents.history.models import EMPTY, SKIP, Reading
from incidents.history.spellings import Spelling
from incidents.models.choices import Kind
from timdu.files import limits, sheets

NOT_USED = "Tidak dipakai"
NOT_YET = "Belum dicocokkan"
# What is asked of places: a report without one is none.
PLACES = ("kecamatan", "desa")


def select() -> forms.Select:
    """As it stands in a cell of a table."""
    return forms.Select(attrs={"class": "form-select"})


class HistoryFileForm(forms.Form):
    """The old file."""

    file = forms.FileField(
        label="Berkas riwayat",
        help_text=f"{limits.SHEET_WORDS} {limits.CSV_WORDS} Paling banyak 20.000 baris.",
        widget=forms.FileInput(attrs={"accept": f".xlsx,.csv,{sheets.XLSX},{sheets.CSV}"}),
        error_messages={"required": "Pilih berkasnya."},
        allow_empty_file=True,
    )


class VersionForm(forms.Form):
    """What stands under every page that prepares a file."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, reading: Reading, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reading = reading
        self.initial.setdefault("version", reading.version)


class HeadForm(VersionForm):
    """Which sheet, and in which of its rows the names of the columns stand."""

    sheet = forms.TypedChoiceField(label="Lembar", coerce=int, widget=forms.HiddenInput)
    head = forms.TypedChoiceField(
        label="Baris kepala",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih baris yang memuat nama kolom."},
    )

    def __init__(self, *args: Any, at: int, rows: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sheet, head = self.fields["sheet"], self.fields["head"]
        sheet.choices = [(at, at) for at in range(len(self.reading.sheets))]  # type: ignore[attr-defined]
        head.choices = [(number, f"Baris {number}") for number, _ in rows]  # type: ignore[attr-defined]
        self.initial["sheet"] = at


class ColumnsForm(VersionForm):
    """One field for each column, or none."""

    kind = forms.ChoiceField(
        label="Jenis laporan bila tidak disebut di berkas",
        choices=Kind.choices,
        help_text="Dipakai untuk baris tanpa jenis.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("kind", self.reading.kind)
        options = [("", NOT_USED), *((target.key, target.label) for target in TARGETS)]
        for at, head in enumerate(self.reading.heads):
            chosen = self.reading.columns[at] if at < len(self.reading.columns) else ""
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=head or f"Kolom {at + 1} (tanpa nama)",
                choices=options,
                initial=chosen,
                required=False,
                widget=select(),
            )

    @property
    def columns(self) -> list[str]:
        """The field of each column, in order."""
        count = len(self.reading.heads)
        return [self.cleaned_data.get(f"column_{at}", "") for at in range(count)]


class ValuesForm(VersionForm):
    """What each spelling means; what is not answered stays unmatched."""

    skip_rest = forms.BooleanField(
        label="Lewati semua nilai lain yang belum dicocokkan",
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    def __init__(self, *args: Any, asked: Iterable[Spelling], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = list(asked)
        for at, one in enumerate(self.asked):
            self.fields[f"value_{at}"] = forms.ChoiceField(
                label=f"“{one.shown[:120]}”",
                choices=options_for(one),
                initial=one.chosen or one.guess,
                required=False,
                widget=select(),
            )
            # The question itself travels along: meanwhile others may have been answered.
            self.fields[f"text_{at}"] = forms.CharField(
                widget=forms.HiddenInput, initial=one.text, required=False
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if any(cleaned.get(f"text_{at}") != one.text for at, one in enumerate(self.asked)):
            raise forms.ValidationError(
                "Daftar ini berubah sejak Anda membukanya. Periksa pilihan di bawah, lalu simpan "
                "lagi."
            )
        return cleaned

    @property
    def answers(self) -> dict[tuple[str, str], str]:
        """What was answered, by field and text."""
        said = {
            (one.field, one.text): self.cleaned_data.get(f"value_{at}", "")
            for at, one in enumerate(self.asked)
        }
        return {key: target for key, target in said.items() if target}


def options_for(one: Spelling) -> list[Any]:
    """Suggestions first, then the short lists whole; at the end what leaves the row out."""
    left: list[Any] = [(SKIP, "Tidak ada di daftar; lewati barisnya")]
    if one.field not in PLACES:
        left.insert(0, (EMPTY, "Tidak ada di daftar; kosongkan isiannya"))
    if one.field == "desa":
        left.insert(0, (EMPTY, "Desanya tidak diketahui; catat di kecamatannya"))
    groups: list[Any] = [("", NOT_YET)]
    for words, choices in (("Mungkin", one.near), ("Lainnya", one.others)):
        if choices:
            groups.append((words, [(choice.key, choice.words) for choice in choices]))
    return [*groups, ("Bukan salah satunya", left)]
