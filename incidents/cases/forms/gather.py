"""Beneath the assessment: to which permasalahan the report belongs once it is verified."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from uuid import uuid4

from django import forms
from django.urls import reverse

from incidents.cases import likely, permissions, rooms
from incidents.cases.actions import linking, opening
from incidents.cases.forms.head import LONGEST_TITLE, begun_from
from incidents.cases.likely import Likely
from incidents.cases.models import Case
from incidents.deciding import Carried, Sent
from incidents.forms.fields import all_optional
from incidents.models import Incident
from timdu.core import codes
from timdu.core.workflow import WrongState
from timdu.team.models import User

LATER, NEW, OTHER = "", "baru", "lain"
KEPT = ("gather", "gather_code", "gather_title", "gather_next")
NOTHING: Mapping[str, str] = MappingProxyType({})
GONE = "Permasalahan yang dipilih sudah ditutup, atau tidak dapat Anda baca lagi. Pilih yang lain."


class GatherForm(forms.Form):
    """Later, one of the likely ones, another by its code, or a new one with its title."""

    template = "cases/_gather.html"
    gather = forms.ChoiceField(
        label="Permasalahan", required=False, widget=forms.RadioSelect,
        error_messages={"invalid_choice": GONE},
    )  # fmt: skip
    gather_code = forms.CharField(label="Kode permasalahan", max_length=20, required=False)
    gather_title = forms.CharField(
        label="Judul permasalahan baru", max_length=LONGEST_TITLE, required=False,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": LONGEST_TITLE}),
    )  # fmt: skip
    gather_next = forms.ChoiceField(
        label="Sesudah dibuka", required=False, widget=forms.RadioSelect
    )
    gather_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, user: User, incident: Incident, data: Sent = None, kept: Mapping[str, str] = NOTHING
    ) -> None:
        initial = {"gather_title": incident.summary[:LONGEST_TITLE], "gather_key": uuid4()}
        super().__init__(data, initial=initial | dict(kept))
        self.user, self.incident, self.helper = user, incident, all_optional()
        self.likely = likely.of(user, incident)
        self.cases = {one.case.code: one for one in self.likely}
        # What was likely a minute ago may be outdone by now; whoever chose it chose well.
        chosen = self.case_named(str(data.get("gather", ""))) if data is not None else None
        if chosen is not None and chosen.code not in self.cases:
            self.cases[chosen.code] = Likely(chosen, "dipilih tadi", 0)
        gather: Any = self.fields["gather"]
        gather.choices = [
            (LATER, "Tentukan nanti"),
            *((code, one.case.title) for code, one in self.cases.items()),
            (OTHER, "Permasalahan lain, dengan kodenya"),
            (NEW, "Buka permasalahan baru"),
        ]
        onward: Any = self.fields["gather_next"]
        steps = rooms.onward(user)
        onward.choices = [("", "Buka halamannya"), *((one.name, one.word) for one in steps)]
        if not steps:
            del self.fields["gather_next"]

    def options(self) -> list[tuple[Any, Likely | None]]:
        """Each choice, with the permasalahan it names and why it is offered."""
        return [(radio, self.cases.get(radio.data["value"])) for radio in self["gather"]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen = cleaned.get("gather", LATER)
        if chosen == NEW and not cleaned.get("gather_title"):
            self.add_error("gather_title", "Tulis satu kalimat: apa permasalahannya.")
        if chosen == OTHER and self.case_named(cleaned.get("gather_code", "")) is None:
            self.add_error(
                "gather_code", "Tidak ada permasalahan terbuka dengan kode ini. Periksa kodenya."
            )
        return cleaned

    def case_named(self, code: str) -> Case | None:
        """The open permasalahan of that code, if the person may know of it."""
        open_ones = Case.objects.visible_to(self.user).open()
        return open_ones.filter(code=codes.normalise(code)).first() if code else None

    def carry_out(self, incident: Incident, *, by: User) -> Carried:
        """Link the report, or open the new one with it; where the desk goes on, if it does."""
        chosen = self.cleaned_data.get("gather", LATER)
        if chosen == LATER:
            return Carried()
        if chosen == NEW:
            return self.open_new(incident, by=by)
        code = self.cleaned_data["gather_code"] if chosen == OTHER else chosen
        case = self.case_named(code)
        if case is None:
            raise WrongState(GONE)
        linking.link(case, incident, by=by)
        return Carried(f" dan dihubungkan ke {case.code}")

    def open_new(self, incident: Incident, *, by: User) -> Carried:
        """A new one begins with what was just verified; its page is where the work goes on."""
        facts = begun_from(incident) | {"title": self.cleaned_data["gather_title"]}
        ranks = (facts.pop("likelihood"), facts.pop("impact"))
        facts["pattern_id"] = facts.pop("pattern")
        case = opening.open_case(
            by=by, facts=facts, incident=incident, key=self.cleaned_data["gather_key"] or uuid4(),
            ranks=None if None in ranks else ranks,
        )  # fmt: skip
        page = self.cleaned_data.get("gather_next") or "cases:detail"
        return Carried(f"; permasalahan {case.code} dibuka", reverse(page, args=[case.code]))

    def kept(self) -> dict[str, str]:
        """What was filled in; whoever decides later keeps nothing."""
        values = {name: str(self[name].data or "") for name in KEPT if name in self.fields}
        return values if values["gather"] else {}

    def typed(self) -> list[tuple[str, str]]:
        """What was chosen and written, in words."""
        chosen = str(self["gather"].data or "")
        words = {str(key): str(word) for key, word in self.fields["gather"].choices}  # type: ignore[attr-defined]
        said = {LATER: "", NEW: str(self["gather_title"].data or ""),
                OTHER: str(self["gather_code"].data or "")}  # fmt: skip
        if not chosen:
            return []
        return [("Permasalahan", f"{words.get(chosen, chosen)} {said.get(chosen, '')}".strip())]


def part(user: User, incident: Incident, data: Sent, kept: Mapping[str, str]) -> GatherForm | None:
    """The choice for whoever works on permasalahan, of a report that is not part of one."""
    if not permissions.can_work(user) or incident.is_secret:
        return None
    if linking.is_taken(incident):
        return None
    return GatherForm(user, incident, data, kept)
