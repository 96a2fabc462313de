"""What may be typed while a disposisi or a permintaan koordinasi goes its way."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone

from incidents.cases.asking.models import Disposition
from incidents.cases.asking.models.choices import Reply
from incidents.cases.forms.acts import long_text
from timdu.files.forms import FilesField
from timdu.files.intake import IMAGE, PDF
from timdu.team.roster.forms import DayField, plain_helper

TOLD_HELP = "Misalnya: Sekretaris Camat lewat telepon, 21 November 2026 pukul 09.00."
# Of each arrow: what its words are called, how long they may be; nothing where none are asked for.
WORDS = {
    "return": ("Mengapa dikembalikan", 500),
    "report": ("Apa yang dilakukan, dan hasilnya", 2000),
    "send_back": ("Apa yang belum lengkap", 500),
    "withdraw": ("Mengapa ditarik", 500),
}
CARRIED_OUT = ("accept", "return", "report")


def told_field() -> forms.CharField:
    """From whom the desk has it."""
    return forms.CharField(
        label="Disampaikan oleh siapa, dan bagaimana", max_length=200, help_text=TOLD_HELP
    )


class MoveForm(forms.Form):
    """The words one arrow asks for, over the version the page was opened with."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, action: str, disposition: Disposition, is_own: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = disposition.version
        if action in WORDS:
            label, longest = WORDS[action]
            self.fields["note"] = long_text(label, longest, 4)
        if action in CARRIED_OUT and not is_own:
            self.fields["told"] = told_field()
        if "uploads" in self.fields:
            self.fields["uploads"] = self.fields.pop("uploads")
        self.helper = plain_helper()

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        names = ("note", "told", "version")
        return {name: self.cleaned_data[name] for name in names if name in self.fields}


class ReportedForm(MoveForm):
    """What was done, with what shows it below the words."""

    uploads = FilesField(label="Bukti (foto atau PDF)", kinds=(IMAGE, PDF), required=False)


class DateForm(forms.Form):
    """Another day, and why."""

    wanted_on = DayField(label="Batas waktu yang diusulkan")
    reason = long_text("Alasan", 500)

    def __init__(self, *args: Any, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_own:
            self.fields["told"] = told_field()
        self.helper = plain_helper()

    def clean_wanted_on(self) -> Any:
        day = self.cleaned_data["wanted_on"]
        if day < timezone.localdate():
            raise forms.ValidationError("Tanggal ini sudah lewat.")
        return day


class DateAnswerForm(forms.Form):
    """Yes, or no and why."""

    grant = forms.ChoiceField(choices=[("ya", "Setujui"), ("tidak", "Tidak disetujui")])
    note = long_text("Jawaban", 500, 2, required=False, help_text="Wajib bila tidak disetujui.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("grant") == "tidak" and not cleaned.get("note", "").strip():
            self.add_error("note", "Tulis mengapa tanggalnya tidak diubah.")
        return cleaned


class AnswerForm(forms.Form):
    """One of the five by one tap; a sentence and a file where there is one."""

    client_uuid = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)
    text = long_text("Keterangan (tidak wajib)", 1000, 2, required=False)
    uploads = FilesField(label="Berkas (tidak wajib)", kinds=(IMAGE, PDF), required=False)
    # The button that is pressed; drawn by the page.
    reply = forms.ChoiceField(choices=Reply.choices)

    def __init__(self, *args: Any, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_own:
            self.fields["told"] = told_field()
        self.order_fields(["client_uuid", "told", "text", "uploads", "reply"])

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        facts = {name: self.cleaned_data.get(name, "") for name in ("reply", "text", "told")}
        return facts | {"key": self.cleaned_data["client_uuid"]}


class NoteForm(forms.Form):
    """Why a permintaan is taken back."""

    note = long_text("Mengapa ditarik", 500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = plain_helper()
