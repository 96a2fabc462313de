"""What may be typed about SK, seats, holders and mitra."""

import datetime as dt
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.db.models import QuerySet

from timdu.core import conflicts, phones
from timdu.files.forms import FilesField
from timdu.files.intake import PDF
from timdu.team.models import Agency, Decree, Holder, Partner, Seat, Team, User
from timdu.wilayah.models import Wilayah

EARLIEST, LATEST = dt.date(1990, 1, 1), dt.date(2100, 12, 31)


class DayField(forms.DateField):
    """A day somebody may have meant; the year 0202 was a slip."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> dt.date | None:
        day = super().clean(value)
        if day is not None and not EARLIEST <= day <= LATEST:
            raise forms.ValidationError("Periksa tahunnya.")
        return day


class PhoneField(forms.CharField):
    """A number one can call."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Telepon")
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "tel"}))
        super().__init__(max_length=20, required=False, **kwargs)

    def clean(self, value: Any) -> str:
        text = str(super().clean(value) or "").strip()
        if text and not phones.digits(text):
            raise forms.ValidationError(phones.LIMITS)
        return text


def plain_helper(*layout: Any) -> FormHelper:
    """Fields only; the page brings form and buttons."""
    helper = FormHelper()
    helper.form_tag = False
    if layout:
        helper.layout = Layout(*layout)
    return helper


def say_empty(form: forms.BaseForm, **words: str) -> None:
    """Give the empty choice of a list a word."""
    for name, word in words.items():
        field: Any = form.fields[name]
        field.choices = [("", word), *(pair for pair in field.choices if pair[0])]


def kecamatan_of(team: Team) -> "QuerySet[Wilayah]":
    """The kecamatan of the team."""
    return Wilayah.objects.current().kecamatan_of(team.scope)


class DecreeForm(forms.ModelForm):
    """Number, subject and dates of an SK; a draft may leave most of it open."""

    signed_on = DayField(label="Tanggal SK", required=False)
    valid_from = DayField(label="Berlaku sejak", required=False)
    valid_until = DayField(
        label="Berlaku sampai",
        required=False,
        help_text="Sesudah hari ini susunan tetap berjalan sebagai masa peralihan sampai SK baru.",
    )
    scan = FilesField(kinds=(PDF,), label="Pindaian SK", required=False)
    version: str

    class Meta:
        model = Decree
        fields = ["number", "subject", "signed_on", "valid_from", "valid_until"]
        help_texts = {"number": "Seperti tertulis pada SK; kosong selama masih konsep."}
        widgets = {"subject": forms.Textarea(attrs={"rows": 2, "maxlength": 300})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scan: Any = self.fields["scan"]
        scan.help_text += " Boleh menyusul sesudah SK ditandatangani."
        self.helper = plain_helper()
        if self.instance.status == Decree.Status.ISSUED:
            for name in ("number", "signed_on"):
                self.fields[name].required = True
            # Holders stand on this day: another first day is another SK.
            del self.fields["valid_from"]
        conflicts.carry(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first = cleaned.get("valid_from") or self.instance.valid_from
        last = cleaned.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", "Akhir masa berlaku tidak boleh sebelum awalnya.")
        return cleaned

    def _post_clean(self) -> None:
        """The constraints are held by the action, which knows the team."""

    def facts(self) -> dict[str, Any]:
        """The columns; the scan is attached apart."""
        return {name: value for name, value in self.cleaned_data.items() if name != "scan"}


class SeatForm(forms.ModelForm):
    """One line of the SK."""

    valid_from = DayField(label="Ada sejak", required=False)

    class Meta:
        model = Seat
        fields = [
            "rank", "position", "bidang", "office", "agency", "kecamatan", "is_intelligence",
        ]  # fmt: skip
        help_texts = {
            "position": "Angka kecil tercetak lebih dahulu.",
            "office": "Misalnya: Kapolres Mempawah. Tanpa Plt., Plh., atau Pj.",
            "kecamatan": "Untuk camat dan unsur kecamatan: di kecamatan mana.",
            "is_intelligence": "Nomor teleponnya hanya terlihat oleh sekretariat.",
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team = user.own_team
        agency: Any = self.fields["agency"]
        agency.queryset = Agency.objects.filter(team=team).current()
        kecamatan: Any = self.fields["kecamatan"]
        kecamatan.queryset = kecamatan_of(team)
        say_empty(self, rank="Pilih kedudukan", bidang="Tanpa bidang")
        agency.empty_label, kecamatan.empty_label = "Tanpa instansi", "Tanpa kecamatan"
        if not user.is_secretariat:
            del self.fields["is_intelligence"]
        decree = self.instance.decree
        if self.instance.pk or decree.is_draft:
            del self.fields["valid_from"]
        else:
            self.fields["valid_from"].initial = decree.valid_from
        conflicts.carry(self)
        self.helper = plain_helper()

    def clean_position(self) -> int:
        """A place on a list people read."""
        position = int(self.cleaned_data["position"])
        if not 1 <= position <= 999:
            raise forms.ValidationError("Isi urutan 1 sampai 999.")
        return position

    def clean_valid_from(self) -> dt.date | None:
        """A seat is not older than its SK."""
        day: dt.date | None = self.cleaned_data["valid_from"]
        first = self.instance.decree.valid_from
        if day and first and day < first:
            raise forms.ValidationError("Tidak sebelum SK-nya berlaku.")
        return day

    def _post_clean(self) -> None:
        """The constraints are held by the action."""


class HolderForm(forms.ModelForm):
    """Who sits in an empty seat, and since when."""

    phone = PhoneField()
    valid_from = DayField(label="Sejak")

    class Meta:
        model = Holder
        fields = ["full_name", "standing", "phone", "valid_from", "basis", "user"]
        help_texts = {
            "basis": "Misalnya: SK Bupati nomor … tanggal …",
            "user": "Akun yang memegang akses jabatan ini, bila ada.",
        }

    def __init__(self, *args: Any, user: User, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].initial = today
        choose_account(self, "user", user)
        self.helper = plain_helper()

    def _post_clean(self) -> None:
        """The constraints are held by the action."""


class CorrectForm(HolderForm):
    """Mend how a holder was written down; the days are the mutation's."""

    class Meta(HolderForm.Meta):
        fields = ["full_name", "standing", "phone", "basis", "user"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["valid_from"]
        conflicts.carry(self)


def choose_account(form: forms.BaseForm, name: str, user: User, empty: str = "Tanpa akun") -> None:
    """Offer the team's accounts to those who manage access; others leave them as they are."""
    if user.role not in (User.Role.SECRETARY, User.Role.ADMIN):
        del form.fields[name]
        return
    field: Any = form.fields[name]
    field.empty_label = empty
    field.queryset = User.objects.visible_to(user).order_by("position", "full_name")
    field.label_from_instance = lambda person: f"{person.position} ({person.full_name})"


class EndForm(forms.Form):
    """When something ended, and why."""

    last_day = DayField(label="Hari terakhir")
    reason = forms.CharField(label="Alasan", max_length=200)
    helper = plain_helper()


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label="Alasan", max_length=200)
    helper = plain_helper()


class PartnerForm(forms.ModelForm):
    """One mitra."""

    phone = PhoneField()

    class Meta:
        model = Partner
        fields = ["kind", "name", "contact", "phone", "kecamatan", "note"]
        help_texts = {"kecamatan": "Kosong bila bekerja di seluruh kabupaten/kota."}
        widgets = {"note": forms.Textarea(attrs={"rows": 2, "maxlength": 300})}

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.team = team
        say_empty(self, kind="Pilih jenis")
        kecamatan: Any = self.fields["kecamatan"]
        kecamatan.queryset = kecamatan_of(team)
        kecamatan.empty_label = "Seluruh kabupaten/kota"
        conflicts.carry(self)
        self.helper = plain_helper(
            Fieldset("Mitra", "kind", "name", "kecamatan", "note"),
            Fieldset("Narahubung", "contact", "phone"),
        )

    def _post_clean(self) -> None:
        """The constraints are held by the action."""
