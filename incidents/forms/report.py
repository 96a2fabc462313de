"""Kabar awal: four answers are enough to send."""

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html
from django.utils.safestring import SafeString

from incidents import permissions
from incidents.actions.intake import Sender, Telling
from incidents.forms import telling
from incidents.models import Incident
from incidents.models.choices import TYPED_ORIGINS, Origin, Urgency
from timdu.core import words
from timdu.files.forms import FilesField
from timdu.team.models import Agency, User
from timdu.wilayah.forms import WilayahField

JUST_NOW, OTHER_TIME = "now", "other"
# A form left open longer than this no longer knows what "just now" was.
STILL_NOW = dt.timedelta(hours=12)
CLOCK_SKEW = dt.timedelta(minutes=10)
OLDEST = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
LOCAL_FORMAT = "%Y-%m-%dT%H:%M"
# As the phone writes it: "-0.359306,108.970069".
POINT = re.compile(r"(-?[0-9]{1,2}\.[0-9]{6}),(-?[0-9]{1,3}\.[0-9]{6})")
# What the receipt's hash is made of, as it came.
RECEIVED = (
    "summary", "place", "when", "occurred_at", "opened_at", "urgency", "known_to_head",
    "origin", "agency", "on_behalf", *telling.TELLING,
)  # fmt: skip


def moment_input() -> forms.DateTimeInput:
    """A date and a time in the team's zone."""
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL_FORMAT)


def check_moment(moment: dt.datetime, now: dt.datetime) -> None:
    """Nothing is reported before it happens."""
    if moment > now + CLOCK_SKEW:
        raise forms.ValidationError("Waktu ini belum tiba. Periksa tanggal dan jamnya.")
    if moment < OLDEST:
        raise forms.ValidationError("Waktu ini terlalu lampau. Periksa tahunnya.")


class ReportForm(forms.ModelForm):
    """The first word about something: what, where, when, how urgent."""

    client_uuid = forms.UUIDField(widget=forms.HiddenInput)
    opened_at = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    when = forms.ChoiceField(label="Kapan?", widget=forms.RadioSelect)
    place = WilayahField(label="Desa atau kelurahan", levels=(3, 4))
    photos = FilesField(label="Foto", required=False)
    point = forms.CharField(label="Titik dari foto", required=False, widget=forms.HiddenInput)

    asked_over_the_wire: tuple[str, ...] = RECEIVED

    class Meta:
        model = Incident
        fields = [
            "summary", "place", "occurred_at", "urgency", "known_to_head",
            "origin", "agency", "on_behalf",
        ]  # fmt: skip
        labels = {
            "summary": "Apa yang terjadi?",
            "occurred_at": "Tanggal dan jam kejadian",
            "urgency": "Seberapa mendesak?",
            "origin": "Laporan dari siapa?",
            "on_behalf": "Nama pemberi laporan",
        }
        help_texts = {
            "summary": "Satu kalimat: siapa melakukan apa. Jangan menulis nama anak atau korban.",
            "on_behalf": "Misalnya: FKUB, tokoh masyarakat Desa Contoh, pemberitaan media.",
        }
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3, "maxlength": 280}),
            "occurred_at": moment_input(),
            "urgency": forms.RadioSelect(attrs={"glyph": "urgency"}),
            "origin": forms.RadioSelect,
            "known_to_head": forms.CheckboxInput,
        }

    def __init__(self, *args: Any, user: User, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.now = user, now
        self.fields["place"].narrow(user.scope)  # type: ignore[attr-defined]
        self.fields["occurred_at"].required = False
        self.fields["urgency"].choices = Urgency.choices  # type: ignore[attr-defined]
        self.fields["when"].choices = self.moments()  # type: ignore[attr-defined]
        self.initial = {
            "client_uuid": uuid4(),
            "opened_at": now.isoformat(),
            "when": JUST_NOW,
            "urgency": Urgency.NORMAL,
            "channel": "",
            **self.initial,
        }
        self.ask_for_sender()
        # Each is shown when another answer asks for it, and then it must be filled.
        for name in ("occurred_at", "agency", "on_behalf"):
            if name in self.fields:
                self.fields[name].asked_where_shown = True  # type: ignore[attr-defined]

    def moments(self) -> list[tuple[str, SafeString]]:
        """Just now, with the time the form was opened; or another time."""
        clock = words.clock(self.opened)
        two_lines = "<span>{}<small>{}</small></span>"
        return [
            (JUST_NOW, format_html(two_lines, "Baru saja", clock)),
            (OTHER_TIME, format_html(two_lines, "Waktu lain", "isi tanggal, jam")),
        ]

    @property
    def opened(self) -> dt.datetime:
        """When the form was first shown; the server's clock when that cannot be believed."""
        try:
            opened = parse_datetime(self.data.get("opened_at", "")) if self.is_bound else None
        except ValueError:
            opened = None
        if opened is None or timezone.is_naive(opened):
            return self.now
        return opened if self.now - STILL_NOW <= opened <= self.now + CLOCK_SKEW else self.now

    def ask_for_sender(self) -> None:
        """Only the secretariat enters for others; only operators say whether the head knows."""
        user = self.user
        if user.is_secretariat:
            agency: Any = self.fields["agency"]
            agency.queryset = Agency.objects.visible_to(user).current()
            self.fields["origin"].choices = TYPED_ORIGINS  # type: ignore[attr-defined]
            self.initial.setdefault("origin", Origin.SECRETARIAT)
        else:
            for name in ("origin", "agency", "on_behalf"):
                del self.fields[name]
        if permissions.can_relay(user):
            self.fields |= telling.fields(moment_input())
        if user.is_operator and not user.is_secretariat:
            head = "Camat" if user.kecamatan_id else "pimpinan"
            self.fields["known_to_head"].label = f"Sudah diketahui {head}"
        else:
            del self.fields["known_to_head"]

    def _post_clean(self) -> None:
        """The action makes the row, whole; judging a row of eight answers here is work for nothing.

        A fifth of the time a kabar awal took; what the fields let pass, the constraints let pass.
        """

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("when") == JUST_NOW:
            cleaned["occurred_at"] = self.opened
        elif "occurred_at" in cleaned:
            self.clean_other_time(cleaned["occurred_at"])
        self.clean_sender(cleaned)
        telling.check(self, cleaned, self.now + CLOCK_SKEW)
        return cleaned

    def clean_other_time(self, moment: dt.datetime | None) -> None:
        """Another time needs the time."""
        try:
            if moment is None:
                raise forms.ValidationError("Isi tanggal dan jam kejadian.")
            check_moment(moment, self.now)
        except forms.ValidationError as error:
            self.add_error("occurred_at", error)

    def clean_sender(self, cleaned: dict[str, Any]) -> None:
        """An agency's report names the agency, a partner's the partner."""
        origin = cleaned.get("origin")
        if origin and origin != Origin.AGENCY:
            cleaned["agency"] = None
        if origin == Origin.AGENCY and not cleaned.get("agency"):
            self.add_error("agency", "Pilih instansi yang melapor.")
        if origin == Origin.SECRETARIAT and not cleaned.get("on_behalf"):
            self.add_error("on_behalf", "Tulis siapa yang memberi laporan.")

    def sender(self) -> Sender:
        """Whose report it is, and how it was told."""
        return replace(self.office(), telling=self.told())

    def told(self) -> Telling | None:
        """How it came to who types it."""
        return telling.given(self.cleaned_data, opened=self.opened)

    def office(self) -> Sender:
        """Whose report it is."""
        cleaned, user = self.cleaned_data, self.user
        if user.is_secretariat:
            origin = Origin(cleaned["origin"])
            agency = cleaned["agency"] if origin == Origin.AGENCY else None
            return Sender(origin, agency, cleaned["on_behalf"])
        knows = cleaned.get("known_to_head")
        if user.kecamatan_id:
            return Sender(Origin.KECAMATAN, known_to_head=knows)
        return Sender(Origin.AGENCY, user.agency, known_to_head=knows)

    def facts(self) -> dict[str, Any]:
        """The facts of the row."""
        names = ("summary", "place", "occurred_at", "urgency")
        found = {name: self.cleaned_data[name] for name in names}
        if point := self.place_of_photo():
            found |= {"latitude": point[0], "longitude": point[1]}
        return found

    def place_of_photo(self) -> tuple[Decimal, Decimal] | None:
        """Where the photograph says it was taken, once the person agreed.

        Nobody typed it: what cannot be a point is left out, and never holds a report up.
        """
        found = POINT.fullmatch(self.cleaned_data.get("point", ""))
        if not found:
            return None
        latitude, longitude = Decimal(found[1]), Decimal(found[2])
        return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None

    def received(self) -> dict[str, str]:
        """What was received, text for text; the place by its code."""
        found = {
            name: str(self.data.get(name, "")).replace("\r\n", "\n")
            for name in self.asked_over_the_wire
            if name in self.fields
        }
        # Named only where there is one: a phone that knows no points computes the same hash.
        if self.place_of_photo():
            found["point"] = self.cleaned_data["point"]
        return found | {"place": self.cleaned_data["place"].code}
