"""Filters of the list of kegiatan: plain GET parameters, so that any number can link here."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict

from incidents.cases.models import Case
from incidents.forms.filters import AGENCIES, KECAMATAN, Chip, date_input
from incidents.forms.selects import OneOfMany
from renaksi.models import ActivityCase, ActivityKind, Involved
from renaksi.models.activity import ActivityQuerySet
from timdu.core import codes, words
from timdu.core.periods import Month
from timdu.team.models import User

STATES = [("", "Yang berlaku"), ("ditarik", "Yang ditarik")]
DESK = ("meja", "Sekretariat Tim Terpadu")


class ActivityFilter(forms.Form):
    """What to show of the kegiatan; an unreadable value filters nothing and says so."""

    q = forms.CharField(label="Cari kode atau kata", max_length=100, required=False)
    bulan = forms.CharField(
        label="Bulan", required=False, widget=forms.DateInput(attrs={"type": "month"})
    )
    dari = forms.DateField(label="Dari tanggal", required=False, widget=date_input())
    sampai = forms.DateField(label="Sampai tanggal", required=False, widget=date_input())
    jenis = forms.MultipleChoiceField(label="Jenis", required=False, widget=OneOfMany)
    kecamatan = forms.ChoiceField(label="Kecamatan", required=False)
    instansi = forms.ChoiceField(label="Instansi", required=False)
    keadaan = forms.ChoiceField(label="Keadaan", choices=STATES, required=False)
    penyelenggara = forms.CharField(
        label="Penyelenggara", max_length=13, required=False, widget=forms.HiddenInput
    )
    permasalahan = forms.CharField(
        label="Permasalahan", max_length=20, required=False, widget=forms.HiddenInput
    )

    def __init__(self, data: Mapping[str, Any], *, user: User) -> None:
        super().__init__(data)
        self.user = user
        team, own = user.own_team, user.kecamatan
        places = [(own.code, own.name)] if own else KECAMATAN.all(kabupaten=team.place_id)
        agencies = [(str(key), name) for key, name in AGENCIES.all(team=team.pk)]
        kinds = [(str(row.pk), str(row)) for row in ActivityKind.objects.visible_to(user)]
        choices: dict[str, Any] = {
            "jenis": [("", "Semua"), *kinds],
            "kecamatan": [("", "Semua"), *places],
            "instansi": [("", "Semua"), DESK, *agencies],
        }
        for name, options in choices.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]
        for field in self.fields.values():
            select = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "form-select" if select else "form-control"
        self.fields["q"].widget.attrs["placeholder"] = "Kode atau kata"

    @property
    def shown(self) -> list[Any]:
        """The filters of the folded part."""
        return [self[name] for name in self.fields if name not in ("q", *self.linked)]

    # Set by links alone.
    linked = ("penyelenggara", "permasalahan")

    @property
    def apart(self) -> list[Any]:
        """The search and the filters only links set."""
        return [self[name] for name in ("q", *self.linked)]

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter of the folded part is in use."""
        return any(self.cleaned_data.get(field.name) or field.errors for field in self.shown)

    def clean_bulan(self) -> Month | None:
        text = self.cleaned_data["bulan"]
        try:
            return Month.parse(text) if text else None
        except ValueError as error:
            raise forms.ValidationError("Tulis bulan seperti 2026-10.") from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("dari"), cleaned.get("sampai")
        if since and until and since > until:
            self.add_error("sampai", "Tanggal akhir mendahului tanggal awal.")
        return cleaned

    def narrow(self, rows: ActivityQuerySet) -> ActivityQuerySet:
        """Keep what the filters name."""
        self.is_valid()
        chosen = self.cleaned_data
        withdrawn = chosen.get("keadaan") == "ditarik"
        rows = rows.filter(withdrawn_at__isnull=False) if withdrawn else rows.standing()
        if month := chosen.get("bulan"):
            rows = rows.in_month(month)
        days = {"held_on__gte": chosen.get("dari"), "held_on__lte": chosen.get("sampai")}
        rows = rows.filter(**{key: day for key, day in days.items() if day})
        if kinds := chosen.get("jenis"):
            rows = rows.filter(kind__in=kinds)
        return said(self.by_office(rows), chosen.get("q", ""))

    def by_office(self, rows: ActivityQuerySet) -> ActivityQuerySet:
        """Where it was held, by whom and with whom, about which permasalahan."""
        chosen = self.cleaned_data
        if code := chosen.get("kecamatan"):
            rows = rows.filter(
                Q(place_kecamatan_id=code) | Q(kecamatan_id=code) | took_part(kecamatan_id=code)
            )
        if key := chosen.get("instansi"):
            rows = rows.filter(held_by(key) if key == DESK[0] else
                               held_by(key) | took_part(agency_id=key))  # fmt: skip
        if key := chosen.get("penyelenggara"):
            rows = rows.filter(held_by(key))
        if code := chosen.get("permasalahan"):
            seen = Case.objects.visible_to(self.user).filter(code=codes.normalise(code))
            links = ActivityCase.objects.filter(activity=OuterRef("pk"), case__in=seen.values("pk"))
            rows = rows.filter(Exists(links))
        return rows

    def chips(self) -> list[Chip]:
        """The active filters in words, each with the way to take it away."""
        return [
            Chip(f"“{word}”" if name == "q" else f"{field.label}: {word}", self.without(name, key))
            for name, field in self.fields.items()
            for key, word in self.told(name)
        ]

    def told(self, name: str) -> list[tuple[str, str]]:
        """The values of one filter, as sent and as read."""
        value = self.cleaned_data.get(name)
        if isinstance(value, Month):
            return [(str(value), value.label)]
        if isinstance(value, dt.date):
            return [(value.isoformat(), words.long_date(value))]
        options: Any = dict(getattr(self.fields[name], "choices", ()))
        values = value if isinstance(value, list) else [value]
        if name == "penyelenggara":
            options = dict(self.fields["kecamatan"].choices) | dict(  # type: ignore[attr-defined]
                self.fields["instansi"].choices  # type: ignore[attr-defined]
            )
        return [(one, str(options.get(one, one))) for one in values if one]

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


def held_by(key: str) -> Q:
    """Those the office held: the desk, a kecamatan by its code, an agency by its number."""
    if key == DESK[0]:
        return Q(agency=None, kecamatan=None)
    if key.isascii() and key.isdecimal() and len(key) < 10:
        return Q(agency_id=int(key))
    return Q(kecamatan_id=key)


def took_part(**office: Any) -> Q:
    """Those in which the office took part."""
    return Q(Exists(Involved.objects.filter(activity=OuterRef("pk"), **office)))


def said(rows: ActivityQuerySet, text: str) -> ActivityQuerySet:
    """Keep the one with the code, or those with every word in what they are about or came to."""
    code = codes.normalise(text)
    if code.startswith("KGT-"):
        return rows.filter(code=code)
    for word in text.split()[:8]:
        rows = rows.filter(
            Q(about__icontains=word) | Q(result__icontains=word) | Q(place_text__icontains=word)
            | Q(place__name__icontains=word) | Q(code__endswith=f"-{word.upper()}")
        )  # fmt: skip
    return rows
