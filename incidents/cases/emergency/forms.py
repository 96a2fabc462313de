"""What may be typed about a Status Keadaan Konflik."""

import datetime as dt
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone

from incidents.cases.emergency import words
from incidents.cases.emergency.limits import DAY
from incidents.cases.emergency.models import Act, Emergency, TroopRequest
from incidents.cases.emergency.models.choices import Kind
from incidents.cases.emergency.models.emergency import DEFAULT_REPORT_DAYS
from incidents.cases.emergency.words import Typed
from incidents.cases.forms.acts import long_text
from incidents.cases.models import Case
from incidents.forms.report import check_moment, moment_input
from timdu.core import codes
from timdu.files.forms import FilesField
from timdu.files.intake import IMAGE, PDF
from timdu.team.models import User
from timdu.team.roster.forms import DayField, plain_helper

HEAD = ("title", "area", "case", "report_days")
COPIES = "Menteri Dalam Negeri, DPRD"
NOT_YET = "Tanggalnya belum tiba."


def scan(*, required: bool) -> FilesField:
    """The SK itself."""
    return FilesField(
        label="Naskah SK", kinds=(IMAGE, PDF), required=required,
        help_text="Pindaian atau foto SK yang ditandatangani.",
    )  # fmt: skip


class ActForm(forms.ModelForm):
    """One SK as it reads; what goes beyond the statute asks for a reason, not for another date."""

    client_uuid = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)
    signed_on = DayField(label="Tanggal SK")
    starts_on = DayField(label="Mulai berlaku")
    ends_on = DayField(label="Hari terakhir berlaku")
    consulted_on = DayField(label="Konsultasi dengan pimpinan DPRD, tanggal", required=False)
    uploads = scan(required=True)
    version: Any
    pairs: list[tuple[str, str, str]]

    class Meta:
        model = Act
        fields = [
            "number", "signed_on", "starts_on", "ends_on", "summary", "consulted_on",
            "consulted_note", "beyond_reason",
        ]  # fmt: skip
        help_texts = {
            "beyond_reason": "Hanya bila tanggalnya melampaui ketentuan. Tanggal tetap ditulis "
            "seperti dalam SK.",
            "consulted_note": "Siapa yang hadir dan hasilnya, satu kalimat.",
            "summary": "Apa yang ditetapkan SK: dasar, wilayah, pembatasan, penanggung jawab.",
        }
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 4, "maxlength": 2000}),
            "beyond_reason": forms.Textarea(attrs={"rows": 2, "maxlength": 500}),
        }

    def __init__(self, *args: Any, user: User, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.kind, self.pairs, self.version = user, kind, [], None
        if self.instance.pk:
            told = self.data.get("version", "") if self.is_bound else self.instance.version
            self.version = told
            self.fields["uploads"].required = False
        if kind == Kind.REVOKE:
            self.fields["starts_on"].label = "Dicabut mulai"
            self.fields["starts_on"].help_text = "Hari pertama status tidak berlaku lagi."
            for name in ("ends_on", "consulted_on", "consulted_note"):
                del self.fields[name]
        self.helper = plain_helper()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "Hari terakhir berlaku tidak mendahului hari pertama.")
        if cleaned.get("signed_on") and cleaned["signed_on"] > timezone.localdate():
            self.add_error("signed_on", f"{NOT_YET} SK dicatat sesudah ditandatangani.")
        return cleaned

    def _post_clean(self) -> None:
        """The constraints are held by the action."""

    def facts(self) -> dict[str, Any]:
        """The columns of the SK."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.fields}

    def typed(self) -> Typed:
        """The status itself is not changed by a perpanjangan or a pencabutan."""
        return Typed({}, self.facts())

    def opened_over(self) -> int:
        """The version the page was filled from; 0, which no row has, where none is told."""
        told = str(self.version)
        return int(told) if told.isdecimal() and len(told) < 10 else 0

    def show_both(self, current: Act) -> None:
        """What is saved beside what was typed; whoever has read both may save again."""
        self.version = current.version
        self.pairs = words.pairs(current, self.typed())

    def show_beyond(self, found: list[str]) -> None:
        """Where the SK goes beyond the statute, beside the field that asks why."""
        for sentence in found:
            self.add_error("beyond_reason", sentence)
        self.add_error(
            "beyond_reason", "Bila SK-nya memang berbunyi demikian, tulis alasannya; tanggal tidak "
            "perlu diubah.",
        )  # fmt: skip


class EstablishForm(ActForm):
    """A penetapan: the status itself, and its SK."""

    title = forms.CharField(
        label="Nama status", max_length=200,
        help_text="Terbaca oleh seluruh tim, kecamatan, instansi, dan Forkopimda. Latihan diawali "
        "“Gladi:”.",
    )  # fmt: skip
    area = forms.CharField(label="Wilayah menurut SK", max_length=300)
    case = forms.CharField(
        label="Kode permasalahan", max_length=20, required=False,
        help_text="Bila ada, misalnya PM-26-7KQ4M. Tidak membuka permasalahannya kepada siapa pun.",
    )  # fmt: skip
    report_days = forms.IntegerField(
        label="Jarak laporan perkembangan (hari)", min_value=1, max_value=30,
        initial=DEFAULT_REPORT_DAYS,
        help_text="UU 7/2012 Pasal 23 ayat (2) mewajibkan laporan kepada gubernur tanpa menyebut "
        "jaraknya.",
    )  # fmt: skip
    field_order = [
        "title", "area", "number", "signed_on", "starts_on", "ends_on", "summary", "consulted_on",
        "consulted_note", "beyond_reason", "report_days", "case", "uploads",
    ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, kind=Kind.ESTABLISH, **kwargs)
        if self.instance.pk:
            row = self.instance.emergency
            code = row.case.code if row.case and self.knows(row.case.code) else ""
            head = {"title": row.title, "area": row.area, "report_days": row.report_days}
            self.initial.update(head | {"case": code})

    def knows(self, code: str) -> Case | None:
        """The permasalahan, if the person may know of it."""
        return Case.objects.visible_to(self.user).filter(code=code).first()

    def clean_case(self) -> Case | None:
        code = codes.normalise(self.cleaned_data["case"])
        if not code:
            return None
        found = self.knows(code)
        if found is None:
            raise forms.ValidationError(
                f"Tidak ada permasalahan berkode {code} yang dapat Anda baca."
            )
        return found

    def head(self) -> dict[str, Any]:
        """The columns of the status."""
        return {name: self.cleaned_data[name] for name in HEAD} | {"case": self.about()}

    def about(self) -> Case | None:
        """The permasalahan; one this person may not know of stays, unless another is named."""
        chosen: Case | None = self.cleaned_data["case"]
        held = self.instance.emergency.case if self.instance.pk else None
        hidden = held is not None and self.knows(held.code) is None
        return held if chosen is None and hidden else chosen

    def typed(self) -> Typed:
        return Typed(self.head(), self.facts())


def extension(row: Emergency) -> dict[str, Any]:
    """A perpanjangan begins the day after the last one; its end is the SK's to say."""
    return {"starts_on": row.ends_on + DAY} if row.ends_on else {}


class ProgressForm(forms.Form):
    """A report of progress that went out."""

    client_uuid = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)
    sent_on = DayField(label="Tanggal laporan")
    number = forms.CharField(label="Nomor surat", max_length=80)
    copies = forms.CharField(
        label="Tembusan", max_length=300, initial=COPIES,
        help_text="UU 7/2012 Pasal 23 ayat (2): menteri urusan dalam negeri dan/atau menteri "
        "terkait, serta DPRD kabupaten/kota.",
    )  # fmt: skip
    note = long_text("Pokok laporan", 500, 2, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("sent_on", timezone.localdate())
        self.helper = plain_helper()

    def clean_sent_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["sent_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(NOT_YET)
        return day

    def typed(self) -> dict[str, Any]:
        """What the action takes."""
        names = ("sent_on", "number", "copies", "note")
        return {name: self.cleaned_data[name] for name in names}


class TroopsForm(forms.ModelForm):
    """A request for help by TNI, and the letter that follows it."""

    client_uuid = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)
    asked_at = forms.DateTimeField(label="Diminta secara lisan, kapan", widget=moment_input())
    written_at = forms.DateTimeField(
        label="Surat disampaikan, kapan", widget=moment_input(), required=False
    )
    version: Any
    pairs: list[tuple[str, str, str]]

    class Meta:
        model = TroopRequest
        fields = [
            "asked_at", "asked_by", "what_for", "written_at", "written_number", "late_reason",
            "answer",
        ]  # fmt: skip
        help_texts = {
            "asked_by": "Jabatan, misalnya Bupati.",
            "what_for": "Alasan, wilayah, dan lamanya.",
            "late_reason": "Hanya bila suratnya lewat 1×24 jam.",
        }
        widgets = {"what_for": forms.Textarea(attrs={"rows": 3, "maxlength": 500})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pairs, self.version = [], None
        if self.instance.pk:
            told = self.data.get("version", "") if self.is_bound else self.instance.version
            self.version = told
        self.helper = plain_helper()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in ("asked_at", "written_at"):
            if moment := cleaned.get(name):
                self.check(name, moment)
        if bool(cleaned.get("written_at")) != bool(cleaned.get("written_number")):
            missing = "written_number" if cleaned.get("written_at") else "written_at"
            if missing not in self.errors:
                self.add_error(missing, "Surat memerlukan waktu dan nomornya.")
        return cleaned

    def check(self, name: str, moment: dt.datetime) -> None:
        """A moment that has come, of a year somebody may have meant."""
        try:
            check_moment(moment, timezone.now())
        except forms.ValidationError as error:
            self.add_error(name, error)

    def _post_clean(self) -> None:
        """The constraints are held by the action."""

    def typed(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def opened_over(self) -> int:
        """The version the page was filled from; 0, which no row has, where none is told."""
        told = str(self.version)
        return int(told) if told.isdecimal() and len(told) < 10 else 0

    def show_both(self, current: TroopRequest) -> None:
        """What is saved beside what was typed."""
        self.version = current.version
        self.pairs = [
            (str(self[name].label), words.told(getattr(current, name)), words.told(own))
            for name, own in self.typed().items()
            if getattr(current, name) != own
        ]
