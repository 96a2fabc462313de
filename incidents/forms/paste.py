"""Tempel dari WhatsApp: the pasted message, and the report it was read into."""

import datetime as dt
from typing import Any

from django import forms

from incidents.actions.intake import Telling
from incidents.forms import telling
from incidents.forms.fields import FigureField
from incidents.forms.report import OTHER_TIME, RECEIVED, ReportForm
from incidents.models import Incident
from incidents.models.choices import Certainty, Channel
from incidents.models.relay import LONGEST_MESSAGE
from timdu.core import words

NOTHING_PASTED = "Tempel dahulu pesannya di sini."
LONGEST_PART = 4
NUMBERED = (Certainty.SURE, Certainty.PROVISIONAL)
MORE = (
    "kind", "occurred_precision", "place_text", "people", "people_certainty", "situation", "what",
)  # fmt: skip


def too_long(count: int) -> str:
    """How long it is, and how long it may be."""
    return (
        f"Pesan ini {words.number(count)} huruf; paling banyak {words.number(LONGEST_MESSAGE)}. "
        "Tempel bagian yang melaporkan kejadian saja."
    )


class PasteForm(forms.Form):
    """A message as it was copied; which of several is the report."""

    pasted = forms.CharField(
        label="Pesan WhatsApp",
        widget=forms.Textarea(attrs={"rows": 12}),
        strip=False,
        error_messages={"required": NOTHING_PASTED},
    )
    part = forms.CharField(required=False, max_length=LONGEST_PART, widget=forms.HiddenInput)

    def clean_pasted(self) -> str:
        text: str = self.cleaned_data["pasted"].replace("\r\n", "\n")
        if not text.strip():
            raise forms.ValidationError(NOTHING_PASTED)
        if len(text) > LONGEST_MESSAGE:
            raise forms.ValidationError(too_long(len(text)))
        return text

    def clean_part(self) -> int:
        part = self.cleaned_data["part"]
        return int(part) if part.isascii() and part.isdecimal() else 0


class PastedReportForm(ReportForm):
    """A first word with what else the message said; the person who checks it sends it."""

    people = FigureField(label="Perkiraan orang")
    pasted = forms.CharField(widget=forms.HiddenInput, strip=False)

    asked_over_the_wire = (*RECEIVED, *MORE, telling.PASTED)

    class Meta(ReportForm.Meta):
        model = Incident
        fields = [*ReportForm.Meta.fields, *(name for name in MORE if name != "people")]
        labels = ReportForm.Meta.labels | {
            "occurred_precision": "Seberapa tepat waktunya?",
            "people_certainty": "Kepastian",
            "what": "Uraian kejadian",
            "situation": "Keadaan sekarang",
        }
        help_texts = ReportForm.Meta.help_texts | {
            "what": "Selebihnya dari pesan. Hapus nama orang dan yang bukan kejadian.",
        }
        widgets = ReportForm.Meta.widgets | {
            "occurred_precision": forms.RadioSelect,
            "what": forms.Textarea(attrs={"rows": 5, "maxlength": 4000}),
            "situation": forms.Textarea(attrs={"rows": 2, "maxlength": 2000}),
        }

    def __init__(self, *args: Any, user: Any, now: dt.datetime, **kwargs: Any) -> None:
        initial = {"when": OTHER_TIME} | kwargs.pop("initial", {})
        super().__init__(*args, user=user, now=now, initial=initial, **kwargs)
        precision: Any = self.fields["occurred_precision"]
        precision.choices = Incident._meta.get_field("occurred_precision").choices
        precision.required = False
        certainty: Any = self.fields["people_certainty"]
        certainty.choices = [("", "Belum dijawab"), *Certainty.choices]
        certainty.required = False
        self.fields["kind"].required = False
        # Without a channel the message itself would have no place to be kept.
        channel: Any = self.fields[telling.CHANNEL]
        channel.choices, channel.required = Channel.choices, True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned["kind"] = cleaned.get("kind") or Incident.Kind.INFORMATION
        cleaned["occurred_precision"] = cleaned.get("occurred_precision") or "exact"
        self.pair_people(cleaned)
        return cleaned

    def pair_people(self, cleaned: dict[str, Any]) -> None:
        """A number without a word about it is provisional; a word without a number says nothing."""
        people, certainty = cleaned.get("people"), cleaned.get("people_certainty")
        if people is not None and not certainty:
            cleaned["people_certainty"] = Certainty.PROVISIONAL
        elif people is not None and certainty == Certainty.UNKNOWN:
            self.add_error("people", "Tulis angka, atau pilih “tidak diketahui”; jangan keduanya.")
        elif people is None and certainty in NUMBERED and "people" not in self.errors:
            self.add_error("people", "Tulis angkanya, atau pilih “tidak diketahui”.")

    def facts(self) -> dict[str, Any]:
        """The first word, and what the message said beyond it."""
        return super().facts() | {name: self.cleaned_data[name] for name in MORE}

    def told(self) -> Telling | None:
        """The telling with the message as it was received."""
        text = self.cleaned_data["pasted"].replace("\r\n", "\n")
        return telling.given(self.cleaned_data, opened=self.opened, text=text)
