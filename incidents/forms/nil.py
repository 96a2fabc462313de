"""Laporan nihil: which month, and who was asked."""

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator

from incidents.models import NilReport
from timdu.core.periods import Month
from timdu.team.models import Agency, User
from timdu.wilayah.forms import WilayahField

MONTHS_BACK = 12
KECAMATAN, AGENCY = "kecamatan", "agency"
# So many earlier statements are offered again.
OFFERED = 3
RUNNING = " (bulan berjalan, belum selesai)"
LONGEST = 500


def statements(user: User) -> list[str]:
    """Whom the own office asked before, the latest first, each statement once."""
    if user.is_secretariat:
        return []
    rows = NilReport.objects.visible_to(user).order_by("-sent_at")
    recent = rows.values_list("asked", flat=True)[: OFFERED * OFFERED]
    return list(dict.fromkeys(recent))[:OFFERED]


class SaidField(forms.ChoiceField):
    """An earlier statement: one that is offered no longer when it arrives late is as good."""

    def valid_value(self, value: Any) -> bool:
        return True


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
    said = SaidField(
        label="Kepada siapa sudah ditanyakan?",
        required=False,
        widget=forms.RadioSelect,
        validators=[MaxLengthValidator(LONGEST), ProhibitNullCharactersValidator()],
    )
    asked = forms.CharField(
        label="Kepada siapa sudah ditanyakan?",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST}),
        help_text="Misalnya: semua kepala desa, Babinsa, Bhabinkamtibmas, dan FKDM.",
    )
    known_to_head = forms.BooleanField(label="Sudah diketahui Camat", required=False)

    def __init__(
        self,
        *args: Any,
        user: User,
        now: dt.datetime,
        said: list[str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        assert user.team is not None
        self.user = user
        this = Month.of(now, user.team.zone)
        months = [this.plus(-back) for back in range(MONTHS_BACK + 1)]
        self.fields["month"].choices = [  # type: ignore[attr-defined]
            (str(month), month.label + (RUNNING if month == this else "")) for month in months
        ]
        self.initial.setdefault("month", str(this))
        self.offer(statements(user) if said is None else said)
        if user.is_secretariat:
            self.fields["kecamatan"].narrow(user.scope)  # type: ignore[attr-defined]
            agency: Any = self.fields["agency"]
            agency.queryset = Agency.objects.visible_to(user).current()
            self.initial.setdefault("sender", KECAMATAN)
            self.fields["kecamatan"].asked_where_shown = True  # type: ignore[attr-defined]
            agency.asked_where_shown = True
        else:
            for name in ("sender", "kecamatan", "agency"):
                del self.fields[name]
        if not (user.is_operator and user.kecamatan_id):
            del self.fields["known_to_head"]

    def offer(self, said: list[str]) -> None:
        """What was said before is confirmed, not typed again; what is new is written."""
        if not said:
            del self.fields["said"]
            return
        offered: Any = self.fields["said"]
        offered.choices = [(words, words) for words in said]
        offered.asked_where_shown = True
        self.initial.setdefault("said", said[0])
        asked = self.fields["asked"]
        asked.required, asked.label = False, "Yang lain"
        asked.widget.attrs["rows"] = 2
        asked.help_text = "Bila diisi, ini yang dipakai."

    def clean_month(self) -> Month:
        return Month.parse(self.cleaned_data["month"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        # What was written stands; what was said before fills its place.
        cleaned["asked"] = cleaned.get("asked") or cleaned.get("said") or ""
        if not cleaned["asked"] and "asked" not in self.errors:
            self.add_error("asked", "Belum diisi. Sebutkan kepada siapa sudah ditanyakan.")
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
