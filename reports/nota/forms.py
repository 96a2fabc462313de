"""What was decided on a nota dinas."""

import datetime as dt
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone

from incidents.cases.forms.acts import long_text
from reports.nota.models import Decision
from timdu.files.forms import FilesField
from timdu.files.intake import IMAGE, PDF
from timdu.team.models import User
from timdu.team.roster.forms import DayField, plain_helper


class DecisionForm(forms.Form):
    """The decision, whose it is, when, its words, the signed sheet."""

    client_uuid = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)
    verdict = forms.ChoiceField(
        label="Keputusan", choices=Decision.Verdict.choices, widget=forms.RadioSelect
    )
    decided_by = forms.CharField(
        label="Diputuskan oleh", max_length=120, help_text="Jabatan, misalnya Bupati."
    )
    decided_on = DayField(label="Tanggal keputusan")
    words = long_text(
        "Bunyi keputusan", 1000, required=False,
        help_text="Seperti tertulis pada lembarnya; wajib kecuali disetujui tanpa catatan.",
    )  # fmt: skip
    uploads = FilesField(label="Lembar bertanda tangan", kinds=(IMAGE, PDF), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("decided_on", timezone.localdate())
        self.initial.setdefault("decided_by", user.position if user.leads else "Bupati")
        self.helper = plain_helper()

    def clean_decided_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["decided_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("Tanggalnya belum tiba.")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        verdict = cleaned.get("verdict")
        if verdict and verdict != Decision.Verdict.APPROVED and not cleaned.get("words"):
            self.add_error("words", "Tulis bunyi keputusannya.")
        return cleaned

    def typed(self) -> dict[str, Any]:
        """What the action takes."""
        names = ("verdict", "decided_by", "decided_on", "words")
        return {name: self.cleaned_data[name] for name in names}
