"""A disposisi or a permintaan koordinasi as it is written: to whom, what, until when."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone

from incidents.cases.asking import addressing
from incidents.cases.asking.models import CoordinationRequest, Disposition
from incidents.cases.asking.models.choices import Wanted
from incidents.cases.asking.models.disposition import LONGEST_TERM
from incidents.cases.models import Case
from incidents.models.choices import Urgency
from timdu.inbox.models import Arahan
from timdu.team.models import User
from timdu.team.roster.forms import DayField, kecamatan_of, plain_helper

LONGEST_SUBJECT = 200
COMMON = ["subject", "text", "urgency"]


class WrittenForm(forms.ModelForm):
    """What both kinds have in common."""

    client_uuid = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)
    to = forms.ChoiceField(label="Kepada")
    urgency = forms.ChoiceField(label="Urgensi", choices=Urgency.choices, initial=Urgency.NORMAL)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.found: dict[str, dict[str, Any]] = {}
        to: Any = self.fields["to"]
        to.choices = [("", "Pilih yang dituju"), *self.offered()]
        self.helper = plain_helper()

    def offered(self) -> list[Any]:
        """Groups of whom it may be addressed to."""
        raise NotImplementedError

    def group(self, word: str, letter: str, column: str, rows: Any, name: str) -> Any:
        """One group of the list; each row is remembered by the value of its choice."""
        listed = list(rows)
        self.found |= {f"{letter}{row.pk}": {column: row} for row in listed}
        return word, [(f"{letter}{row.pk}", getattr(row, name)) for row in listed]

    def _post_clean(self) -> None:
        """The constraints are held by the action, which knows the team."""

    def facts(self) -> dict[str, Any]:
        """The columns of the row."""
        facts = {name: self.cleaned_data[name] for name in self._meta.fields or ()}
        return facts | self.blank() | self.found[self.cleaned_data["to"]]

    def blank(self) -> dict[str, Any]:
        """No addressee at all."""
        raise NotImplementedError


class DispositionForm(WrittenForm):
    """To one camat or one OPD; with a day, or so many working days once it is accepted."""

    wanted = forms.MultipleChoiceField(
        label="Dengan hormat agar",
        choices=Wanted.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        initial=[Wanted.ACT],
    )
    due_on = DayField(label="Batas waktu (tanggal)", required=False)
    within_days = forms.IntegerField(
        label="atau hari kerja sesudah diterima",
        min_value=1,
        max_value=LONGEST_TERM,
        required=False,
        help_text="Isi salah satu. Batas waktu berjalan sejak disposisi diterima.",
    )
    field_order = ["to", "subject", "text", "wanted", "urgency", "due_on", "within_days"]

    class Meta:
        model = Disposition
        fields = [*COMMON, "wanted", "due_on", "within_days"]
        labels = {"text": "Isi disposisi"}
        widgets = {"text": forms.Textarea(attrs={"rows": 4, "maxlength": 2000})}
        help_texts = {
            "subject": "Terbaca oleh kantor yang dituju.",
            "text": "Apa yang harus dilakukan, dan apa yang ditunggu sebagai hasilnya.",
        }

    def offered(self) -> list[Any]:
        return [
            self.group("Camat", "k", "kecamatan", kecamatan_of(self.user.own_team), "name"),
            self.group("Perangkat daerah", "a", "agency", addressing.told(self.user), "short_name"),
        ]

    def blank(self) -> dict[str, Any]:
        return {"agency": None, "kecamatan": None}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        day, count = cleaned.get("due_on"), cleaned.get("within_days")
        if "due_on" in self.errors or "within_days" in self.errors:
            return cleaned
        if day and count:
            self.add_error("within_days", "Isi tanggal atau hari kerja, bukan keduanya.")
        elif not day and not count:
            self.add_error("due_on", "Isi batas waktu: tanggal, atau hari kerja di bawahnya.")
        elif day and day < timezone.localdate():
            self.add_error("due_on", "Tanggal ini sudah lewat.")
        return cleaned


class SendAgainForm(DispositionForm):
    """What came back, put right: the same fields over the row as it stands."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = self.instance
        to = f"k{row.kecamatan_id}" if row.kecamatan_id else f"a{row.agency_id}"
        self.initial.update({"to": to, "version": row.version})
        del self.fields["client_uuid"]


class RequestForm(WrittenForm):
    """To an agency, a Forkopimda or a mitra: what is asked, and until when it is hoped for."""

    expected_on = DayField(
        label="Diharapkan s.d.",
        required=False,
        help_text="Harapan, bukan batas: permintaan tidak pernah disebut terlambat.",
    )
    field_order = ["to", "subject", "text", "urgency", "expected_on"]

    class Meta:
        model = CoordinationRequest
        fields = [*COMMON, "expected_on"]
        labels = {"text": "Yang diminta"}
        widgets = {"text": forms.Textarea(attrs={"rows": 4, "maxlength": 2000})}
        help_texts = {
            "subject": "Terbaca oleh yang diminta. Permasalahannya sendiri tidak terbuka baginya.",
            "text": "Data, kehadiran, atau langkah bersama yang diminta.",
        }

    def offered(self) -> list[Any]:
        user = self.user
        return [
            self.group("Instansi", "a", "agency", addressing.asked(user), "short_name"),
            self.group("Forkopimda", "p", "person", addressing.forkopimda(user), "position"),
            self.group("Mitra", "m", "partner", addressing.mitra(user), "name"),
        ]

    def blank(self) -> dict[str, Any]:
        return {"agency": None, "partner": None, "person": None}


def begun_from(case: Case | None, arahan: Arahan | None) -> dict[str, Any]:
    """What the permasalahan or the arahan already says."""
    if arahan is None:
        return {"subject": case.title} if case else {}
    words = " ".join(arahan.text.split())
    cut = words if len(words) <= LONGEST_SUBJECT else f"{words[: LONGEST_SUBJECT - 2]} …"
    to = f"k{arahan.kecamatan_id}" if arahan.kecamatan_id else f"a{arahan.agency_id or ''}"
    return {"subject": case.title if case else cut, "text": arahan.text, "to": to}
