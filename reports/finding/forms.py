"""What to find: words, and filters by every enumeration, place, period, level and agency."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import Q
from django.http import QueryDict

from incidents.cases import places
from incidents.forms.filters import (
    AGENCIES,
    KECAMATAN,
    Chip,
    date_input,
    midnight,
    spelled_out,
)
from incidents.forms.selects import OneOfMany
from incidents.models import IssuePattern
from reports.finding.choices import KINDS, offered_to
from timdu.core import words
from timdu.team.models import User
from timdu.wilayah.models import Wilayah

AREA = re.compile(r"\d{2}\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?")
LONGEST = 100
OF_REPORT = {
    "wilayah": "place__code__startswith",
    "instansi": "agency_id",
    "pola": "pattern_id",
}


class FindFilter(forms.Form):
    """The one field, and what narrows it; an unreadable value filters nothing and says so."""

    q = forms.CharField(label="Cari kode, desa, atau kata", max_length=LONGEST, required=False)
    apa = forms.ChoiceField(
        label="Yang dicari",
        choices=[("", "Semua"), *((key, word) for key, (_, word) in KINDS.items())],
        required=False,
        widget=forms.HiddenInput,
    )
    wilayah = forms.CharField(label="Wilayah", required=False, widget=forms.Select)
    dari = forms.DateField(label="Dari tanggal", required=False, widget=date_input())
    sampai = forms.DateField(label="Sampai tanggal", required=False, widget=date_input())
    instansi = forms.ChoiceField(label="Instansi", required=False)
    pola = forms.ChoiceField(label="Pola isu", required=False)

    def __init__(self, data: Mapping[str, Any], *, user: User) -> None:
        super().__init__(data)
        self.user, self.team = user, user.own_team
        self.enumerations = offered_to(user)
        for name, choice in self.enumerations.items():
            self.fields[name] = forms.MultipleChoiceField(
                label=choice.label,
                choices=[("", "Semua"), *choice.pairs],
                required=False,
                widget=OneOfMany,
            )
        self.fill()
        for field in self.fields.values():
            select = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "form-select" if select else "form-control"
        self.fields["q"].widget = forms.TextInput(
            {"type": "search", "class": "form-control", "maxlength": LONGEST,
             "placeholder": "Kode, desa, pihak, atau kata", "autocomplete": "off"}
        )  # fmt: skip

    def fill(self) -> None:
        """The places, agencies and patterns of the team; an area a link names is offered, too."""
        own = self.user.kecamatan
        known = [(own.code, own.name)] if own else KECAMATAN.all(kabupaten=self.team.place_id)
        areas = [(code, f"Kec. {name}") for code, name in known]
        asked = str(self.data.get("wilayah", ""))
        if AREA.fullmatch(asked) and asked not in dict(areas):
            rows = Wilayah.objects.within(self.team.place_id).filter(code=asked)
            areas += [(row.code, row.full_name) for row in rows]
        self.areas = dict(areas)
        self.fields["wilayah"].widget.choices = [("", "Semua"), *areas]
        if self.user.is_secretariat:
            agencies = [(str(key), name) for key, name in AGENCIES.all(team=self.team.pk)]
            self.fields["instansi"].choices = [("", "Semua"), *agencies]  # type: ignore[attr-defined]
        else:
            del self.fields["instansi"]
        named = IssuePattern.objects.visible_to(self.user).values_list("pk", "name")
        patterns = [(str(key), name) for key, name in named]
        self.fields["pola"].choices = [("", "Semua"), *patterns]  # type: ignore[attr-defined]

    def clean_wilayah(self) -> str:
        area: str = self.cleaned_data["wilayah"]
        if area and area not in self.areas:
            raise forms.ValidationError("Wilayah ini tidak dikenal di sini.")
        return area

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("dari"), cleaned.get("sampai")
        if since and until and since > until:
            self.add_error("sampai", "Tanggal akhir mendahului tanggal awal.")
        return cleaned

    @property
    def shown(self) -> list[Any]:
        """The filters of the folded part, as fields of the page."""
        return [self[name] for name in self.fields if name not in ("q", "apa")]

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter of the folded part is in use."""
        return any(self.cleaned_data.get(field.name) or field.errors for field in self.shown)

    @property
    def text(self) -> str:
        """What was typed, without blanks at its ends."""
        return (self.cleaned_data.get("q") or "").strip()

    @property
    def kind(self) -> str:
        return self.cleaned_data.get("apa") or ""

    def chosen(self) -> dict[str, list[str]]:
        """The values of each enumeration in use."""
        found = {name: spelled_out(self.cleaned_data.get(name) or ()) for name in self.enumerations}
        return {name: values for name, values in found.items() if values}

    def of_reports(self) -> Q | None:
        """What a report must be; None when no report can be asked that."""
        found = self.enumerated("of_report")
        if found is None:
            return None
        for name, column in OF_REPORT.items():
            if value := self.cleaned_data.get(name):
                found &= Q(**{column: value})
        since, until = self.window()
        found &= Q(occurred_at__gte=since) if since else Q()
        return found & (Q(occurred_at__lt=until) if until else Q())

    def of_cases(self) -> Q | None:
        """What a permasalahan must be; it lasts from its opening to its last change."""
        found = self.enumerated("of_case")
        if found is None:
            return None
        if area := self.cleaned_data.get("wilayah"):
            found &= places.inside(self.user, area)
        for name, column in {"instansi": "holder_id", "pola": "pattern_id"}.items():
            if value := self.cleaned_data.get(name):
                found &= Q(**{column: value})
        since, until = self.window()
        found &= Q(changed_at__gte=since) if since else Q()
        return found & (Q(opened_at__lt=until) if until else Q())

    def enumerated(self, kind: str) -> Q | None:
        """The chosen values, as a condition of one kind of record; None when it cannot answer."""
        found = Q()
        for name, values in self.chosen().items():
            column = getattr(self.enumerations[name], kind)
            if not column:
                return None
            found &= Q(**{f"{column}__in": values})
        return found

    def window(self) -> tuple[dt.datetime | None, dt.datetime | None]:
        """From when until when, in the team's zone; open where nothing was said."""
        zone = ZoneInfo(self.team.zone)
        since, until = self.cleaned_data.get("dari"), self.cleaned_data.get("sampai")
        end = midnight(until + dt.timedelta(days=1), zone) if until else None
        return midnight(since, zone) if since else None, end

    def chips(self) -> list[Chip]:
        """The active filters of the folded part in words, each with the way to take it away."""
        return [
            Chip(f"{field.label}: {word}", self.without(field.name, key))
            for field in self.shown
            for key, word in self.told(field.name)
        ]

    def told(self, name: str) -> list[tuple[str, str]]:
        """The values of one filter, as sent and as read."""
        value = self.cleaned_data.get(name)
        if isinstance(value, dt.date):
            return [(value.isoformat(), words.long_date(value))]
        field: Any = self.fields[name]
        options = {str(key): str(word) for key, word in getattr(
            field, "choices", getattr(field.widget, "choices", ())
        )}  # fmt: skip
        values: list[str] = value if isinstance(value, list) else [value] if value else []
        return [(one, options.get(one, one)) for one in values]

    def without(self, name: str, value: str) -> str:
        """The query without one value of one filter."""
        left = self.query()
        left.setlist(name, [other for other in left.getlist(name) if other != value])
        return left.urlencode()

    def having(self, name: str, value: str) -> str:
        """The query with this one value of a filter."""
        changed = self.query()
        changed.setlist(name, [value] if value else [])
        return changed.urlencode()

    def query(self) -> QueryDict:
        """The filters as they were sent, the cursor left out."""
        sent = QueryDict(mutable=True)
        for name in self.fields:
            values = self.data.getlist(name) if isinstance(self.data, QueryDict) else []
            sent.setlist(name, [value for value in values if value])
        return sent
