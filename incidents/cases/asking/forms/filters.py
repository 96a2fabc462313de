"""Filters of the two lists: plain GET parameters, so that any number can link here."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict

from incidents.cases.asking import addressing
from incidents.cases.asking.models import CoordinationRequest, Disposition
from incidents.cases.asking.models.choices import RUNNING, Reply
from incidents.cases.models.visibility import reads_whole
from incidents.forms.filters import Chip
from incidents.models.choices import Urgency
from timdu.core import codes
from timdu.team.models import Agency, User
from timdu.team.roster.forms import kecamatan_of

ALL = ("", "Semua")
RUNNING_ONES, LATE = "berjalan", "lewat"
MINE = "saya"


class AskedFilter(forms.Form):
    """What both lists are narrowed by; an unreadable value filters nothing and says so."""

    prefix_of_code = ""
    q = forms.CharField(label="Cari kode atau kata dalam hal", max_length=100, required=False)
    keadaan = forms.ChoiceField(label="Keadaan", required=False)
    kepada = forms.ChoiceField(label="Kepada", required=False)
    urgensi = forms.ChoiceField(label="Urgensi", choices=[ALL, *Urgency.choices], required=False)
    dari = forms.ChoiceField(label="Dari", required=False)

    def __init__(self, data: Mapping[str, Any], *, user: User, today: dt.date) -> None:
        super().__init__(data)
        self.user, self.today, self.whole = user, today, reads_whole(user)
        self.field("keadaan").choices = [ALL, *self.states()]
        self.field("kepada").choices = [ALL, *self.offices()] if self.whole else [ALL]
        self.field("dari").choices = [ALL, (MINE, "Yang saya minta")]
        if not self.whole:
            del self.fields["kepada"], self.fields["dari"]
        for field in self.fields.values():
            select = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "form-select" if select else "form-control"
        self.fields["q"].widget.attrs["placeholder"] = "Kode atau kata dalam hal"

    def field(self, name: str) -> Any:
        return self.fields[name]

    @property
    def shown(self) -> list[Any]:
        """The filters of the folded part."""
        return [self[name] for name in self.fields if name != "q"]

    @property
    def apart(self) -> list[Any]:
        """The search."""
        return [self["q"]]

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter of the folded part is in use."""
        return any(self.cleaned_data.get(field.name) or field.errors for field in self.shown)

    def states(self) -> list[tuple[str, str]]:
        raise NotImplementedError

    def offices(self) -> list[Any]:
        raise NotImplementedError

    def narrow(self, rows: Any) -> Any:
        """Keep what the filters name."""
        self.is_valid()
        chosen = self.cleaned_data
        if chosen.get("keadaan"):
            rows = self.in_state(rows, chosen["keadaan"])
        if chosen.get("kepada"):
            rows = rows.filter(self.addressed(chosen["kepada"]))
        if chosen.get("urgensi"):
            rows = rows.filter(urgency=chosen["urgensi"])
        if chosen.get("dari"):
            rows = rows.filter(self.mine())
        return self.said(rows, chosen.get("q", ""))

    def in_state(self, rows: Any, state: str) -> Any:
        return rows.filter(status=state)

    def mine(self) -> Q:
        return Q(by=self.user)

    def addressed(self, value: str) -> Q:
        column = {"k": "kecamatan_id", "a": "agency_id"}[value[0]]
        return Q(**{column: value[1:]})

    def said(self, rows: "QuerySet[Any]", text: str) -> "QuerySet[Any]":
        """Keep the one with the code, or those with every word in the subject."""
        code = codes.normalise(text)
        if code.startswith(self.prefix_of_code):
            return rows.filter(code=code)
        for word in text.split()[:8]:
            rows = rows.filter(Q(subject__icontains=word) | Q(case__code__iexact=word))
        return rows

    def chips(self) -> list[Chip]:
        """The active filters in words, each with the way to take it away."""
        found = []
        for name, field in self.fields.items():
            value = self.cleaned_data.get(name)
            if not value:
                continue
            word = spelled(field, value)
            found.append(Chip(word if name == "dari" else f"{field.label}: {word}",
                              self.without(name)))  # fmt: skip
        return found

    def without(self, name: str) -> str:
        """The query without one filter."""
        left = self.query()
        left.pop(name, None)
        return left.urlencode()

    def query(self) -> QueryDict:
        """The filters as they were sent, the cursor left out."""
        sent = QueryDict(mutable=True)
        for name in self.fields:
            if value := self.data.get(name):
                sent[name] = value
        return sent


def spelled(field: Any, value: str) -> str:
    """A chosen value in the words of its list, whatever group it stands in."""
    for key, word in getattr(field, "choices", ()):
        inner = word if isinstance(word, list) else [(key, word)]
        for one, said in inner:
            if str(one) == value:
                return str(said)
    return value


def agencies(rows: "QuerySet[Agency]") -> Any:
    return [(f"a{row.pk}", row.short_name) for row in rows]


class DispositionFilter(AskedFilter):
    """The list of disposisi."""

    prefix_of_code = "DS-"

    def states(self) -> list[tuple[str, str]]:
        running = [(RUNNING_ONES, "Masih berjalan"), (LATE, "Lewat batas")]
        return [*running, *Disposition.Status.choices]

    def offices(self) -> list[Any]:
        places = [(f"k{row.pk}", row.name) for row in kecamatan_of(self.user.own_team)]
        return [("Camat", places), ("Perangkat daerah", agencies(addressing.told(self.user)))]

    def in_state(self, rows: Any, state: str) -> Any:
        if state == LATE:
            return rows.overdue(self.today)
        return rows.filter(status__in=RUNNING if state == RUNNING_ONES else [state])

    def mine(self) -> Q:
        return Q(giver=self.user) | Q(by=self.user)


class RequestFilter(AskedFilter):
    """The list of permintaan koordinasi: by what was answered, never by who was slow."""

    prefix_of_code = "PK-"
    jawaban = forms.ChoiceField(label="Jawaban", choices=[ALL, *Reply.choices], required=False)

    def states(self) -> list[tuple[str, str]]:
        return list(CoordinationRequest.Status.choices)

    def offices(self) -> list[Any]:
        mitra = [(f"m{row.pk}", row.name) for row in addressing.mitra(self.user)]
        asked = agencies(addressing.asked(self.user))
        return [("Instansi", asked), ("Mitra", mitra)]

    def addressed(self, value: str) -> Q:
        column = {"m": "partner_id", "a": "agency_id"}[value[0]]
        return Q(**{column: value[1:]})

    def narrow(self, rows: Any) -> Any:
        rows = super().narrow(rows)
        reply = self.cleaned_data.get("jawaban")
        return rows.filter(reply=reply) if reply else rows
