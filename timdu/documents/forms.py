"""What may be typed about documents on their way out."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import Q
from django.utils import timezone

from timdu.core import conflicts
from timdu.documents import choosing, kinds
from timdu.documents.models import Document, DocumentVersion, Letterhead, Recipient
from timdu.files import limits
from timdu.files.forms import ACCEPT
from timdu.files.intake import IMAGE
from timdu.team.models import User


def plain_helper() -> FormHelper:
    """Fields only: the page brings its own <form>."""
    helper = FormHelper()
    helper.form_tag = False
    return helper


class PassagesForm(forms.Form):
    """The editable parts of one version; `version` says which text the writer began from."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.passages = document.kind_of.passages
        for part in self.passages:
            self.fields[part.key] = forms.CharField(
                label=part.label,
                help_text=part.help_text,
                max_length=part.limit,
                required=False,
                widget=forms.Textarea(attrs={"rows": 6}),
            )
        self.choices: list[tuple[kinds.Choice, int]] = []
        if document.current:
            self.offer(document.kind_of.choices, document.current)
        self.helper = plain_helper()

    def offer(self, choices: Sequence[kinds.Choice], version: DocumentVersion) -> None:
        """What may be picked by hand, where the data offer anything."""
        for choice in choices:
            options = choice.options(version.snapshot)
            if not options:
                continue
            most = choice.most(version.snapshot)
            self.choices.append((choice, most))
            self.initial[choice.key] = choosing.picked(choice, version.passages)
            self.fields[choice.key] = forms.MultipleChoiceField(
                label=choice.label,
                choices=options,
                help_text=f"Paling banyak {most}. {choice.help_text}",
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": "Pilih paling sedikit satu."},
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for choice, most in self.choices:
            if len(cleaned.get(choice.key, [])) > most:
                self.add_error(choice.key, f"Pilih paling banyak {most}.")
        return cleaned

    def texts(self) -> dict[str, str]:
        """What was typed, with the line ends of one kind, and what was picked."""
        written = {
            part.key: self.cleaned_data[part.key].replace("\r\n", "\n").strip()
            for part in self.passages
        }
        picked = {
            choice.key: choosing.stored(self.cleaned_data[choice.key]) for choice, _ in self.choices
        }
        return written | picked


class NumberForm(forms.Form):
    """The number and date as Setda or SRIKANDI gave them."""

    official_number = forms.CharField(label="Nomor surat", max_length=80)
    date = forms.DateField(
        label="Tanggal surat",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, pattern: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "official_number"
        ].help_text = f"Pola tim ini: {pattern}. Ketik seperti tertulis pada surat."
        self.helper = plain_helper()

    def clean_official_number(self) -> str:
        """The dots of the pattern are a place to write, not a number."""
        text = " ".join(str(self.cleaned_data["official_number"]).split())
        if "…" in text or "..." in text:
            raise forms.ValidationError("Ganti titik-titik dengan nomornya.")
        return text

    def clean_date(self) -> dt.date:
        """A letter is not dated years ahead or back by a slip of the finger."""
        date: dt.date = self.cleaned_data["date"]
        if abs((date - timezone.localdate()).days) > 366:
            raise forms.ValidationError("Tanggal ini lebih dari setahun dari hari ini. Periksa.")
        return date


class RenumberForm(NumberForm):
    """The same, with the reason of the correction."""

    note = forms.CharField(label="Alasan perbaikan", max_length=300)


class ReasonForm(forms.Form):
    """Why a document goes back, is opened again or cancelled."""

    note = forms.CharField(label="Alasan", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = plain_helper()


class PaperInitialForm(forms.Form):
    """Who gave the paraf on paper."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    on_paper_by = forms.CharField(label="Nama yang memberi paraf basah", max_length=120)


class SignedFileForm(forms.Form):
    """The signed file."""

    file = forms.FileField(
        label="Berkas bertanda tangan",
        help_text=f"PDF, paling besar {limits.PDF_BYTES // 1024 // 1024} MB.",
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf"}),
    )
    confirmed = forms.BooleanField(
        label="Saya sudah membandingkan setiap halaman dengan naskah bernomor, dan sama.",
        help_text="Wajib untuk hasil pindai; komputer hanya dapat menghitung halamannya.",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = plain_helper()


class SendAgainForm(forms.Form):
    """Why it goes out once more."""

    reason = forms.CharField(
        label="Alasan mengirim lagi",
        max_length=300,
        help_text="Misalnya: penerima menyatakan belum menerima, telepon 22 November 2026.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = plain_helper()


class CarriedForm(forms.Form):
    """How a person brought it."""

    words = forms.CharField(
        label="Keterangan",
        max_length=300,
        help_text="Siapa yang mengantar, nomor resi, atau nomor SRIKANDI.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = plain_helper()


class ReceiptForm(forms.Form):
    """Who has it, since when, under which number."""

    received_by = forms.CharField(label="Diterima oleh", max_length=120)
    number = forms.CharField(label="Nomor agenda penerima", max_length=80, required=False)
    on = forms.DateTimeField(
        label="Pada",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = plain_helper()

    def clean_on(self) -> dt.datetime:
        """Nothing was received tomorrow."""
        moment: dt.datetime = self.cleaned_data["on"]
        if moment > timezone.now() + dt.timedelta(minutes=5):
            raise forms.ValidationError("Waktu ini belum terjadi.")
        return moment


class ShareForm(forms.Form):
    """To whom a Rahasia document is opened."""

    person = forms.ModelChoiceField(label="Dibuka untuk", queryset=User.objects.none())

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person: Any = self.fields["person"]
        roles = (*User.SECRETARIAT, User.Role.LEADER)
        person.queryset = User.objects.active().filter(
            team_id=document.team_id, role__in=roles, serves=None
        )


# Who gets documents of their own team at their own home.
READ_AT_HOME = (User.Role.FORKOPIMDA, User.Role.LEADER)


class RecipientForm(forms.ModelForm):
    """One addressee or tembusan."""

    kinds = forms.MultipleChoiceField(
        label="Untuk dokumen", widget=forms.CheckboxSelectMultiple, choices=kinds.choices
    )

    class Meta:
        model = Recipient
        fields = [
            "name", "care_of", "place", "channel", "email", "via",
            "is_copy", "position", "kinds", "user",
        ]  # fmt: skip
        help_texts = {
            "care_of": "Misalnya: Kepala Badan Kesatuan Bangsa dan Politik Provinsi …",
            "via": "Hanya bila disampaikan melalui penerima lain.",
            "position": "Angka kecil tercetak lebih dahulu.",
            "user": (
                "Bila penerima punya akun (pengamat, Forkopimda, pimpinan), dokumen tampil di sana."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user: Any = self.fields["user"]
        own = Q(team=self.instance.team_id, serves=None, role__in=READ_AT_HOME)
        people = User.objects.active().filter(Q(role=User.Role.OBSERVER) | own)
        user.queryset = people | User.objects.filter(pk=self.instance.user_id)
        conflicts.carry(self)
        self.helper = plain_helper()


class LetterheadForm(forms.ModelForm):
    """A kop surat, its signer and its emblem."""

    version: str
    # No ImageField: it would open the bytes before they are scanned, counted and judged (files).
    picture = forms.FileField(
        label="Lambang",
        required=False,
        help_text=f"{limits.IMAGE_WORDS} Tanpa berkas, tempatnya kosong bertuliskan “lambang”.",
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT[IMAGE]}),
    )

    class Meta:
        model = Letterhead
        fields = [
            "lines", "address", "place",
            "signer_title", "signer_name", "signer_rank", "signer_number", "number_pattern",
        ]  # fmt: skip
        widgets = {
            "lines": forms.Textarea(attrs={"rows": 3}),
            "address": forms.Textarea(attrs={"rows": 2}),
            "signer_title": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        conflicts.carry(self)
        self.helper = plain_helper()
