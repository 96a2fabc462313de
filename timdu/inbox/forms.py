"""Who comes, from which day, and what becomes of the access."""

import datetime as dt
from typing import Any

from crispy_forms.layout import Fieldset
from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator

from timdu.team.models import Holder, Recovery, User
from timdu.team.roster.actions.succession import EXISTING, NEW, NONE, Successor
from timdu.team.roster.forms import (
    DayField,
    PhoneField,
    ReasonForm,
    choose_account,
    plain_helper,
)
from timdu.team.roster.posting import Posting

FURTHEST = dt.timedelta(days=366)
ACCOUNT_FIELDS = ("account", "username", "email", "user")


class RedateForm(ReasonForm):
    """The right first day, and why the recorded one is wrong."""

    valid_from = DayField(label="Hari pertama yang benar")
    field_order = ("valid_from", "reason")


class SuccessionForm(forms.Form):
    """The successor in a seat."""

    full_name = forms.CharField(label="Nama pengganti", max_length=120)
    standing = forms.ChoiceField(
        label="Sebagai",
        choices=Holder.Standing.choices,
        help_text="Plh. menggantikan sementara: akses pejabat yang berhalangan tidak berakhir.",
    )
    valid_from = DayField(
        label="Terhitung mulai tanggal",
        help_text="Hari pertama pengganti. Akses pejabat lama berakhir pada akhir hari sebelumnya.",
    )
    basis = forms.CharField(
        label="Dasar", max_length=200, help_text="Misalnya: SK Bupati nomor … tanggal …"
    )
    phone = PhoneField(label="Telepon pengganti")
    account = forms.ChoiceField(label="Akun pengganti", widget=forms.RadioSelect)
    username = forms.CharField(
        label="Nama masuk akun baru",
        max_length=150,
        required=False,
        validators=[UnicodeUsernameValidator(message="Pakai huruf, angka, dan titik saja.")],
        help_text="Huruf kecil, angka, dan titik; misalnya camat2.sungaikunyit.",
    )
    email = forms.EmailField(label="Surel akun baru", required=False)
    user = forms.ModelChoiceField(User.objects.none(), label="Akun yang sudah ada", required=False)
    expected = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, by: User, posting: Posting | None, leaves_account: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choose_account(self, "user", by, empty="Pilih akun")
        parts = [Fieldset("Pengganti", "full_name", "standing", "valid_from", "basis", "phone")]
        if posting is None or "user" not in self.fields:
            for name in ACCOUNT_FIELDS:
                self.fields.pop(name, None)
        else:
            account: Any = self.fields["account"]
            account.choices = [
                (NEW, "Akun baru"),
                (EXISTING, "Akun yang sudah ada"),
                (NONE, "Tanpa akun"),
            ]
            account.help_text = (
                f"Akun baru mendapat peran {posting.label}; akun yang sudah ada dipindahkan ke "
                "jabatan ini. Yang merangkap dua jabatan memakai akun baru untuk jabatan ini."
            )
            account.initial = NEW if leaves_account else NONE
            parts.append(Fieldset("Akses", *ACCOUNT_FIELDS))
        self.helper = plain_helper(*parts, "expected")

    def clean_valid_from(self) -> dt.date:
        """A mutation is recorded when it is known, not years ahead."""
        day: dt.date = self.cleaned_data["valid_from"]
        today: dt.date = self.initial["valid_from"]
        if day > today + FURTHEST:
            raise forms.ValidationError("Paling jauh satu tahun ke depan.")
        return day

    def clean_username(self) -> str:
        """Names are told over the telephone: no capitals to get wrong."""
        name = str(self.cleaned_data["username"]).lower()
        if name and User.objects.filter(username=name).exists():
            raise forms.ValidationError("Nama masuk ini sudah dipakai. Tambahkan angka atau kata.")
        return name

    def clean_email(self) -> str:
        """One address, one account."""
        address = str(self.cleaned_data["email"])
        if address and User.objects.filter(email__iexact=address).exists():
            raise forms.ValidationError("Alamat surel ini sudah dipakai pengguna lain.")
        return address

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        account = cleaned.get("account")
        if account == NEW and not cleaned.get("username") and "username" not in self.errors:
            self.add_error("username", "Tulis nama masuk untuk akun baru.")
        if account == EXISTING and not cleaned.get("user") and "user" not in self.errors:
            self.add_error("user", "Pilih akunnya.")
        if account != NEW:
            cleaned["username"] = cleaned["email"] = ""
        if account != EXISTING:
            cleaned["user"] = None
        return cleaned

    def successor(self) -> Successor:
        """What the action wants to know."""
        cleaned = self.cleaned_data
        return Successor(
            full_name=cleaned["full_name"],
            standing=cleaned["standing"],
            valid_from=cleaned["valid_from"],
            basis=cleaned["basis"],
            phone=cleaned["phone"],
            account=cleaned.get("account") or NONE,
            username=cleaned.get("username", ""),
            email=cleaned.get("email", ""),
            user=cleaned.get("user"),
        )


class RecoveryForm(forms.Form):
    """What was lost, and how the administrator knows that it is the person who asks."""

    kind = forms.ChoiceField(choices=Recovery.Kind.choices)
    reason = forms.CharField(label="Alasan", max_length=200)
