"""What every report is asked: the kabar awal and the five parts verification needs."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from incidents.actions.edit import Changes
from incidents.forms.fields import FigureField, LinesField, blank_choice
from incidents.forms.part import PartForm
from incidents.forms.report import check_moment, moment_input
from incidents.models import Incident, IssuePattern
from incidents.models.choices import Certainty, Informant, Kind, Precision, Urgency
from timdu.wilayah.forms import WilayahField

UNKNOWN = "unknown"
MOST_PARTIES = 30
FEW_PATTERNS = 3


class FirstPart(PartForm):
    """The kabar awal itself."""

    key, title = "first", "Kabar awal"
    facts = ("summary", "urgency", "occurred_at")
    place = WilayahField(label="Desa atau kelurahan", levels=(3, 4))

    class Meta:
        model = Incident
        fields = ["summary", "place", "occurred_at", "occurred_precision", "urgency"]
        labels = {"summary": "Apa yang terjadi?", "urgency": "Seberapa mendesak?"}
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3, "maxlength": 280}),
            "occurred_at": moment_input(),
            "occurred_precision": forms.RadioSelect,
            "urgency": forms.RadioSelect(attrs={"glyph": "urgency"}),
        }

    def ready(self) -> None:
        place: Any = self.fields["place"]
        place.narrow(self.user.scope, keep=self.incident.place_id)
        self.fields["occurred_precision"].choices = Precision.choices  # type: ignore[attr-defined]
        self.fields["urgency"].choices = Urgency.choices  # type: ignore[attr-defined]

    def clean_occurred_at(self) -> dt.datetime:
        moment: dt.datetime = self.cleaned_data["occurred_at"]
        check_moment(moment, timezone.now())
        return moment


class WhoPart(PartForm):
    """Siapa saja."""

    key, title = "who", "Siapa saja"
    facts = ("parties", "who", "people", "scope")
    parties = LinesField(
        label="Pihak yang terlibat",
        longest=120,
        most=MOST_PARTIES,
        help_text="Nama kelompok atau badan usaha, bukan nama orang. Satu baris satu pihak.",
    )
    # 1.250 is one thousand two hundred and fifty; a plain number field reads it as one.
    people = FigureField(
        label="Perkiraan jumlah orang",
        help_text="Angka saja, tanpa kata “orang”.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short-field"}),
    )

    class Meta:
        model = Incident
        fields = ["parties", "parties_unknown", "people", "people_certainty", "scope", "who"]
        labels = {"parties_unknown": "Belum diketahui siapa"}
        widgets = {
            "people_certainty": forms.RadioSelect,
            "who": forms.Textarea(attrs={"rows": 2, "maxlength": 2000}),
        }

    def ready(self) -> None:
        self.initial["parties"] = "\n".join(party.name for party in self.incident.parties.all())
        certainty: Any = self.fields["people_certainty"]
        certainty.choices = [(key, word.capitalize()) for key, word in Certainty.choices]
        scope: Any = self.fields["scope"]
        scope.choices = blank_choice(scope.choices[1:], "Belum diisi")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("parties") and cleaned.get("parties_unknown"):
            self.add_error("parties_unknown", "Pihak sudah ditulis; kosongkan salah satunya.")
        if cleaned.get("people") is not None and not cleaned.get("people_certainty"):
            cleaned["people_certainty"] = self.instance.people_certainty = Certainty.PROVISIONAL
        return cleaned

    def changes(self) -> Changes:
        changes = super().changes()
        changes.parties = changes.fields.pop("parties", None)
        if "people" in changes.fields:
            changes.fields["people_certainty"] = self.cleaned_data["people_certainty"]
        return changes


class PatternPart(PartForm):
    """Jenis dan pola isu."""

    key, title = "pattern", "Pola isu"
    is_drawn_whole = True
    facts = ("kind", "pattern")
    picked = forms.ChoiceField(
        label="Yang paling dekat dengan kejadian ini", widget=forms.RadioSelect, required=False
    )

    class Meta:
        model = Incident
        fields = ["kind"]
        labels = {"kind": "Jenis laporan"}
        widgets = {"kind": forms.RadioSelect}

    def ready(self) -> None:
        self.fields["kind"].choices = Kind.choices  # type: ignore[attr-defined]
        self.patterns = list(IssuePattern.objects.offered_to(self.incident.team))
        kept = self.incident.pattern
        if kept is not None and kept not in self.patterns:
            self.patterns.append(kept)
        named: list[tuple[Any, Any]] = [(str(row.pk), str(row)) for row in self.patterns]
        picked: Any = self.fields["picked"]
        picked.choices = [*named, (UNKNOWN, "Belum diketahui")]
        if self.incident.pattern_unknown:
            self.initial["picked"] = UNKNOWN
        elif kept is not None:
            self.initial["picked"] = str(kept.pk)

    @property
    def frequent(self) -> list[Any]:
        """The patterns this kecamatan reports most, the one picked first, and “unknown”."""
        options = {str(option.data["value"]): option for option in self["picked"]}
        nearby = Incident.objects.visible_to(self.user)
        often = nearby.filter(kecamatan_id=self.incident.kecamatan_id).usual_patterns(FEW_PATTERNS)
        first = [str(self["picked"].value() or ""), *map(str, often), *options]
        shown = [key for key in dict.fromkeys(first) if key in options and key != UNKNOWN]
        return [options[key] for key in [*shown[:FEW_PATTERNS], UNKNOWN]]

    @property
    def others(self) -> list[Any]:
        """The rest of the patterns."""
        shown = {option.data["value"] for option in self.frequent}
        return [option for option in self["picked"] if option.data["value"] not in shown]

    def changes(self) -> Changes:
        changes = super().changes()
        if "picked" in changes.fields:
            picked = changes.fields.pop("picked")
            chosen = [row for row in self.patterns if str(row.pk) == picked]
            changes.fields["pattern"] = chosen[0] if chosen else None
            changes.fields["pattern_unknown"] = picked == UNKNOWN
        return changes


class SituationPart(PartForm):
    """Keadaan sekarang."""

    key, title = "situation", "Keadaan sekarang"
    facts = ("situation",)

    class Meta:
        model = Incident
        fields = ["situation", "situation_unknown"]
        labels = {
            "situation": "Bagaimana keadaannya sekarang?",
            "situation_unknown": "Belum diketahui",
        }
        widgets = {"situation": forms.Textarea(attrs={"rows": 3, "maxlength": 2000})}


class SourcePart(PartForm):
    """Sumber informasi."""

    key, title = "source", "Sumber informasi"
    facts = ("information_source", "relay")

    class Meta:
        model = Incident
        fields = ["information_source", "source_name"]
        labels = {
            "information_source": "Dari siapa Anda mengetahuinya?",
            "source_name": "Nama sumber",
        }

    def ready(self) -> None:
        source: Any = self.fields["information_source"]
        source.choices = blank_choice(Informant.choices, "Pilih sumber informasi")
