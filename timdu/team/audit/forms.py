"""What may be typed about a surat tugas."""

from typing import Any

from django import forms

from timdu.files.forms import FilesField
from timdu.files.intake import PDF
from timdu.team.models import SuratTugas
from timdu.team.roster.forms import DayField, plain_helper


class SuratTugasForm(forms.ModelForm):
    """Number, day, purpose and window of the letter, and its scan."""

    signed_on = DayField(label="Tanggal surat tugas")
    valid_from = DayField(label="Berlaku sejak")
    valid_until = DayField(label="Sampai dengan", help_text="Hari ini masih dapat masuk.")
    scan = FilesField(kinds=(PDF,), label="Pindaian surat tugas", required=False)

    class Meta:
        model = SuratTugas
        fields = ["number", "signed_on", "subject", "valid_from", "valid_until"]
        widgets = {"subject": forms.Textarea(attrs={"rows": 2, "maxlength": 300})}
        help_texts = {"subject": "Misalnya: pemeriksaan kinerja Tim Terpadu tahun 2026."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = plain_helper()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("valid_from"), cleaned.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", "Hari terakhir tidak boleh sebelum hari pertama.")
        return cleaned

    def _post_clean(self) -> None:
        """The constraints are held by the action, which knows the account."""
