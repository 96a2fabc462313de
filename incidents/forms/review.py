"""What the secretariat fills in: notes, assessment, corrections, decisions."""

from typing import Any

from django import forms

from incidents.forms.fields import all_optional, blank_choice
from incidents.models import Incident
from incidents.models.choices import (
    Check,
    Classification,
    Criterion,
    Field,
    InformationValue,
    Kind,
    Rank,
    Source,
)
from timdu.team import settings as team_settings
from timdu.team.models import Agency, User
from timdu.wilayah.models import Wilayah

NEEDED = ("information_value", "source", "field")
# Said beside the field beforehand: half an assessment may be kept, but not decided on.
NEEDED_FOR = "perlu untuk verifikasi"
MUST_HOLD = (Check.TIME_PLACE, Check.NO_LABELS)
GRADES = ("reliability", "credibility")


class AssessmentForm(forms.ModelForm):
    """The right-hand side of the verification; may be kept half filled until it decides."""

    checks = forms.MultipleChoiceField(
        label="Yang diperiksa",
        choices=Check.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    conflict_criteria = forms.MultipleChoiceField(
        label="Semua unsur harus terpenuhi",
        choices=Criterion.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Incident
        fields = [
            "checks", "information_value", "reliability", "credibility", "source", "field",
            "classification", "kind", "likelihood", "impact",
            "is_social_conflict", "conflict_criteria", "conflict_reason",
        ]  # fmt: skip
        labels = {
            "kind": "Jenis",
            "is_social_conflict": "Tetapkan sebagai Konflik Sosial menurut undang-undang",
        }
        widgets = {
            "information_value": forms.RadioSelect,
            "conflict_reason": forms.Textarea(attrs={"rows": 3, "maxlength": 1000}),
        }

    def __init__(self, *args: Any, deciding: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.deciding = deciding
        self.helper = all_optional()
        choices: dict[str, Any] = {
            "information_value": InformationValue.choices,
            "source": blank_choice(Source.choices, "Belum ditetapkan"),
            "field": blank_choice(Field.choices, "Belum ditetapkan"),
            "classification": [(key, f"{key} – {word}") for key, word in Classification.choices],
            "kind": Kind.choices,
            "likelihood": blank_choice(Rank.choices, "Belum dinilai"),
            "impact": blank_choice(Rank.choices, "Belum dinilai"),
        }
        for name, options in choices.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]
        if not team_settings.value(self.instance.team, "incidents.grading"):
            for name in GRADES:
                del self.fields[name]
        for name in ("checks", *NEEDED):
            self.fields[name].needed_for = NEEDED_FOR  # type: ignore[attr-defined]
        self.propose_source()
        self.keep_grounds()

    def propose_source(self) -> None:
        """The pola isu proposes the letter; the verifier sets it."""
        pattern = self.instance.pattern
        if pattern is None:
            return
        letter = Source(pattern.source).label
        self.fields[
            "source"
        ].help_text = (
            f"Usulan dari pola isu: {pattern.name} → huruf {letter[0]}. Anda yang menetapkan."
        )
        if not self.instance.source:
            self.initial["source"] = pattern.source

    def keep_grounds(self) -> None:
        """Grounds written down before the decision mean that the word is being weighed."""
        weighed = self.instance.conflict_criteria or self.instance.conflict_reason
        self.initial["is_social_conflict"] = bool(weighed)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if (cleaned.get("likelihood") is None) != (cleaned.get("impact") is None):
            self.add_error("impact", "Isi kemungkinan dan dampak, keduanya.")
        confirmed = cleaned.get("information_value") == InformationValue.CONFIRMED
        if confirmed and Check.SECOND_SOURCE not in cleaned.get("checks", []):
            self.add_error(
                "checks", "“Terkonfirmasi” berarti ada sumber kedua: centang pemeriksaannya."
            )
        if self.deciding:
            self.clean_decision(cleaned)
        return cleaned

    def clean_decision(self, cleaned: dict[str, Any]) -> None:
        """What only matters when the report is being verified."""
        for name in NEEDED:
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, "Isi sebelum memverifikasi.")
        missing = [check.label for check in MUST_HOLD if check not in cleaned.get("checks", [])]
        if missing and "checks" not in self.errors:
            words = "; ".join(missing)
            self.add_error("checks", f"Belum dicentang: {words}. Bila tidak terpenuhi, kembalikan.")
        if cleaned.get("is_social_conflict"):
            self.clean_conflict(cleaned)

    def clean_conflict(self, cleaned: dict[str, Any]) -> None:
        """The word of the statute needs every part of its definition, and the reason in words."""
        if set(cleaned.get("conflict_criteria", [])) != set(Criterion.values):
            self.add_error("conflict_criteria", "Semua unsur harus terpenuhi.")
        if not cleaned.get("conflict_reason"):
            self.add_error("conflict_reason", "Tulis alasan penetapan.")

    def _post_clean(self) -> None:
        """Constraints speak of verified rows; this row is not, and the action keeps them."""

    def values(self) -> dict[str, Any]:
        """The assessment for the action; the statute's word itself is given apart."""
        apart = ("is_social_conflict", "kind")
        return {name: value for name, value in self.cleaned_data.items() if name not in apart}

    def conflict(self) -> dict[str, Any] | None:
        """The grounds, when the verifier uses the statute's word."""
        cleaned = self.cleaned_data
        if not cleaned.get("is_social_conflict"):
            return None
        return {"criteria": cleaned["conflict_criteria"], "reason": cleaned["conflict_reason"]}


class NoteForm(forms.Form):
    """One note beside a field."""

    note = forms.CharField(
        label="Catatan perbaikan",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300}),
    )


class ReasonForm(forms.Form):
    """A reason for what is about to happen, and the version it was decided on."""

    note = forms.CharField(
        label="Alasan",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class ShareForm(forms.Form):
    """To whom a report is opened: one of three, or only persons when it is secret."""

    agency = forms.ModelChoiceField(
        Agency.objects.none(), label="Instansi", required=False, empty_label="Pilih instansi"
    )
    kecamatan = forms.ModelChoiceField(
        Wilayah.objects.none(), label="Kecamatan", required=False, empty_label="Pilih kecamatan"
    )
    person = forms.ModelChoiceField(
        User.objects.none(), label="Orang", required=False, empty_label="Pilih orang"
    )
    reason = forms.CharField(label="Keperluan", max_length=200, required=False)

    def __init__(self, *args: Any, user: User, incident: Incident, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = all_optional()
        people: Any = self.fields["person"]
        people.queryset = readers_beside(user)
        people.label_from_instance = lambda person: f"{person.position} ({person.full_name})"
        if incident.is_secret:
            del self.fields["agency"], self.fields["kecamatan"]
            people.required = True
            return
        agency: Any = self.fields["agency"]
        agency.queryset = Agency.objects.visible_to(user).current()
        kecamatan: Any = self.fields["kecamatan"]
        inside = Wilayah.objects.visible_to(user).current()
        kecamatan.queryset = inside.filter(level=Wilayah.Level.KECAMATAN)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        targets = [cleaned.get(name) for name in ("agency", "kecamatan", "person")]
        if len([target for target in targets if target]) != 1 and not self.errors:
            raise forms.ValidationError("Pilih satu: instansi, kecamatan, atau orang.")
        return cleaned


def readers_beside(user: User) -> Any:
    """Active people of the team who can read reports at all; a leader's staff read with them."""
    role = User.Role
    people = User.objects.visible_to(user).active().order_by("position", "full_name")
    return people.filter(serves=None).exclude(role__in=(role.ADMIN, role.OBSERVER))
