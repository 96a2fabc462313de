"""Langkah yang sudah diambil: who did what, when; one row more than there are."""

from typing import Any

from django import forms
from django.utils import timezone

from incidents.actions.edit import Changes
from incidents.facts import StepTaken
from incidents.forms.part import PartForm
from incidents.forms.report import check_moment, moment_input
from incidents.models import Incident
from incidents.models.choices import StepsAnswer

MOST_STEPS = 20
ROWS = "steps_rows"


class StepsPart(PartForm):
    """The answer, and the rows behind it."""

    key, title = "steps", "Langkah yang sudah diambil"
    is_drawn_whole = True
    facts = ("steps",)

    class Meta:
        model = Incident
        fields = ["steps_answer"]
        labels = {"steps_answer": "Apakah sudah ada langkah?"}
        widgets = {"steps_answer": forms.RadioSelect}

    def ready(self) -> None:
        self.fields["steps_answer"].choices = StepsAnswer.choices  # type: ignore[attr-defined]
        steps = list(self.incident.steps.all())
        self.count = min(max(len(steps) + 1, self.rows_shown()), MOST_STEPS)
        for index in range(self.count):
            actor, action, at = self.names(index)
            self.fields[actor] = forms.CharField(label="Siapa", max_length=120, required=False)
            self.fields[action] = forms.CharField(
                label="Melakukan apa", max_length=300, required=False
            )
            self.fields[at] = forms.DateTimeField(
                label="Kapan", required=False, widget=moment_input()
            )
            if index < len(steps):
                step = steps[index]
                self.initial.update({actor: step.actor, action: step.action, at: step.at})

    def rows_shown(self) -> int:
        """How many rows the page had; a number that is none counts for nothing."""
        shown = str(self.data.get(ROWS, "")) if self.is_bound else ""
        wanted = int(shown) if shown.isdecimal() and len(shown) <= 2 else 0
        return wanted + (1 if self.is_bound and "more_steps" in self.data else 0)

    def names(self, index: int) -> tuple[str, str, str]:
        """The three inputs of one step."""
        return f"step_{index}_actor", f"step_{index}_action", f"step_{index}_at"

    @property
    def rows(self) -> list[list[Any]]:
        """The inputs of each step."""
        return [[self[name] for name in self.names(index)] for index in range(self.count)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.steps = [step for index in range(self.count) if (step := self.step(index, cleaned))]
        answer = cleaned.get("steps_answer")
        if self.steps and answer in (StepsAnswer.NONE, StepsAnswer.UNKNOWN):
            words = "Langkah sudah ditulis; kosongkan barisnya, atau pilih sudah ada langkah."
            self.add_error("steps_answer", words)
        elif self.steps:
            cleaned["steps_answer"] = self.instance.steps_answer = StepsAnswer.TAKEN
        elif answer == StepsAnswer.TAKEN and not self.errors:
            self.add_error(
                "steps_answer", "Tulis paling sedikit satu langkah: siapa, melakukan apa."
            )
        return cleaned

    def step(self, index: int, cleaned: dict[str, Any]) -> StepTaken | None:
        """One row; who without what (or what without who) is not a step."""
        actor, action, at = (cleaned.get(name) for name in self.names(index))
        if not actor and not action:
            return None
        if not actor or not action:
            self.add_error(self.names(index)[0], "Isi siapa dan melakukan apa.")
            return None
        if at is not None:
            self.check_time(index, at)
        return StepTaken(actor, action, at)

    def check_time(self, index: int, at: Any) -> None:
        try:
            check_moment(at, timezone.now())
        except forms.ValidationError as error:
            self.add_error(self.names(index)[2], error)

    def changes(self) -> Changes:
        if not self.changed_data:
            return Changes()
        answer = self.cleaned_data["steps_answer"]
        return Changes(fields={"steps_answer": answer}, steps=self.steps)
