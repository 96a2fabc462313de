"""Filters of the list of permasalahan: plain GET parameters, so that any number can link here."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict

from incidents.cases import places, search
from incidents.cases.models import Case
from incidents.cases.models.case import CaseQuerySet
from incidents.forms import areas
from incidents.forms.filters import KECAMATAN, LEVELS, Chip, spelled_out
from incidents.forms.selects import OneOfMany
from timdu.team.models import User

DUE = ("lewat", "Tenggatnya sudah lewat")
CHOICES: dict[str, tuple[str, str, list[tuple[str, str]]]] = {
    "keadaan": ("status", "Keadaan", list(Case.Status.choices)),
    "tingkat": ("level", "Tingkat kerawanan", [*LEVELS, ("tanpa", "Belum dinilai")]),
    "tahap": ("stage", "Tahap eskalasi", list(Case.Stage.choices)),
}
UNJUDGED = "tanpa"


class CaseFilter(forms.Form):
    """What to show of the permasalahan; an unreadable value filters nothing and says so."""

    q = forms.CharField(label="Cari kode atau kata", max_length=100, required=False)
    kecamatan = forms.ChoiceField(label="Kecamatan", required=False)
    tenggat = forms.ChoiceField(
        label=DUE[1], choices=[("", ""), DUE], required=False, widget=forms.HiddenInput
    )

    def __init__(self, data: Mapping[str, Any], *, user: User, today: Any) -> None:
        super().__init__(data)
        self.user, self.today = user, today
        for name, (_, label, choices) in CHOICES.items():
            self.fields[name] = forms.MultipleChoiceField(
                label=label, choices=[("", "Semua"), *choices], required=False, widget=OneOfMany
            )
        own = user.kecamatan
        team = user.own_team
        known = [(own.code, own.name)] if own else KECAMATAN.all(kabupaten=team.place_id)
        self.fields["kecamatan"].choices = [("", "Semua"), *known]  # type: ignore[attr-defined]
        self.fields["wilayah"] = areas.area_field(data, team)
        self.order_fields(["q", *CHOICES, "kecamatan", "tenggat", "wilayah"])
        for field in self.fields.values():
            select = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "form-select" if select else "form-control"
        self.fields["q"].widget.attrs["placeholder"] = "Kode atau kata"

    @property
    def shown(self) -> list[Any]:
        """The filters of the folded part."""
        return [self[name] for name in (*CHOICES, "kecamatan")]

    @property
    def apart(self) -> list[Any]:
        """The search, and the filter only links set."""
        return [self["q"], self["tenggat"], self["wilayah"]]

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter of the folded part is in use."""
        return any(self.cleaned_data.get(field.name) or field.errors for field in self.shown)

    def narrow(self, rows: CaseQuerySet) -> CaseQuerySet:
        """Keep what the filters name."""
        self.is_valid()
        chosen = self.cleaned_data
        for name, (column, _, _) in CHOICES.items():
            if values := spelled_out(chosen.get(name) or ()):
                rows = rows.filter(one_of(column, values))
        if chosen.get("tenggat"):
            rows = rows.filter(due_on__lt=self.today)
        if chosen.get("kecamatan"):
            rows = rows.filter(places.inside(self.user, chosen["kecamatan"]))
        if chosen.get("wilayah"):
            rows = rows.filter(places.inside(self.user, chosen["wilayah"]))
        return search.narrow(rows, chosen.get("q", ""), self.user)

    def chips(self) -> list[Chip]:
        """The active filters in words, each with the way to take it away."""
        found = []
        for name, field in self.fields.items():
            value = self.cleaned_data.get(name)
            options: Any = dict(getattr(field, "choices", ()))
            for one in value if isinstance(value, list) else filter(None, [value]):
                word = str(options.get(one, one))
                plain = {"q": f"“{word}”", "tenggat": word}
                found.append(
                    Chip(plain.get(name, f"{field.label}: {word}"), self.without(name, one))
                )
        return found

    def without(self, name: str, value: str) -> str:
        """The query without one value of one filter."""
        left = self.query()
        left.setlist(name, [other for other in left.getlist(name) if other != value])
        return left.urlencode()

    def query(self) -> QueryDict:
        """The filters as they were sent, the cursor left out."""
        sent = QueryDict(mutable=True)
        for name in self.fields:
            values = self.data.getlist(name) if isinstance(self.data, QueryDict) else []
            sent.setlist(name, [value for value in values if value])
        return sent


def one_of(column: str, values: list[str]) -> Q:
    """One of the values, "not yet judged" among them."""
    found = Q(**{f"{column}__in": [value for value in values if value != UNJUDGED]})
    return found | Q(**{f"{column}__isnull": True}) if UNJUDGED in values else found
