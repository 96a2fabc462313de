"""One corrected fact: a small form for the field that was wrong."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from incidents.actions.corrections import FIGURES
from incidents.forms.fields import LARGEST, FigureField, all_optional, blank_choice
from incidents.forms.figures import LARGEST_SUM
from incidents.forms.report import check_moment, moment_input
from incidents.models import Incident, IssuePattern
from incidents.models.choices import Certainty, Kind, Precision
from timdu.team.models import User
from timdu.wilayah.forms import WilayahField

UNKNOWN = "unknown"


class CorrectionForm(forms.Form):
    """What is true instead, and how that is known."""

    reason = forms.CharField(
        label="Dari mana diketahui",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 500}),
        help_text="Misalnya: Dinas Perikanan dan Kapolsek menyebut 60 orang.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order: list[str] = []

    def __init__(
        self, *args: Any, incident: Incident, field: str, user: User, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.helper = all_optional()
        self.incident, self.field, self.user = incident, field, user
        self.initial["version"] = incident.version
        made = self.inputs()
        self.fields.update(made)
        self.order_fields([*made, "reason", "version"])

    def inputs(self) -> dict[str, forms.Field]:
        """The inputs of the field, each with what is recorded now."""
        if self.field in FIGURES or self.field == "people":
            return self.figure_inputs()
        build = {
            "summary": self.summary_inputs,
            "kind": self.kind_inputs,
            "occurred_at": self.moment_inputs,
            "place": self.place_inputs,
            "pattern": self.pattern_inputs,
            "situation": self.situation_inputs,
        }
        return build[self.field]()

    def figure_inputs(self) -> dict[str, forms.Field]:
        largest = LARGEST_SUM if self.field.startswith("damages.") else LARGEST
        return {
            "value": FigureField(label="Jumlah yang benar", largest=largest),
            "certainty": forms.ChoiceField(
                label="Kepastian",
                choices=[(key, word.capitalize()) for key, word in Certainty.choices],
                widget=forms.RadioSelect,
            ),
        }

    def summary_inputs(self) -> dict[str, forms.Field]:
        area = forms.Textarea(attrs={"rows": 3, "maxlength": 280})
        text = self.incident.summary
        return {"summary": forms.CharField(label="Apa", max_length=280, widget=area, initial=text)}

    def kind_inputs(self) -> dict[str, forms.Field]:
        kind = self.incident.kind
        return {"kind": forms.ChoiceField(label="Jenis", choices=Kind.choices, initial=kind)}

    def moment_inputs(self) -> dict[str, forms.Field]:
        return {
            "occurred_at": forms.DateTimeField(
                label="Kapan", widget=moment_input(), initial=self.incident.occurred_at
            ),
            "occurred_precision": forms.ChoiceField(
                label="Ketepatan waktu",
                choices=Precision.choices,
                initial=self.incident.occurred_precision,
            ),
        }

    def place_inputs(self) -> dict[str, forms.Field]:
        place = WilayahField(
            label="Desa atau kelurahan", levels=(3, 4), initial=self.incident.place
        )
        place.narrow(self.incident.team.scope, keep=self.incident.place_id)
        detail = forms.CharField(
            label="Tempat lebih rinci",
            max_length=200,
            required=False,
            initial=self.incident.place_text,
        )
        return {"place": place, "place_text": detail}

    def pattern_inputs(self) -> dict[str, forms.Field]:
        offered = IssuePattern.objects.offered_to(self.incident.team)
        choices = [(str(row.pk), str(row)) for row in offered]
        field = forms.ChoiceField(
            label="Pola isu",
            choices=blank_choice([*choices, (UNKNOWN, "Belum diketahui")], "Pilih pola isu"),
            initial=str(self.incident.pattern_id or ""),
        )
        return {"pattern": field}

    def situation_inputs(self) -> dict[str, forms.Field]:
        area = forms.Textarea(attrs={"rows": 4, "maxlength": 2000})
        text = self.incident.situation
        field = forms.CharField(
            label="Keadaan sekarang", max_length=2000, widget=area, initial=text
        )
        return {"situation": field}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "certainty" in self.fields and not self.errors:
            unknown = cleaned["certainty"] == Certainty.UNKNOWN
            if unknown != (cleaned["value"] is None):
                self.add_error("value", "Tulis angka, atau pilih “tidak diketahui”.")
        if "occurred_at" in cleaned:
            self.check_time(cleaned["occurred_at"])
        return cleaned

    def check_time(self, moment: dt.datetime) -> None:
        try:
            check_moment(moment, timezone.now())
        except forms.ValidationError as error:
            self.add_error("occurred_at", error)

    def value(self) -> dict[str, Any]:
        """The new value as the correction keeps it."""
        cleaned = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("reason", "version")
        }
        if self.field == "people":
            return {"people": cleaned["value"], "people_certainty": cleaned["certainty"]}
        if self.field == "occurred_at":
            return cleaned | {"occurred_at": cleaned["occurred_at"].isoformat()}
        if self.field == "place":
            return {"place_id": cleaned["place"].code, "place_text": cleaned["place_text"]}
        if self.field == "pattern":
            unknown = cleaned["pattern"] == UNKNOWN
            chosen = None if unknown else int(cleaned["pattern"])
            return {"pattern_id": chosen, "pattern_unknown": unknown}
        if self.field == "situation":
            return cleaned | {"situation_unknown": False}
        return cleaned
