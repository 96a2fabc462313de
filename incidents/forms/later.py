"""Perkembangan: what is new, as of when, and the figures that changed."""

import datetime as dt
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.text import capfirst

from incidents.actions import corrections
from incidents.actions.later import News
from incidents.facts import Figure
from incidents.forms.fields import NO_NUMBER, FigureField, all_optional
from incidents.forms.figures import CERTAINTIES
from incidents.forms.report import check_moment, moment_input
from incidents.models import Incident
from incidents.models.choices import TOLL, Certainty
from timdu.files.forms import FilesField


class DevelopmentForm(forms.Form):
    """One sentence is enough; figures only where they changed."""

    client_uuid = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label="Apa yang baru?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": 2000, "data-focus": ""}),
    )
    as_of = forms.DateTimeField(label="Keadaan per", widget=moment_input())
    photos = FilesField(label="Foto", required=False)

    def __init__(self, *args: Any, incident: Incident, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = all_optional()
        self.incident, self.now = incident, now
        self.initial.update(client_uuid=uuid4(), as_of=now)
        for field, (number, certainty, kind) in self.names().items():
            stands = corrections.text(incident, field)
            self.fields[number] = FigureField(
                label=capfirst(kind.label), help_text=f"tercatat: {stands}"
            )
            self.fields[certainty] = forms.ChoiceField(
                label=f"Kepastian {kind.label}", choices=CERTAINTIES, required=False
            )

    @staticmethod
    def names() -> dict[str, tuple[str, str, Any]]:
        """Each correctable figure and its two inputs."""
        return {
            f"casualties.{kind}": (f"toll_{kind}", f"toll_{kind}_certainty", kind) for kind in TOLL
        }

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        """Number and certainty as they stand side by side on the page."""
        return [(self[number], self[certainty]) for number, certainty, _ in self.names().values()]

    @property
    def has_figures(self) -> bool:
        """Whether a figure was typed: the folded part then stays open."""
        names = [name for pair in self.names().values() for name in pair[:2]]
        return any(self.data.get(name) for name in names)

    def clean_as_of(self) -> dt.datetime:
        moment: dt.datetime = self.cleaned_data["as_of"]
        check_moment(moment, self.now)
        return moment

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.figures: dict[str, Figure] = {}
        for field, (number, certainty, _) in self.names().items():
            value, sure = cleaned.get(number), cleaned.get(certainty)
            if number in self.errors or (value is None and not sure):
                continue
            if (value is None) != (sure == Certainty.UNKNOWN):
                self.add_error(number, NO_NUMBER)
                continue
            self.figures[field] = Figure(value, sure or Certainty.PROVISIONAL)
        return cleaned

    def news(self) -> News:
        """What the action takes."""
        return News(self.cleaned_data["text"], self.cleaned_data["as_of"], self.figures)


class RefusalForm(forms.Form):
    """Why a fact stays as it is."""

    words = forms.CharField(label="Alasan", max_length=500)
