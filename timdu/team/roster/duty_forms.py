"""What may be typed about piket: officers, a month of days, a span, a swap."""

import datetime as dt
from typing import Any

from django import forms

from timdu.core import conflicts, phones
from timdu.core.words import long_date, weekday_date
from timdu.team.models import DutyOfficer, User
from timdu.team.roster.actions.duty import Turn
from timdu.team.roster.forms import PhoneField, plain_helper
from timdu.team.roster.rota import Day, mark


class OfficerForm(forms.ModelForm):
    """One person who takes turns."""

    phone = PhoneField(label="Telepon piket")

    class Meta:
        model = DutyOfficer
        fields = ["name", "phone", "account"]
        help_texts = {"name": "Seperti dipanggil di kantor; tampil pada tanda terima laporan."}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.team = user.own_team
        account: Any = self.fields["account"]
        desk = User.objects.visible_to(user).filter(role__in=User.SECRETARIAT).active()
        account.queryset = desk | User.objects.filter(pk=self.instance.account_id)
        account.label_from_instance = lambda person: f"{person.full_name}, {person.byline}"
        account.empty_label = "Tanpa akun: tidak dikirimi surel"
        self.fields["phone"].required = True
        self.fields["phone"].help_text = phones.LIMITS
        conflicts.carry(self)
        self.helper = plain_helper()

    def _post_clean(self) -> None:
        """The constraints are held by the action."""


def choices(officers: list[DutyOfficer], empty: str) -> list[tuple[str, str]]:
    """The officers as a list to pick from."""
    return [("", empty), *((str(row.pk), row.name) for row in officers)]


class MonthForm(forms.Form):
    """Every day of a month that is not over, with its officer and who stands in."""

    def __init__(self, *args: Any, days: list[Day], officers: list[DutyOfficer], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.days, self.by_key = days, {str(row.pk): row for row in officers}
        self.version = self.data.get("version", "") if self.is_bound else mark(days)
        self.pairs: list[tuple[str, str, str]] = []
        for one in self.open_days:
            word = weekday_date(one.day)
            self.fields[officer_of(one.day)] = self._field(f"Petugas {word}", one.officer)
            self.fields[stand_in_of(one.day)] = self._field(f"Pengganti {word}", one.stand_in)

    @property
    def open_days(self) -> list[Day]:
        """The days that can still be planned."""
        return [one for one in self.days if not one.is_over]

    def _field(self, label: str, standing: DutyOfficer | None) -> forms.ChoiceField:
        return forms.ChoiceField(
            label=label,
            choices=choices(list(self.by_key.values()), "–"),
            required=False,
            initial=str(standing.pk) if standing else "",
            widget=forms.Select(attrs={"class": "form-select"}),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for one in self.open_days:
            officer = cleaned.get(officer_of(one.day))
            stand_in = cleaned.get(stand_in_of(one.day))
            if stand_in and (not officer or officer == stand_in):
                words = f"{long_date(one.day)}: pengganti adalah orang lain dari petugasnya."
                self.add_error(stand_in_of(one.day), words)
        return cleaned

    def wanted(self) -> dict[dt.date, Turn]:
        """The days as they were planned."""
        cleaned, people = self.cleaned_data, self.by_key
        return {
            one.day: (
                people.get(cleaned[officer_of(one.day)]),
                people.get(cleaned[stand_in_of(one.day)]),
            )
            for one in self.open_days
        }

    def conflict(self, current: list[Day]) -> None:
        """Show the days somebody planned otherwise meanwhile."""
        self.version, wanted = mark(current), self.wanted()
        self.pairs = [
            (weekday_date(one.day), said((one.officer, one.stand_in)), said(wanted[one.day]))
            for one in current
            if one.day in wanted and (one.officer, one.stand_in) != wanted[one.day]
        ]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The month as a table: fields for what can be planned, words for what is over."""
        return [
            {"one": one}
            if one.is_over
            else {
                "one": one,
                "officer": self[officer_of(one.day)],
                "stand_in": self[stand_in_of(one.day)],
            }
            for one in self.days
        ]


def said(turn: Turn) -> str:
    """A day in words."""
    officer, stand_in = turn
    if officer is None:
        return "belum ada petugas"
    return f"{officer.name}, pengganti {stand_in.name}" if stand_in else officer.name


def officer_of(day: dt.date) -> str:
    return f"petugas_{day:%d}"


def stand_in_of(day: dt.date) -> str:
    return f"pengganti_{day:%d}"


class SpanForm(forms.Form):
    """The empty days of a span for one person."""

    first = forms.ChoiceField(label="Dari")
    last = forms.ChoiceField(label="Sampai")
    officer = forms.ChoiceField(label="Petugas")
    stand_in = forms.ChoiceField(label="Pengganti", required=False)

    def __init__(self, *args: Any, days: list[Day], officers: list[DutyOfficer], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.by_key = {str(row.pk): row for row in officers}
        self.helper = plain_helper()
        offer(self, days, "first", "last")
        people: Any = self.fields
        people["officer"].choices = choices(officers, "Pilih petugas")
        people["stand_in"].choices = choices(officers, "Tanpa pengganti")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", "Hari terakhir tidak boleh sebelum hari pertama.")
        if cleaned.get("officer") and cleaned.get("officer") == cleaned.get("stand_in"):
            self.add_error("stand_in", "Pengganti adalah orang lain dari petugasnya.")
        return cleaned

    def span(self) -> tuple[dt.date, dt.date, DutyOfficer, DutyOfficer | None]:
        """The days and the people."""
        cleaned = self.cleaned_data
        first, last = (dt.date.fromisoformat(cleaned[name]) for name in ("first", "last"))
        return first, last, self.by_key[cleaned["officer"]], self.by_key.get(cleaned["stand_in"])


class SwapForm(forms.Form):
    """Two days whose people change places."""

    one = forms.ChoiceField(label="Hari")
    other = forms.ChoiceField(label="Ditukar dengan")

    def __init__(self, *args: Any, days: list[Day], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.helper = plain_helper()
        offer(self, [one for one in days if one.officer], "one", "other", named=True)

    def pair(self) -> tuple[dt.date, dt.date]:
        """The two days."""
        one, other = (dt.date.fromisoformat(self.cleaned_data[name]) for name in ("one", "other"))
        return one, other


def offer(form: forms.Form, days: list[Day], *names: str, named: bool = False) -> None:
    """Let fields offer the days that are not over."""
    told = [
        (one.day.isoformat(), f"{one.day.day} {one.name}" + (f": {one.officer}" if named else ""))
        for one in days
        if not one.is_over
    ]
    for name in names:
        field: Any = form.fields[name]
        field.choices = [("", "Pilih hari"), *told]
