"""What may be typed about people and settings."""

import datetime as dt
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms

from timdu.core import conflicts
from timdu.team import settings as team_settings
from timdu.team.models import Agency, Team, User
from timdu.wilayah.models import Wilayah


class UserForm(forms.ModelForm):
    """A person's account: who, what office, what role."""

    class Meta:
        model = User
        fields = [
            "username", "full_name", "position", "email", "phone", "role",
            "serves", "kecamatan", "agency", "is_operator", "access_from", "access_until",
        ]  # fmt: skip
        # As they are called where people sign in.
        labels = {"username": "Nama masuk", "email": "Surel"}
        help_texts = {
            "username": "Huruf kecil, angka, dan titik; misalnya camat.sungaikunyit.",
            "serves": (
                "Untuk ajudan, staf khusus, dan Bagian Prokopim: peran Pimpinan, dan pimpinan yang "
                "dilayani. Kosongkan bila orang ini sendiri pejabatnya."
            ),
            "role": "Kepala Badan: Sekretaris Tim Terpadu. Camat dan operatornya: Kecamatan.",
            "kecamatan": "Hanya untuk peran Kecamatan.",
            "agency": "Wajib untuk peran Instansi anggota.",
            "access_from": "Boleh kosong. Untuk Inspektorat diisi dari surat tugasnya.",
            "access_until": "Boleh kosong. Untuk Inspektorat diisi dari surat tugasnya.",
        }
        widgets = {
            "access_from": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "access_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.team = team
        serves: Any = self.fields["serves"]
        leaders = User.objects.filter(team=team).leading().exclude(pk=self.instance.pk)
        serves.queryset = leaders.active() | leaders.filter(pk=self.instance.serves_id)
        serves.empty_label = "Bukan staf pimpinan"
        kecamatan: Any = self.fields["kecamatan"]
        kecamatan.queryset = Wilayah.objects.current().kecamatan_of(team.scope)
        agency: Any = self.fields["agency"]
        agency.queryset = Agency.objects.filter(team=team).current()
        # Observers belong to no team and are made beside the recipient they stand for.
        role: Any = self.fields["role"]
        role.choices = [pair for pair in role.choices if pair[0] != User.Role.OBSERVER]
        self.fields["email"].required = False
        conflicts.carry(self)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Fieldset("Orang", "full_name", "position", "username", "email", "phone"),
            Fieldset("Peran", "role", "serves", "kecamatan", "agency", "is_operator"),
            Fieldset("Masa akses", "access_from", "access_until"),
        )

    def clean(self) -> dict[str, Any]:
        """An auditor's days are those of a surat tugas, which has a page of its own."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("serves") and cleaned.get("role") != User.Role.LEADER:
            self.add_error(
                "serves", "Staf pimpinan memakai peran Pimpinan. Pilih peran itu, atau kosongkan."
            )
        if cleaned.get("role") != User.Role.AUDITOR:
            return cleaned
        if self.instance.pk and self.instance.role != User.Role.AUDITOR:
            self.add_error(
                "role", "Inspektorat memakai akun sendiri: buat akun baru, lalu catat surat tugas."
            )
        if not self.instance.pk:
            self.instance.is_active = False
        for name in ("access_from", "access_until"):
            if cleaned.get(name) != getattr(self.instance, name):
                self.add_error(name, "Masa akses Inspektorat mengikuti surat tugas. Kembalikan.")
        return cleaned

    def clean_username(self) -> str:
        """Names are told over the telephone: no capitals to get wrong."""
        return str(self.cleaned_data["username"]).lower()


class EndAccessForm(forms.Form):
    """Why an account is closed."""

    reason = forms.CharField(
        label="Alasan",
        max_length=200,
        help_text="Misalnya: mutasi per 1 November 2026, SK nomor …",
    )


class AgencyForm(forms.ModelForm):
    """An agency that joins the team."""

    class Meta:
        model = Agency
        fields = ["name", "short_name", "is_vertical"]

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.team = team
        conflicts.carry(self)
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_name(self) -> str:
        """The constraint speaks of the team, which the form does not ask for."""
        name = str(self.cleaned_data["name"])
        others = Agency.objects.filter(team=self.instance.team).exclude(pk=self.instance.pk)
        if others.filter(name=name).exists():
            raise forms.ValidationError("Instansi dengan nama ini sudah ada.")
        return name


class TeamForm(forms.ModelForm):
    """The team's own lines."""

    class Meta:
        model = Team
        fields = ["seat", "zone", "duty_name", "duty_phone", "duty_hour"]
        help_texts = {
            "duty_name": "Dihubungi bila jadwal piket kosong.",
            "duty_hour": "Jam 0 sampai 23; petugas hari itu bertugas sampai jam yang sama esoknya.",
        }
        widgets = {"duty_hour": forms.TextInput(attrs={"inputmode": "numeric"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        conflicts.carry(self)
        self.helper = FormHelper()
        self.helper.form_tag = False


class SettingForm(forms.Form):
    """One setting's new value and the day it holds from."""

    value = forms.CharField(label="Nilai", widget=forms.Textarea(attrs={"rows": 3}))
    valid_from = forms.DateField(
        label="Berlaku sejak", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(
        self,
        *args: Any,
        definition: team_settings.Definition,
        today: dt.date,
        version: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.definition = definition
        self.fields["value"].label = definition.label
        self.fields["value"].help_text = definition.help_text
        self.fields["valid_from"].initial = today
        self.version = self.data.get("version", "") if self.is_bound else version
        self.pairs: list[tuple[str, str, str]] = []
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_value(self) -> Any:
        """Read the text as what the setting is."""
        try:
            return self.definition.read(self.cleaned_data["value"])
        except ValueError as error:
            raise forms.ValidationError(str(error) or "Nilai ini tidak dapat dibaca.") from error
