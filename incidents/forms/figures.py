"""Korban and kerusakan: every figure with its certainty, none of them nought by silence."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst

from incidents.actions.edit import Changes
from incidents.facts import Figure
from incidents.forms.fields import NO_NUMBER, FigureField, blank_choice
from incidents.forms.part import PartForm
from incidents.models import Incident
from incidents.models.choices import TOLL, VULNERABLE, Certainty, Loss

ANSWERS = [("", "Belum diisi"), ("none", "Tidak ada"), ("unknown", "Tidak diketahui"),
           ("figures", "Ada, isi angkanya")]  # fmt: skip
LARGEST_SUM = 10**15
CERTAINTIES = blank_choice(
    [(key, word.capitalize()) for key, word in Certainty.choices], "Kepastian"
)


class FiguresPart(PartForm):
    """Several figures of one sort; one answer for all of them is enough where it is the same."""

    is_drawn_whole = True
    # The kinds one answer speaks for, and those only asked one by one.
    together: Sequence[Any] = ()
    one_by_one: Sequence[Any] = ()
    question = ""

    answer = forms.ChoiceField(choices=ANSWERS, required=False, widget=forms.RadioSelect)

    class Meta:
        model = Incident
        fields: list[str] = []

    def rows(self) -> dict[str, Figure]:
        """The figures that stand."""
        raise NotImplementedError

    def ready(self) -> None:
        # Two parts stand on one page: their questions need names of their own.
        self.answer_name = f"{self.key}_answer"
        self.fields[self.answer_name] = self.fields.pop("answer")
        self.fields[self.answer_name].label = self.question
        standing = self.rows()
        for kind in self.kinds:
            number, certainty = self.names(kind)
            self.fields[number] = FigureField(label=capfirst(kind.label), largest=LARGEST_SUM)
            self.fields[certainty] = forms.ChoiceField(
                label=f"Kepastian {kind.label}", choices=CERTAINTIES, required=False
            )
            if kind in standing:
                self.initial[number] = standing[kind].value
                self.initial[certainty] = standing[kind].certainty
        self.initial[self.answer_name] = self.answer_of(standing)

    @property
    def kinds(self) -> list[Any]:
        return [*self.together, *self.one_by_one]

    def names(self, kind: Any) -> tuple[str, str]:
        """The two inputs of one figure."""
        return f"{self.key}_{kind}", f"{self.key}_{kind}_certainty"

    def answer_of(self, standing: dict[str, Figure]) -> str:
        """The one answer the standing figures come to."""
        figures = {standing.get(kind) for kind in self.together}
        if figures == {Figure(None, Certainty.UNKNOWN)}:
            return "unknown"
        if len(figures) == 1 and (found := figures.pop()) is not None and found.value == 0:
            return "none"
        return "figures" if standing else ""

    def pairs(self, kinds: Sequence[Any]) -> list[tuple[Any, Any]]:
        """Number and certainty as they stand side by side on the page."""
        return [(self[number], self[certainty]) for number, certainty in map(self.names, kinds)]

    @property
    def together_answer(self) -> Any:
        """The one answer for all of them, as a field of the page."""
        return self[self.answer_name]

    @property
    def main_pairs(self) -> list[tuple[Any, Any]]:
        return self.pairs(self.together)

    @property
    def further_pairs(self) -> list[tuple[Any, Any]]:
        return self.pairs(self.one_by_one)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.figures = {}
        answer = cleaned.get(self.answer_name)
        if answer in ("none", "unknown"):
            none = Figure(0, Certainty.PROVISIONAL)
            same = none if answer == "none" else Figure(None, Certainty.UNKNOWN)
            self.figures.update(dict.fromkeys(map(str, self.together), self.kept(same)))
            self.refuse_both()
        for kind in self.one_by_one if self.figures else self.kinds:
            self.clean_figure(kind, cleaned)
        if answer == "figures" and not self.figures and not self.errors:
            self.add_error(self.answer_name, "Isi paling sedikit satu angka.")
        return cleaned

    def refuse_both(self) -> None:
        """One answer for all, and a number typed beside it, cannot both be meant."""
        for kind in self.together:
            number, _ = self.names(kind)
            if number in self.changed_data and self[number].data:
                self.add_error(number, "Pilih “Ada, isi angkanya”, atau kosongkan angka ini.")

    def kept(self, same: Figure) -> Figure:
        """“Tidak ada” that was sure stays sure."""
        standing = {self.rows().get(kind) for kind in self.together}
        found = standing.pop() if len(standing) == 1 else None
        return found if found is not None and found.value == same.value else same

    def clean_figure(self, kind: Any, cleaned: dict[str, Any]) -> None:
        """A number without a word is provisional; a word without a number is only “unknown”."""
        number, certainty = self.names(kind)
        value, sure = cleaned.get(number), cleaned.get(certainty)
        if number in self.errors or (value is None and not sure):
            return
        if (value is None) != (sure == Certainty.UNKNOWN):
            self.add_error(number, NO_NUMBER)
            return
        self.figures[str(kind)] = Figure(value, sure or Certainty.PROVISIONAL)


class TollPart(FiguresPart):
    """Korban, and the vulnerable groups among them."""

    key, title, question = "toll", "Korban", "Ada korban?"
    facts = ("casualties", "vulnerable")
    together, one_by_one = TOLL, VULNERABLE

    def rows(self) -> dict[str, Figure]:
        rows = self.incident.casualties.all()
        return {row.kind: Figure(row.value, row.certainty) for row in rows}

    def changes(self) -> Changes:
        return Changes(casualties=self.figures if self.changed_data else None)


class DamagePart(FiguresPart):
    """Kerusakan."""

    key, title, question = "damage", "Kerusakan", "Ada kerusakan?"
    facts = ("damages",)
    together = tuple(Loss)

    def rows(self) -> dict[str, Figure]:
        rows = self.incident.damages.all()
        return {row.kind: Figure(row.value, row.certainty) for row in rows}

    def changes(self) -> Changes:
        return Changes(damages=self.figures if self.changed_data else None)
