"""What may be typed about a kesepakatan."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from crispy_forms.layout import HTML, Fieldset
from django import forms
from django.utils import timezone

from incidents.cases.agreements import words
from incidents.cases.agreements.figures import LATE, UNCHECKED
from incidents.cases.agreements.models import Agreement
from incidents.cases.agreements.models.agreement import AgreementQuerySet
from incidents.cases.agreements.models.choices import MILESTONES, Mechanism, Result
from incidents.cases.agreements.words import Butir
from incidents.cases.forms.acts import long_text
from incidents.forms.fields import LinesField, blank_choice
from timdu.core.words import long_date
from timdu.files.forms import FilesField
from timdu.files.intake import IMAGE, PDF
from timdu.team.models import Agency, Partner, User
from timdu.team.roster.forms import DayField, kecamatan_of, plain_helper

MOST_CLAUSES, SHOWN = 15, 4
MOST_PARTIES = 12
BETWEEN = "luar"
NOT_YET = "Tanggalnya belum tiba."
SIGNED = "Berita acara yang ditandatangani, foto pertemuan."


class AgreementForm(forms.ModelForm):
    """When and where, by what way, before whom, between whom, clause by clause."""

    client_uuid = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)
    agreed_on = DayField(label="Tanggal kesepakatan")
    mediator = forms.ChoiceField(label="Penengah", required=False)
    parties = LinesField(
        label="Para pihak", longest=120, most=MOST_PARTIES,
        help_text="Satu baris satu pihak, paling sedikit dua; bukan nama orang.",
    )  # fmt: skip
    uploads = FilesField(
        label="Berkas", kinds=(IMAGE, PDF), required=False, help_text=SIGNED
    )  # fmt: skip
    version: Any
    pairs: list[tuple[str, str, str]]

    class Meta:
        model = Agreement
        fields = ["summary", "agreed_on", "place", "mechanism", "mechanism_note", "others"]
        labels = {"mechanism_note": "Mekanisme lain, sebutkan"}
        help_texts = {
            "summary": "Satu kalimat: siapa sepakat tentang apa.",
            "others": "Lembaga adat, tokoh menurut jabatannya; bukan nama orang.",
            "mechanism_note": "Hanya bila memilih Lainnya.",
        }
        widgets = {"summary": forms.Textarea(attrs={"rows": 2, "maxlength": 200})}

    def __init__(
        self, *args: Any, user: User, parties: list[str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.pairs = user, []
        self.fields["parties"].required = True
        self.version = None
        if self.instance.pk:
            told = self.data.get("version", "") if self.is_bound else self.instance.version
            self.version = told
        self.initial.setdefault("parties", "\n".join(self.instance.parties or parties or []))
        mechanism: Any = self.fields["mechanism"]
        mechanism.choices = blank_choice(Mechanism.choices, "Pilih mekanisme")
        self.offer_mediators()
        self.draw_clauses()

    def offer_mediators(self) -> None:
        """The secretariat itself, kecamatan, agencies, mitra."""
        user = self.user
        kinds: list[tuple[str, str, Any, str]] = [
            ("Kecamatan", "kecamatan", kecamatan_of(user.own_team), "name"),
            ("Instansi", "agency", Agency.objects.visible_to(user).current(), "short_name"),
            ("Mitra", "partner", Partner.objects.visible_to(user).current(), "name"),
        ]
        self.found: dict[str, dict[str, Any]] = {}
        choices: list[Any] = [("", "Sekretariat Tim Terpadu, atau hanya yang ditulis di bawah")]
        for word, column, rows, name in kinds:
            offered = {f"{column}-{row.pk}": row for row in rows}
            if held := getattr(self.instance, column):
                offered.setdefault(f"{column}-{held.pk}", held)
                self.initial.setdefault("mediator", f"{column}-{held.pk}")
            self.found |= {key: {column: row} for key, row in offered.items()}
            choices.append((word, [(key, getattr(row, name)) for key, row in offered.items()]))
        mediator: Any = self.fields["mediator"]
        mediator.choices = choices

    def draw_clauses(self) -> None:
        """As many rows as there may be; the later ones are folded until they are needed."""
        clauses = words.saved_clauses(self.instance) if self.instance.pk else []
        for index in range(MOST_CLAUSES):
            what, bound, due = self.names(index)
            self.fields[what] = long_text("Isi butir", 500, 2, required=not index)
            self.fields[bound] = forms.CharField(
                label="Siapa yang terikat", max_length=200, required=not index
            )
            self.fields[due] = DayField(label="Paling lambat", required=False)
            if index < len(clauses):
                self.initial.update(zip(self.names(index), clauses[index], strict=True))
        rows = [Fieldset(f"Butir {index + 1}", *self.names(index)) for index in range(MOST_CLAUSES)]
        shown = max(SHOWN, len(clauses) + 1, self.filled())
        folded = [
            HTML('<details class="why-here"><summary>Butir berikutnya</summary>'),
            *rows[shown:],
            HTML("</details>"),
        ]
        first = ("client_uuid", "summary", "agreed_on", "place", "mechanism", "mechanism_note")
        last = self.last_fields()
        self.helper = plain_helper(
            *(name for name in first if name in self.fields),
            "mediator", "others", "parties",
            *rows[:shown], *(folded if rows[shown:] else []), *last,
        )  # fmt: skip

    def last_fields(self) -> list[str]:
        """What follows the clauses."""
        return ["uploads"]

    def filled(self) -> int:
        """Up to which row somebody typed, so that what has an error is not folded away."""
        typed = [
            index
            for index in range(MOST_CLAUSES)
            if self.is_bound and any(self.data.get(name) for name in self.names(index))
        ]
        return max(typed, default=-1) + 1

    def names(self, index: int) -> tuple[str, str, str]:
        """The three inputs of one clause."""
        return f"butir_{index}_isi", f"butir_{index}_terikat", f"butir_{index}_tanggal"

    def clean_agreed_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["agreed_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(NOT_YET)
        return day

    def clean_parties(self) -> list[str]:
        names: list[str] = self.cleaned_data["parties"]
        if len(names) < 2:
            raise forms.ValidationError("Tulis paling sedikit dua pihak, satu baris satu pihak.")
        return names

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("mechanism") == Mechanism.OTHER and not cleaned.get("mechanism_note"):
            self.add_error("mechanism_note", "Sebutkan mekanisme lain itu.")
        elif cleaned.get("mechanism") != Mechanism.OTHER:
            cleaned["mechanism_note"] = ""
        rows = [self.clause(index, cleaned) for index in range(MOST_CLAUSES)]
        self.clauses = [row for row in rows if row]
        return cleaned

    def clause(self, index: int, cleaned: Mapping[str, Any]) -> Butir | None:
        """One row; what without who, or a day alone, is no clause."""
        what, bound, due_on = (cleaned.get(name) for name in self.names(index))
        if not (what or bound or due_on):
            return None
        if not what and self.names(index)[0] not in self.errors:
            self.add_error(self.names(index)[0], "Tulis isi butir ini.")
        if not bound and self.names(index)[1] not in self.errors:
            self.add_error(self.names(index)[1], "Tulis siapa yang terikat butir ini.")
        return Butir(what or "", bound or "", due_on)

    def _post_clean(self) -> None:
        """The constraints are held by the action."""

    def typed(self) -> dict[str, Any]:
        """What the action takes: columns and clauses."""
        facts = {name: self.cleaned_data[name] for name in (*self.Meta.fields, "parties")}
        nobody = {"kecamatan": None, "agency": None, "partner": None}
        facts |= nobody | self.found.get(self.cleaned_data["mediator"], {})
        return {"facts": facts, "clauses": self.clauses}


class AmendForm(AgreementForm):
    """The same over what stands, with the reason; a newer save is shown beside it."""

    reason = long_text(
        "Alasan perubahan", 500, 2, required=False,
        help_text="Wajib bila isinya berubah; tidak perlu bila hanya mengunggah berkas.",
    )  # fmt: skip

    def last_fields(self) -> list[str]:
        return ["reason", "uploads"]

    def opened_over(self) -> int:
        """The version the page was filled from; 0, which no row has, where none is told."""
        told = str(self.version)
        return int(told) if told.isdecimal() and len(told) < 10 else 0

    def show_both(self, current: Agreement) -> None:
        """What is saved beside what was typed; whoever has read both may save again."""
        saved, own = words.saved(current), self.own_words(current)
        self.version = current.version
        self.pairs = [
            (key, saved.get(key, "tidak ada"), own.get(key, "dihapus"))
            for key in {**saved, **own}
            if saved.get(key) != own.get(key)
        ]

    def own_words(self, current: Agreement) -> dict[str, str]:
        """What was typed, as the page would show it."""
        made = self.typed()
        return words.typed(current, made["facts"], made["clauses"])


class CheckForm(forms.Form):
    """Whether it is kept, what was found, which look this is."""

    client_uuid = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)
    milestone = forms.TypedChoiceField(
        label="Pemeriksaan", coerce=lambda told: None if told == BETWEEN else int(told)
    )
    checked_on = DayField(label="Diperiksa tanggal")
    result = forms.ChoiceField(label="Hasil", choices=Result.choices, widget=forms.RadioSelect)
    sentence = long_text(
        "Yang ditemukan", 500, help_text="Satu kalimat: butir mana dijalankan, mana tidak."
    )
    uploads = FilesField(label="Bukti", kinds=(IMAGE, PDF), required=False)

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreement = agreement
        done = set(agreement.checks.values_list("milestone", flat=True))
        left = [days for days in MILESTONES if days not in done]
        looks = [(days, f"Hari ke-{days}, {self.day(days)}") for days in left]
        self.fields["milestone"].choices = [*looks, (BETWEEN, "Di luar jadwal")]  # type: ignore[attr-defined]
        today = timezone.localdate()
        self.initial.setdefault("checked_on", today)
        is_near = bool(left) and agreement.agreed_on + dt.timedelta(days=left[0] - 7) <= today
        self.initial.setdefault("milestone", left[0] if is_near else BETWEEN)
        self.helper = plain_helper()

    def day(self, days: int) -> str:
        """The day of one look."""
        return long_date(self.agreement.agreed_on + dt.timedelta(days=days))

    def clean_checked_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["checked_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(NOT_YET)
        if day < self.agreement.agreed_on:
            raise forms.ValidationError("Pemeriksaan tidak mendahului tanggal kesepakatan.")
        return day

    def typed(self) -> dict[str, Any]:
        """What the action takes."""
        names = ("milestone", "checked_on", "result", "sentence")
        return {name: self.cleaned_data[name] for name in names}


FILTERS = {
    **dict(Result.choices),
    UNCHECKED: "Belum diperiksa",
    LATE: "Pemeriksaan lewat",
    "ditarik": "Ditarik",
}


def narrowed(rows: AgreementQuerySet, chosen: str, today: dt.date) -> AgreementQuerySet:
    """Keep what one figure counts; an unknown word keeps all that stand."""
    if chosen == "ditarik":
        return rows.exclude(pk__in=rows.standing().values("pk"))
    if chosen == LATE:
        return rows.overdue(today)
    rows = rows.standing()
    if chosen in (*Result.values, UNCHECKED):
        return rows.filter(result="" if chosen == UNCHECKED else chosen)
    return rows
