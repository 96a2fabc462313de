"""A kegiatan: few answers first, the rest folded; changed with a stale save shown side by side."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django import forms

from incidents.cases.models import Case
from incidents.forms.fields import NO_NUMBER, FigureField, LinesField
from incidents.models.choices import Certainty
from renaksi import words
from renaksi.forms import cases as case_fields
from renaksi.models import Activity, ActivityKind
from renaksi.models.activity import CLASSES, DESK
from timdu.files.forms import FilesField
from timdu.team.models import Agency, Partner, User
from timdu.team.roster.forms import DayField, kecamatan_of, plain_helper
from timdu.wilayah.forms import WilayahField
from timdu.wilayah.models import Wilayah

Level = Wilayah.Level
OFFICES = {"agencies": "agency", "kecamatan_list": "kecamatan", "partners": "partner"}


def hour(label: str) -> forms.TimeField:
    """An hour of the day, in the team's zone."""
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, required=False, widget=widget)


def several(rows: Any, label: str) -> forms.ModelMultipleChoiceField:
    """Boxes to tick, one for each row."""
    return forms.ModelMultipleChoiceField(
        rows, label=label, required=False, widget=forms.CheckboxSelectMultiple
    )


class ActivityForm(forms.ModelForm):
    """What was held, about what, when, where, with how many; who took part; what came of it."""

    place = WilayahField(label="Tempat", levels=(Level.KECAMATAN, Level.DESA))
    held_on = DayField(label="Tanggal")
    until_on = DayField(label="Sampai tanggal", required=False)
    begins, ends = hour("Mulai pukul"), hour("Selesai pukul")
    people = FigureField(label="Jumlah peserta", help_text="kosongkan bila tidak diketahui")
    people_certainty = forms.ChoiceField(label="Kepastian jumlah peserta", required=False)
    organiser = forms.ChoiceField(label="Penyelenggara", required=False)
    agencies = several(Agency.objects.none(), "Instansi")
    kecamatan_list = several(Wilayah.objects.none(), "Kecamatan")
    partners = several(Partner.objects.none(), "Mitra")
    cases = case_fields.CodesField(
        label="Permasalahan", required=False, widget=forms.CheckboxSelectMultiple
    )
    case_codes = LinesField(
        longest=20, most=case_fields.MOST, label="Permasalahan lain, dengan kodenya",
        help_text="Satu kode satu baris, misalnya PM-26-7KQ4M.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    version: Any
    pairs: list[tuple[str, str, str]]

    class Meta:
        model = Activity
        fields = [
            "kind", "about", "held_on", "until_on", "begins", "ends", "place", "place_text",
            "people", "people_certainty", "people_text", "result", "follow_up", "classification",
        ]  # fmt: skip
        labels = {"kind": "Jenis kegiatan", "about": "Tentang apa?"}
        help_texts = {
            "about": "Satu kalimat. Jangan menulis nama anak atau korban.",
            "place_text": "Misalnya: balai desa, aula kantor camat.",
            "people_text": "Misalnya: kepala desa, tokoh masyarakat, pemuda.",
            "result": "Kosongkan bila belum ada.",
        }
        widgets = {
            "about": forms.Textarea(attrs={"rows": 2, "maxlength": 280}),
            "result": forms.Textarea(attrs={"rows": 4, "maxlength": 2000}),
            "follow_up": forms.Textarea(attrs={"rows": 3, "maxlength": 1000}),
        }

    def __init__(
        self, *args: Any, user: User, today: dt.date, about: Iterable[Case] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.today, self.pairs = user, today, []
        self.version = self.data.get("version", "") if self.is_bound else self.instance.version
        if self.instance.pk is None:
            self.initial.setdefault("held_on", today)
            self.initial["people_certainty"] = Certainty.PROVISIONAL
        self.offer_kinds()
        self.offer_places()
        self.offer_offices()
        self.offer_cases(about)
        choices: dict[str, Any] = {
            "people_certainty": [(key, word.capitalize()) for key, word in Certainty.choices],
            "classification": [(key, f"{key} – {word}") for key, word in CLASSES],
        }
        for name, options in choices.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]
        self.fields["classification"].required = False
        self.helper = plain_helper()

    def offer_kinds(self) -> None:
        """What the team offers, and what this one is already."""
        kind: Any = self.fields["kind"]
        team = self.user.own_team
        # The shell on a telephone is nobody's: it gets the list of whoever holds it there.
        offered = ActivityKind.objects.filter(pk=self.instance.kind_id)
        kind.queryset = (ActivityKind.objects.offered_to(team) | offered) if team.pk else offered
        kind.empty_label = "Pilih jenis kegiatan"

    def offer_places(self) -> None:
        """The own kecamatan and its desa; the kabupaten too for whoever works in all of it."""
        place: Any = self.fields["place"]
        if self.user.kecamatan_id:
            place.narrow(self.user.scope, keep=self.instance.place_id)
            self.initial.setdefault("place", self.user.kecamatan_id)
            return
        levels = (Level.REGENCY, Level.KECAMATAN, Level.DESA)
        place.narrow(self.user.scope, levels=levels, keep=self.instance.place_id)
        self.initial.setdefault("place", self.user.scope)

    def offer_offices(self) -> None:
        """Who may have held it, for the desk; who may have taken part."""
        user, held = self.user, self.instance
        rows: dict[str, Any] = {
            "agencies": Agency.objects.visible_to(user),
            "kecamatan_list": kecamatan_of(user.own_team),
            "partners": Partner.objects.visible_to(user),
        }
        for name, column in OFFICES.items():
            field: Any = self.fields[name]
            field.queryset = (
                rows[name] if held.pk or column == "kecamatan" else rows[name].current()
            )
            if held.pk:
                taken = held.involved.exclude(**{column: None}).values_list(column, flat=True)
                self.initial.setdefault(name, list(taken))
        self.fields["kecamatan_list"].label_from_instance = str  # type: ignore[attr-defined]
        if not user.is_secretariat:
            del self.fields["organiser"]
            return
        self.by_kecamatan = {f"k{row.pk}": row for row in rows["kecamatan_list"]}
        self.by_agency = {f"a{row.pk}": row for row in rows["agencies"].current()}
        organiser: Any = self.fields["organiser"]
        organiser.choices = [
            ("", DESK),
            ("Kecamatan", [(key, row.name) for key, row in self.by_kecamatan.items()]),
            ("Instansi", [(key, row.short_name) for key, row in self.by_agency.items()]),
        ]
        if held.agency:
            self.by_agency.setdefault(f"a{held.agency_id}", held.agency)
        agency = f"a{held.agency_id}" if held.agency_id else ""
        by = f"k{held.kecamatan_id}" if held.kecamatan_id else agency
        self.initial.setdefault("organiser", by)

    def offer_cases(self, about: Iterable[Case]) -> None:
        """Those it is about, and those that moved last."""
        standing = [*case_fields.linked(self.user, self.instance), *about]
        self.fields["cases"].choices = case_fields.offered(self.user, standing)  # type: ignore[attr-defined]
        self.initial.setdefault("cases", [case.code for case in standing])

    def clean_held_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["held_on"]
        if day > self.today:
            raise forms.ValidationError("Kegiatan dicatat sesudah dilaksanakan.")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.judge_people(cleaned)
        for problem, field, said in self.problems(cleaned):
            if problem:
                self.add_error(field, said)
        chosen = [*(cleaned.get("cases") or ()), *(cleaned.get("case_codes") or ())]
        try:
            self.found = case_fields.found(self.user, chosen)
        except forms.ValidationError as error:
            self.add_error("case_codes", error)
        return cleaned

    def judge_people(self, cleaned: dict[str, Any]) -> None:
        """No number is not nought: it is not known."""
        number, sure = cleaned.get("people"), cleaned.get("people_certainty")
        if "people" in self.errors:
            return
        if number is not None and sure == Certainty.UNKNOWN:
            self.add_error("people", NO_NUMBER)
        if number is None:
            cleaned["people_certainty"] = Certainty.UNKNOWN
        elif not sure:
            cleaned["people_certainty"] = Certainty.PROVISIONAL

    def problems(self, cleaned: dict[str, Any]) -> Iterator[tuple[bool, str, str]]:
        """What does not fit together, with the field it is said beside."""
        first, last = cleaned.get("held_on"), cleaned.get("until_on")
        begins, ends = cleaned.get("begins"), cleaned.get("ends")
        one_day = not last or last == first
        yield bool(first and last and last < first), "until_on", "Tanggal akhir mendahului awalnya."
        yield bool(ends and not begins), "begins", "Isi jam mulainya."
        early = bool(begins and ends and one_day and ends <= begins)
        yield early, "ends", "Jam selesai tidak sesudah jam mulai."

    def _post_clean(self) -> None:
        """The constraints are held by the action, which knows the team."""

    def facts(self) -> dict[str, Any]:
        """The columns of the row."""
        found = {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.fields}
        found["classification"] = found["classification"] or self.instance.classification
        if "organiser" in self.fields:
            held = self.cleaned_data["organiser"]
            found |= {"agency": self.by_agency.get(held), "kecamatan": self.by_kecamatan.get(held)}
        return found

    def offices(self) -> list[dict[str, Any]]:
        """Who took part, each as one column; whoever held it is not named again."""
        facts = self.facts()
        own = [facts.get("agency"), facts.get("kecamatan")]
        if "organiser" not in self.fields:
            own = [self.user.agency, self.user.kecamatan]
        return [
            {column: row}
            for name, column in OFFICES.items()
            for row in self.cleaned_data.get(name) or ()
            if row not in own
        ]

    def typed(self) -> dict[str, Any]:
        """What the action takes."""
        return {"facts": self.facts(), "offices": self.offices(), "cases": self.found}

    def opened_over(self) -> int:
        """The version the page was filled from; 0, which no row has, where none is told."""
        told = str(self.version)
        return int(told) if told.isdecimal() and len(told) < 10 else 0

    def show_both(self, current: Activity) -> None:
        """What is saved beside what was typed; whoever has read both may save again."""
        saved, own = words.saved(current), words.typed(current, self.facts(), self.offices())
        self.version = current.version
        self.pairs = [(key, saved[key], own[key]) for key in own if saved[key] != own[key]]


class RecordForm(ActivityForm):
    """The same for a new one, with its photographs."""

    photos = FilesField(label="Foto", required=False)
