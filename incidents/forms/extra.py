"""What may be added to a report: the story, the exact place, the reporter's opinion."""

from decimal import Decimal
from typing import Any

from django import forms

from incidents.actions.edit import Changes
from incidents.forms.fields import blank_choice
from incidents.forms.part import PartForm
from incidents.models import Incident
from incidents.models.choices import Precision
from timdu.team import settings as team_settings
from timdu.wilayah.forms import WilayahField
from timdu.wilayah.models import Wilayah


class CoordinateField(forms.DecimalField):
    """Degrees, with a point as telephones write them or a comma as people do."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(max_digits=9, decimal_places=6, required=False, widget=widget, **kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        return super().to_python(str(value).replace(",", ".") if value else None)


class NarrativePart(PartForm):
    """Mengapa dan bagaimana."""

    key, title = "narrative", "Mengapa dan bagaimana"
    facts = ("what", "why", "how")

    class Meta:
        model = Incident
        fields = ["what", "why", "how"]
        widgets = {
            name: forms.Textarea(attrs={"rows": 3, "maxlength": longest})
            for name, longest in (("what", 4000), ("why", 2000), ("how", 2000))
        }


class OpinionPart(PartForm):
    """Pendapat, apart from the facts."""

    key, title = "opinion", "Pendapat Anda"
    facts = ("analysis", "prediction", "advice")

    class Meta:
        model = Incident
        fields = ["analysis", "prediction", "advice", "athg"]
        widgets = {
            name: forms.Textarea(attrs={"rows": 3, "maxlength": longest})
            for name, longest in (("analysis", 3000), ("prediction", 2000), ("advice", 2000))
        }

    def ready(self) -> None:
        if not team_settings.value(self.incident.team, "incidents.athg"):
            del self.fields["athg"]


class PlacePart(PartForm):
    """Tempat lebih rinci."""

    key, title = "place", "Tempat lebih rinci"
    is_drawn_whole = True
    facts = ("place",)
    latitude = CoordinateField(label="Lintang")
    longitude = CoordinateField(label="Bujur")
    more_place = WilayahField(
        label="Tempat lain yang terdampak", levels=(3, 4), required=False,
        help_text="Satu per satu; simpan untuk menambah yang berikutnya.",
    )  # fmt: skip
    keep_places = forms.MultipleChoiceField(
        label="Tempat lain yang sudah dicatat",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Incident
        fields = ["place_text", "place_precision", "latitude", "longitude", "accuracy"]
        help_texts = {
            "place_text": "Misalnya: dermaga nelayan, simpang tiga Pasar Baru.",
        }
        widgets = {
            "accuracy": forms.TextInput(attrs={"inputmode": "numeric"}),
        }

    def ready(self) -> None:
        more: Any = self.fields["more_place"]
        more.narrow(self.incident.team.scope)
        places: list[Wilayah] = [row.place for row in self.incident.places.all()]
        keep: Any = self.fields["keep_places"]
        keep.choices = [(place.code, place.full_name) for place in places]
        self.initial["keep_places"] = [place.code for place in places]
        precision: Any = self.fields["place_precision"]
        precision.choices = blank_choice(Precision.choices, "Belum diisi")
        if not places:
            del self.fields["keep_places"]

    def changes(self) -> Changes:
        changes = super().changes()
        more = changes.fields.pop("more_place", None)
        kept = changes.fields.pop("keep_places", None)
        if more is not None or kept is not None:
            standing = {row.place.code: row.place for row in self.incident.places.all()}
            codes = list(standing) if kept is None else kept
            changes.places = [standing[code] for code in codes] + ([more] if more else [])
        return changes
