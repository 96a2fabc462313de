"""Laporan nihil: which month, and who was asked."""

import datetime as dt
from typing import Any

from django import forms

from timdu.core.periods import Month
from timdu.team.models import Agency, User
from timdu.wilayah.forms import WilayahField

MONTHS_BACK = 12
KECAMATAN, AGENCY = "kecamatan", "agency"


class NilForm(forms.Form):
    """There was nothing to report, and here is who was asked."""

    month = forms.ChoiceField(label="Bulan")
    sender = forms.ChoiceField(
        label="Nihil dari siapa?",
        choices=[(KECAMATAN, "Kecamatan"), (AGENCY, "Instansi")],
        widget=forms.RadioSelect,
    )
    kecamatan = WilayahField(label="Kecamatan", levels=(3,), required=False)
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label="Instansi", required=False, empty_label="Pilih instansi"
    )
    asked = forms.CharField(
        label="Kepada siapa sudah ditanyakan?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
        help_text="Misalnya: semua kepala desa, Babinsa, Bhabinkamtibmas, dan FKDM.",
    )
    known_to_head = forms.BooleanField(label="Sudah diketahui Camat", required=False)

    def __init__(self, *args: Any, user: User, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert user.team is not None
        self.user = user
        this = Month.of(now, user.team.zone)
        months = [this.plus(-back) for back in range(MONTHS_BACK + 1)]
        self.fields["month"].choices = [  # type: ignore[attr-defined]
            (str(month), month.label) for month in months
        ]
        self.initial.setdefault("month", str(this))
        if user.is_secretariat:
            self.fields["kecamatan"].narrow(user.scope)  # type: ignore[attr-defined]
            agency: Any = self.fields["agency"]
            agency.queryset = Agency.objects.visible_to(user).current()
            self.initial.setdefault("sender", KECAMATAN)
        else:
            for name in ("sender", "kecamatan", "agency"):
                del self.fields[name]
        if not (user.is_operator and user.kecamatan_id):
            del self.fields["known_to_head"]

    def clean_month(self) -> Month:
        return Month.parse(self.cleaned_data["month"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        sender = cleaned.get("sender")
        if sender and sender not in self.errors and not cleaned.get(sender):
            self.add_error(sender, "Pilih kecamatan." if sender == KECAMATAN else "Pilih instansi.")
        return cleaned

    def filed(self) -> dict[str, Any]:
        """What the action needs: the month, who was asked, and whose nothing it is."""
        cleaned, user = self.cleaned_data, self.user
        told = {
            "month": cleaned["month"],
            "asked": cleaned["asked"],
            "known_to_head": cleaned.get("known_to_head"),
        }
        if user.is_secretariat:
            return told | {cleaned["sender"]: cleaned[cleaned["sender"]]}
        if user.kecamatan_id:
            return told | {KECAMATAN: user.kecamatan}
        return told | {AGENCY: user.agency}


class WithdrawForm(forms.Form):
    """Why a nil report, a file or a share is taken back."""

    reason = forms.CharField(label="Alasan", max_length=200)
