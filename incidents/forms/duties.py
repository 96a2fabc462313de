"""Who must report and who need not; whom the desk reached."""

import datetime as dt
from typing import Any

from django import forms

from incidents.forms.nil import AGENCY, KECAMATAN
from incidents.models import ReportingDuty
from timdu.core.periods import Month
from timdu.team.models import Agency, User
from timdu.wilayah.forms import WilayahField

BACK, AHEAD = 36, 24
Kind = ReportingDuty.Kind


def months_around(now: dt.datetime, zone: str) -> list[tuple[str, str]]:
    """The months a decision may speak of, the latest first."""
    running = Month.of(now, zone)
    months = [running.plus(number) for number in range(AHEAD, -BACK - 1, -1)]
    return [(str(month), month.label) for month in months]


class DutyForm(forms.Form):
    """One decision: of whom, what, from when to when, why, by whom."""

    kind = forms.ChoiceField(
        label="Apa yang diputuskan?",
        choices=[
            (Kind.EXEMPT, "Tidak wajib lapor untuk sementara"),
            (Kind.OWES, "Instansi ini wajib melapor setiap bulan"),
        ],
        widget=forms.RadioSelect,
        initial=Kind.EXEMPT,
    )
    sender = forms.ChoiceField(
        label="Tentang siapa?",
        choices=[(KECAMATAN, "Kecamatan"), (AGENCY, "Instansi")],
        widget=forms.RadioSelect,
        initial=KECAMATAN,
    )
    kecamatan = WilayahField(label="Kecamatan", levels=(3,), required=False)
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label="Instansi", required=False, empty_label="Pilih instansi"
    )
    first = forms.ChoiceField(label="Sejak bulan")
    last = forms.ChoiceField(label="Sampai bulan", required=False)
    reason = forms.CharField(
        label="Alasan",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300}),
        help_text="Misalnya: jaringan putus sejak banjir; laporan disampaikan lisan lewat Polsek.",
    )
    decided_by = forms.CharField(
        label="Diputuskan oleh",
        max_length=120,
        help_text="Pejabat atau rapat, dengan tanggalnya.",
    )

    def __init__(self, *args: Any, user: User, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        team = user.own_team
        fields["kecamatan"].narrow(user.scope)
        fields["agency"].queryset = Agency.objects.visible_to(user).current()
        for name in (KECAMATAN, AGENCY):
            fields[name].asked_where_shown = True
        months = months_around(now, team.zone)
        fields["first"].choices = months
        fields["last"].choices = [("", "Belum ditentukan"), *months]
        self.initial.setdefault("first", str(Month.of(now, team.zone)))
        self.initial.setdefault("decided_by", user.byline)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        sender, kind = cleaned.get("sender"), cleaned.get("kind")
        if kind == Kind.OWES and sender == KECAMATAN:
            self.add_error("sender", "Kecamatan wajib melapor tanpa keputusan. Pilih instansi.")
        elif sender and sender not in self.errors and not cleaned.get(sender):
            self.add_error(sender, "Pilih kecamatan." if sender == KECAMATAN else "Pilih instansi.")
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", "Bulan terakhir tidak boleh sebelum bulan pertama.")
        return cleaned

    def decided(self) -> dict[str, Any]:
        """What the action needs."""
        cleaned = self.cleaned_data
        return {
            "kind": cleaned["kind"],
            "first": Month.parse(cleaned["first"]),
            "last": Month.parse(cleaned["last"]) if cleaned["last"] else None,
            "reason": cleaned["reason"],
            "decided_by": cleaned["decided_by"],
            cleaned["sender"]: cleaned[cleaned["sender"]],
        }


class EndDutyForm(forms.Form):
    """After which month a decision holds no more, and why."""

    last = forms.ChoiceField(label="Berlaku terakhir untuk bulan", required=False)
    reason = forms.CharField(label="Alasan", max_length=300)

    def __init__(self, *args: Any, duty: ReportingDuty, now: dt.datetime, **kw: Any) -> None:
        super().__init__(*args, **kw)
        first = Month.of(duty.first)
        months = [
            (key, label) for key, label in months_around(now, duty.team.zone) if key >= str(first)
        ]
        last: Any = self.fields["last"]
        last.choices = [("", "Batalkan seluruhnya (keliru dicatat)"), *months]
        running = max(Month.of(now, duty.team.zone), first)
        self.initial.setdefault("last", str(running))

    def ended(self) -> dict[str, Any]:
        """What the action needs."""
        last = self.cleaned_data["last"]
        return {
            "last": Month.parse(last) if last else None,
            "reason": self.cleaned_data["reason"],
        }


class CallForm(forms.Form):
    """Who was reached, and what was said."""

    whom = forms.CharField(label="Siapa yang dihubungi?", max_length=120)
    note = forms.CharField(
        label="Apa yang dikatakan?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 300}),
        help_text="Misalnya: laporan dikirim besok pagi. Tidak diangkat juga dicatat.",
    )
