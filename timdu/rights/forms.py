"""Which openings to show, and which days to carry away."""

import datetime as dt
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms

from timdu.core import codes
from timdu.core.models import AccessLog
from timdu.rights import openings
from timdu.team.models import User
from timdu.team.roster.forms import DayField, plain_helper

if TYPE_CHECKING:
    from django.db.models import QuerySet

LONGEST = 366


class DaysForm(forms.Form):
    """From a day to a day, both included."""

    dari = DayField(label="Dari tanggal")
    sampai = DayField(label="Sampai tanggal")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = plain_helper()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("dari"), cleaned.get("sampai")
        if first and last and last < first:
            self.add_error("sampai", "Tanggal akhir mendahului tanggal awal.")
        return cleaned


class BundleForm(DaysForm):
    """What time a berkas pemeriksaan covers: a year at most."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("dari"), cleaned.get("sampai")
        if first and last and (last - first).days >= LONGEST:
            self.add_error("sampai", "Paling lama satu tahun sekali ambil. Ambil per tahun.")
        return cleaned


class OpeningsForm(DaysForm):
    """Filters of the log, all of them optional."""

    tentang = forms.CharField(
        label="Kode laporan atau permasalahan",
        required=False,
        max_length=60,
        help_text="Misalnya TDU-26-7KQ4M atau PM-26-7KQ4M.",
    )
    orang = forms.CharField(label="Nama atau jabatan", required=False, max_length=100)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        for field in self.fields.values():
            field.required = False
            field.widget.attrs["class"] = "form-control"

    def clean_tentang(self) -> str:
        """A document keeps its own writing; a code is read as it is spoken."""
        text = str(self.cleaned_data["tentang"]).strip()
        return text if text.lower().startswith("dokumen-") else codes.normalise(text)

    def rows(self) -> "QuerySet[AccessLog]":
        """The openings the filters leave; an unreadable one filters nothing and says so."""
        self.is_valid()
        found, asked = openings.rows_for(self.user), self.cleaned_data
        zone = ZoneInfo(self.user.own_team.zone)
        if first := asked.get("dari"):
            found = found.filter(at__gte=dt.datetime.combine(first, dt.time(), zone))
        if last := asked.get("sampai"):
            end = last + dt.timedelta(days=1)
            found = found.filter(at__lt=dt.datetime.combine(end, dt.time(), zone))
        if asked.get("tentang"):
            found = openings.about(found, asked["tentang"], self.user.own_team)
        if asked.get("orang"):
            found = openings.by_person(found, asked["orang"], self.user)
        return found
