"""The head of a permasalahan: opened, or changed with a stale save shown side by side."""

from typing import Any
from uuid import uuid4

from django import forms

from incidents.cases import permissions, words
from incidents.cases.models import Case
from incidents.forms.fields import LinesField, blank_choice
from incidents.models import Incident, IssuePattern
from incidents.models.choices import Classification, Rank, Source
from timdu.team.models import Agency, User
from timdu.team.roster.forms import DayField, kecamatan_of, plain_helper
from timdu.wilayah.models import Wilayah

MOST_PARTIES = 12
LONGEST_TITLE = 200
DESK = ("", "Sekretariat Tim Terpadu")
SECRET_HELP = {
    "title": "Satu kalimat: siapa berselisih tentang apa, di mana. Terbaca oleh yang ditunjuk.",
    "holder": "Pemegang membacanya hanya bila orangnya ditunjuk Kepala Badan.",
}


class HeadForm(forms.ModelForm):
    """What, how hot, who holds it, until when; parties and kecamatan beside those of reports."""

    holder = forms.ChoiceField(
        label="Dipegang oleh",
        required=False,
        help_text="Pemegang dapat membaca permasalahan ini, tanpa laporan kantor lain.",
    )
    due_on = DayField(label="Tenggat berikut", required=False)
    parties = LinesField(
        label="Pihak lain",
        longest=120,
        most=MOST_PARTIES,
        help_text="Di luar yang disebut laporan terhubung. Satu baris satu pihak, bukan nama "
        "orang.",
    )
    places = forms.ModelMultipleChoiceField(
        Wilayah.objects.none(),
        label="Kecamatan lain",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Di luar kecamatan laporan terhubung.",
    )
    class_reason = forms.CharField(
        label="Alasan tidak lagi Rahasia", max_length=300, required=False,
        help_text="Diisi bila klasifikasinya diturunkan: sejak itu peran dan kantor membacanya "
        "lagi, dengan semua yang tercatat di dalamnya.",
    )  # fmt: skip
    field_order = [
        "title", "stage", "phase", "source", "pattern", "holder", "due_on", "due_what",
        "classification", "class_reason", "parties", "places",
    ]  # fmt: skip
    version: Any
    pairs: list[tuple[str, str, str]]

    class Meta:
        model = Case
        fields = [
            "title", "stage", "phase", "source", "pattern", "due_on", "due_what", "classification",
        ]  # fmt: skip
        labels = {"due_what": "Tenggat untuk apa"}
        help_texts = {
            "title": "Satu kalimat: siapa berselisih tentang apa, di mana. Terbaca oleh setiap "
            "kantor yang dapat membaca salah satu laporannya.",
            "classification": "Rahasia: sejak disimpan hanya Anda, yang membukanya, dan orang yang "
            "ditunjuk Kepala Badan yang dapat membukanya; bagi yang lain ia tidak ada.",
        }
        widgets = {"title": forms.Textarea(attrs={"rows": 2, "maxlength": LONGEST_TITLE})}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.pairs = user, []
        team = user.own_team
        self.version = self.data.get("version", "") if self.is_bound else self.instance.version
        choices: dict[str, Any] = {
            "stage": Case.Stage.choices,
            "phase": Case.Phase.choices,
            "source": blank_choice(Source.choices, "Belum ditetapkan"),
            "classification": [(key, f"{key} – {word}") for key, word in Classification.choices],
        }
        for name, options in choices.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]
        pattern: Any = self.fields["pattern"]
        offered = IssuePattern.objects.offered_to(team).order_by("name")
        pattern.queryset = offered | IssuePattern.objects.filter(pk=self.instance.pattern_id)
        pattern.empty_label = "Belum ditetapkan"
        if not permissions.can_classify(user):
            del self.fields["classification"]
        if not (permissions.can_classify(user) and self.instance.is_secret):
            del self.fields["class_reason"]
        if self.instance.is_secret:
            for name, words_ in SECRET_HELP.items():
                self.fields[name].help_text = words_
        self.offer_places()
        self.offer_holders()
        self.helper = plain_helper()

    def offer_places(self) -> None:
        """The kecamatan of the team."""
        places: Any = self.fields["places"]
        places.queryset = kecamatan_of(self.user.own_team)
        places.label_from_instance = lambda place: place.name
        if self.instance.pk:
            rows = self.instance.places.values_list("place", flat=True)
            self.initial.setdefault("places", list(rows))
            names = self.instance.parties.values_list("name", flat=True)
            self.initial.setdefault("parties", "\n".join(names))

    def offer_holders(self) -> None:
        """The secretariat, a kecamatan, or an agency."""
        self.kecamatan = {row.pk: row for row in kecamatan_of(self.user.own_team)}
        self.agencies = {str(row.pk): row for row in Agency.objects.visible_to(self.user).current()}
        if held := self.instance.holder:
            self.agencies.setdefault(str(held.pk), held)
        holder: Any = self.fields["holder"]
        holder.choices = [
            DESK,
            ("Kecamatan", [(pk, row.name) for pk, row in self.kecamatan.items()]),
            ("Instansi", [(pk, row.short_name) for pk, row in self.agencies.items()]),
        ]
        case = self.instance
        held_by = case.holder_kecamatan_id or str(case.holder_id or "")
        self.initial.setdefault("holder", held_by)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("due_on") and not cleaned.get("due_what"):
            self.add_error("due_what", "Tulis untuk apa tenggat ini.")
        if cleaned.get("due_what") and not cleaned.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", "Isi tanggal tenggatnya.")
        return cleaned

    def _post_clean(self) -> None:
        """The constraints are held by the action, which knows the team."""

    def typed(self) -> dict[str, Any]:
        """What the action takes: columns, parties, kecamatan."""
        facts = {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.fields}
        held = self.cleaned_data.get("holder", "")
        facts["holder"] = self.agencies.get(held)
        facts["holder_kecamatan"] = self.kecamatan.get(held)
        return {
            "facts": facts,
            "parties": self.cleaned_data["parties"],
            "places": list(self.cleaned_data["places"]),
        }

    def reason(self) -> str:
        """Why it is R no longer."""
        return str(self.cleaned_data.get("class_reason", ""))

    def opened_over(self) -> int:
        """The version the page was filled from; 0, which no row has, where none is told."""
        told = str(self.version)
        return int(told) if told.isdecimal() and len(told) < 10 else 0

    def show_both(self, current: Case) -> None:
        """What is saved beside what was typed; whoever has read both may save again."""
        saved, own = words.saved(current), words.typed(current, **self.typed())
        self.version = current.version
        self.pairs = [(key, saved[key], own[key]) for key in own if saved[key] != own[key]]


class OpenForm(HeadForm):
    """The same for a new one, with a first judgement of kerawanan where there is one."""

    client_uuid = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)
    likelihood = forms.TypedChoiceField(
        label="Kemungkinan", coerce=int, empty_value=None, required=False,
        choices=blank_choice(Rank.choices, "Belum dinilai"),
    )  # fmt: skip
    impact = forms.TypedChoiceField(
        label="Dampak", coerce=int, empty_value=None, required=False,
        choices=blank_choice(Rank.choices, "Belum dinilai"),
    )  # fmt: skip
    field_order = ["title", "stage", "phase", "likelihood", "impact", *HeadForm.field_order[3:]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if (cleaned.get("likelihood") is None) != (cleaned.get("impact") is None):
            self.add_error("impact", "Isi kemungkinan dan dampak, keduanya.")
        return cleaned

    def ranks(self) -> tuple[int, int] | None:
        """Both inputs, or none."""
        likelihood, impact = self.cleaned_data["likelihood"], self.cleaned_data["impact"]
        return None if likelihood is None else (likelihood, impact)


def begun_from(incident: Incident) -> dict[str, Any]:
    """What a report already says of the permasalahan it becomes."""
    return {
        "title": incident.summary[:LONGEST_TITLE],
        "source": incident.source,
        "pattern": incident.pattern_id,
        "classification": incident.classification,
        "likelihood": incident.likelihood,
        "impact": incident.impact,
    }
