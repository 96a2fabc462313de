"""Choosing a report to compare with, and saying that two are one."""

from typing import Any

from django import forms

from incidents.forms.review import ReasonForm
from incidents.models import Incident
from timdu.core import codes
from timdu.team.models import User


class PickForm(forms.Form):
    """With which report this one is compared."""

    target = forms.CharField(
        label="Kode laporan lain",
        max_length=20,
        help_text="Misalnya TDU-26-7KQ4M. Keduanya dibandingkan dahulu.",
    )

    def __init__(self, *args: Any, user: User, incident: Incident, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.incident = user, incident

    def clean_target(self) -> Incident:
        code = codes.normalise(self.cleaned_data["target"])
        found = Incident.objects.visible_to(self.user).filter(code=code).first()
        if found is None:
            raise forms.ValidationError(f"Tidak ada laporan berkode {code} yang dapat Anda baca.")
        if found == self.incident:
            raise forms.ValidationError("Laporan tidak dapat digabung dengan dirinya sendiri.")
        return found


class JoinForm(ReasonForm):
    """Why the two are one, and which versions of both were compared."""

    other_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "note"
        ].help_text = (
            "Terbaca oleh kedua pelapor. Kode dan isi laporan yang lain jangan ditulis di sini."
        )
