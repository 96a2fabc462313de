"""Filters of the list: plain GET parameters, so that any number can link to its rows."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import QueryDict
from django.utils import timezone

from incidents import search
from incidents.forms import areas
from incidents.forms.selects import OneOfMany
from incidents.models.choices import (
    COUNTED,
    OPEN,
    Field,
    Kind,
    Origin,
    Rank,
    Source,
    Status,
    Urgency,
)
from incidents.models.incident import IncidentQuerySet
from incidents.readiness import LOOKED_AT_WITHIN
from timdu.core import words
from timdu.core.periods import Month
from timdu.core.questions import Question
from timdu.team.models import Agency, Team, User
from timdu.wilayah.models import Wilayah

# A list reads at most so many months; older ones are reached by naming the period.
SPAN = 24
# Words for several states at once, as figures count them.
GROUPS = {
    "dihitung": ("Dihitung (terverifikasi atau ditutup)", COUNTED),
    "menunggu": ("Belum terverifikasi", (Status.SUBMITTED, Status.RETURNED)),
}
STATUSES = [*Status.choices, *((key, words) for key, (words, _) in GROUPS.items())]
LEVELS = [*((str(key), word) for key, word in Rank.choices), ("3-4", "Tinggi ke atas")]
CHOICES: dict[str, tuple[str, str, list[tuple[str, str]]]] = {
    "status": ("status", "Status", STATUSES),
    "jenis": ("kind", "Jenis", Kind.choices),
    "urgensi": ("urgency", "Urgensi", Urgency.choices),
    "sumber": ("source", "Sumber konflik", Source.choices),
    "bidang": ("field", "Bidang", Field.choices),
    "tingkat": ("level", "Tingkat kerawanan", LEVELS),
    "asal": ("origin", "Asal laporan", Origin.choices),
}
FLAGS = {
    "lewat": ("1", "Menunggu lebih dari 1×24 jam"),
    "catatan": ("dijawab", "Catatan perbaikan sudah dijawab"),
}
# What stands outside the folded part, the search among it.
APART = {"q", "wilayah", *FLAGS}


@dataclass(frozen=True)
class Chip:
    """One active filter in words, and the query without it."""

    words: str
    query: str


# The choices of every list of a team.
KECAMATAN = Question(
    lambda kabupaten: Wilayah.objects.kecamatan_of(kabupaten).values_list("code", "name"),
    texts=("kabupaten",),
)
AGENCIES = Question(
    lambda team: Agency.objects.visible_to(User(team_id=team)).values_list("pk", "short_name"),
    numbers=("team",),
)


def date_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class IncidentFilter(forms.Form):
    """What to show of the reports; an unreadable value filters nothing and says so."""

    q = forms.CharField(label="Cari kode, desa, atau kata", max_length=100, required=False)
    bulan = forms.CharField(
        label="Bulan", required=False, widget=forms.DateInput(attrs={"type": "month"})
    )
    dari = forms.DateField(label="Dari tanggal", required=False, widget=date_input())
    sampai = forms.DateField(label="Sampai tanggal", required=False, widget=date_input())
    kecamatan = forms.ChoiceField(label="Kecamatan", required=False)
    instansi = forms.ChoiceField(label="Instansi", required=False)

    def __init__(self, data: Mapping[str, Any], *, user: User, now: dt.datetime) -> None:
        super().__init__(data)
        assert user.team is not None
        self.user, self.now = user, now
        self.team: Team = user.team
        for name, (_, label, choices) in CHOICES.items():
            self.fields[name] = forms.MultipleChoiceField(
                label=label, choices=[("", "Semua"), *choices], required=False, widget=OneOfMany
            )
        for name, flag in FLAGS.items():
            self.fields[name] = forms.ChoiceField(
                label=flag[1], choices=[("", ""), flag], required=False, widget=forms.HiddenInput
            )
        self.fields["wilayah"] = areas.area_field(data, self.team)
        self.fill_places()
        self.fill_agencies()
        for field in self.fields.values():
            select = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "form-select" if select else "form-control"

    @property
    def shown(self) -> list[Any]:
        """The filters of the folded part, as fields of the page."""
        return [self[name] for name in self.fields if name not in APART]

    @property
    def apart(self) -> list[Any]:
        """The search and the filters only links set: they, too, say what they cannot read."""
        return [self[name] for name in self.fields if name in APART]

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter of the folded part is in use."""
        return any(self.cleaned_data.get(field.name) or field.errors for field in self.shown)

    def fill_places(self) -> None:
        """The kecamatan of the team; a kecamatan's own people have only theirs.

        They too may leave out what others shared with them, and figures of theirs link to it.
        """
        own = self.user.kecamatan
        places = [(own.code, own.name)] if own else KECAMATAN.all(kabupaten=self.team.place_id)
        self.fields["kecamatan"].choices = [("", "Semua"), *places]  # type: ignore[attr-defined]

    def fill_agencies(self) -> None:
        """Only those who read the whole team choose among agencies."""
        if not self.user.is_secretariat:
            del self.fields["instansi"]
            return
        agencies = [(str(key), name) for key, name in AGENCIES.all(team=self.team.pk)]
        self.fields["instansi"].choices = [("", "Semua"), *agencies]  # type: ignore[attr-defined]

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

    def window(self) -> tuple[dt.datetime, dt.datetime, bool]:
        """From when until when the list reads, and whether the reader asked for it.

        Without a period the list reads the last 24 months; a longer one is cut to 24.
        """
        zone = ZoneInfo(self.team.zone)
        month: Month | None = self.cleaned_data.get("bulan")
        if month is not None:
            return month.start(self.team.zone), month.end(self.team.zone), True
        since, until = self.cleaned_data.get("dari"), self.cleaned_data.get("sampai")
        this = Month.of(self.now, self.team.zone)
        # What is announced for next month is listed too.
        end = (
            midnight(until + dt.timedelta(days=1), zone)
            if until
            else this.plus(2).start(self.team.zone)
        )
        earliest = Month.of(end - dt.timedelta(seconds=1), self.team.zone).plus(-SPAN)
        start = midnight(since, zone) if since else earliest.start(self.team.zone)
        return max(start, earliest.start(self.team.zone)), end, bool(since or until)

    def narrow(self, rows: IncidentQuerySet) -> IncidentQuerySet:
        """Keep what the filters name."""
        self.is_valid()
        rows = rows.filter(**self.period(), **self.chosen())
        if self.cleaned_data.get("lewat"):
            rows = rows.filter(reported_at__lt=self.now - LOOKED_AT_WITHIN)
        if self.cleaned_data.get("catatan"):
            rows = rows.with_answered_notes()
        return search.narrow(rows, self.cleaned_data.get("q", ""), self.user)

    def period(self) -> dict[str, dt.datetime]:
        """The time the list reads, as a condition."""
        if self.reads_only_open_ones:
            return {}
        start, end, _ = self.window()
        return {"occurred_at__gte": start, "occurred_at__lt": end}

    def chosen(self) -> dict[str, Any]:
        """The chosen values, as conditions."""
        lists = {f"{column}__in": name for name, (column, _, _) in CHOICES.items()}
        found: dict[str, Any] = {
            key: spelled_out(self.cleaned_data.get(name) or ()) for key, name in lists.items()
        }
        for name, column in (("kecamatan", "kecamatan_id"), ("instansi", "agency_id")):
            found[column] = self.cleaned_data.get(name)
        if area := self.cleaned_data.get("wilayah"):
            found |= areas.condition(area)
        return {key: value for key, value in found.items() if value}

    @property
    def reads_only_open_ones(self) -> bool:
        """What is still open is little, however old it is: no period hides it."""
        cleaned = self.cleaned_data
        chosen = set(spelled_out(cleaned.get("status") or Status.values))
        named = any(cleaned.get(name) for name in ("bulan", "dari", "sampai"))
        return chosen <= set(OPEN) and not named

    def chips(self) -> list[Chip]:
        """The active filters in words, each with the way to take it away."""
        chips = [
            Chip(chip_words(name, str(field.label), word), self.without(name, key))
            for name, field in self.fields.items()
            for key, word in self.told(name)
        ]
        return chips

    def told(self, name: str) -> list[tuple[str, str]]:
        """The values of one filter, as sent and as read."""
        value = self.cleaned_data.get(name)
        if not value:
            return []
        if isinstance(value, Month):
            return [(str(value), value.label)]
        if isinstance(value, dt.date):
            return [(value.isoformat(), words.long_date(value))]
        options: Any = dict(getattr(self.fields[name], "choices", ()))
        if isinstance(value, list):
            return [
                (key, str(options.get(int(key) if key.isdigit() else key, key))) for key in value
            ]
        return [(value, str(options.get(value, value)))]

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


def midnight(day: dt.date, zone: ZoneInfo) -> dt.datetime:
    """The first instant of a day."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time()), zone)


def chip_words(name: str, label: str, word: str) -> str:
    """A filter in words: “batas”, Status: Ditutup, Menunggu lebih dari 1×24 jam."""
    if name == "q":
        return f"“{word}”"
    return word if name in FLAGS else f"{label}: {word}"


def spelled_out(chosen: Iterable[str]) -> list[str]:
    """The values behind the words for several: dihitung, menunggu, 3-4."""
    found: list[str] = []
    for word in chosen:
        first, dash, last = word.partition("-")
        if word in GROUPS:
            found += GROUPS[word][1]
        elif dash and first.isdigit() and last.isdigit():
            found += [str(level) for level in range(int(first), int(last) + 1)]
        else:
            found.append(word)
    return found
