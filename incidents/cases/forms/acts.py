"""What may be typed while working on a permasalahan."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone

from incidents.cases.models import Case, Handling
from incidents.cases.models.choices import ClosingCheck, Outcome
from incidents.cases.words import ranks_words
from incidents.forms.fields import blank_choice
from incidents.forms.report import check_moment, moment_input
from incidents.models import Incident
from incidents.models.choices import Rank
from timdu.core import codes
from timdu.files.forms import FilesField
from timdu.files.intake import IMAGE, PDF
from timdu.team.models import Agency, Partner, User
from timdu.team.roster.forms import kecamatan_of, plain_helper


def long_text(label: str, longest: int, rows: int = 3, **more: Any) -> forms.CharField:
    """A text of several lines, as long as its column."""
    widget = forms.Textarea(attrs={"rows": rows, "maxlength": longest})
    return forms.CharField(label=label, max_length=longest, widget=widget, **more)


class AssessForm(forms.Form):
    """Both inputs and why; carries the judgement it was filled over."""

    likelihood = forms.TypedChoiceField(
        label="Kemungkinan", coerce=int, choices=Rank.choices, widget=forms.RadioSelect
    )
    impact = forms.TypedChoiceField(
        label="Dampak", coerce=int, choices=Rank.choices, widget=forms.RadioSelect
    )
    reason = long_text("Alasan", 500, help_text="Apa yang baru, sehingga penilaiannya demikian.")
    version: Any

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pairs: list[tuple[str, str, str]] = []
        newest = case.assessments.values_list("pk", flat=True).first() or 0
        self.version = self.data.get("version", "") if self.is_bound else newest
        self.initial = {"likelihood": case.likelihood, "impact": case.impact}
        self.helper = plain_helper()

    def ranks(self) -> tuple[int, int]:
        return self.cleaned_data["likelihood"], self.cleaned_data["impact"]

    def filled_over(self) -> int:
        """The judgement that stood when the page was opened; -1 where none is told."""
        told = str(self.version)
        return int(told) if told.isdecimal() and len(told) < 19 else -1

    def show_both(self, current: Case) -> None:
        """Somebody judged meanwhile: both judgements stand side by side."""
        newest = current.assessments.first()
        self.version = newest.pk if newest else 0
        reason = newest.reason if newest else ""
        self.pairs = [
            (
                "Kerawanan",
                ranks_words(current.likelihood, current.impact),
                ranks_words(*self.ranks()),
            ),
            ("Alasan", reason, self.cleaned_data["reason"]),
        ]


class CloseForm(forms.Form):
    """What it came to, what was looked at, what shows it."""

    outcome = forms.ChoiceField(label="Hasil", choices=blank_choice(Outcome.choices, "Pilih hasil"))
    checks = forms.MultipleChoiceField(
        label="Yang diperiksa",
        choices=ClosingCheck.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="Centang yang terpenuhi; yang tidak, jelaskan di bawah.",
    )
    grounds = long_text(
        "Bukti dan alasan", 2000, 4,
        help_text="Apa yang menunjukkan bahwa permasalahan ini selesai.",
    )  # fmt: skip
    settled = forms.ChoiceField(
        label="Kesepakatan yang menjadi hasil",
        required=False,
        help_text="Hanya untuk hasil “Selesai dengan kesepakatan para pihak”.",
    )
    uploads = FilesField(label="Berkas bukti", kinds=(IMAGE, PDF), required=False)
    field_order = ["outcome", "settled", "checks", "grounds", "uploads"]

    def __init__(self, *args: Any, endings: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        settled: Any = self.fields["settled"]
        settled.choices = blank_choice(endings, "Tidak ada")
        if not endings:
            del self.fields["settled"]
        self.helper = plain_helper()

    def clean(self) -> dict[str, Any]:
        """A closing by agreement says which, where one was written down."""
        cleaned = super().clean() or self.cleaned_data
        is_agreed, settled = cleaned.get("outcome") == Outcome.AGREED, cleaned.get("settled")
        if "settled" in self.fields and is_agreed and not settled and "settled" not in self.errors:
            self.add_error("settled", "Pilih kesepakatan yang menjadi hasilnya.")
        if settled and not is_agreed and cleaned.get("outcome"):
            self.add_error("settled", "Hasil yang dipilih bukan kesepakatan: pilih “Tidak ada”.")
        return cleaned


class ReasonForm(forms.Form):
    """Why."""

    note = long_text("Alasan", 500)

    def __init__(self, *args: Any, longest: int = 500, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["note"]
        self.fields["note"] = long_text(str(field.label), longest)
        self.helper = plain_helper()


class ReportForm(forms.Form):
    """Which report becomes part of the permasalahan."""

    code = forms.CharField(label="Kode laporan", max_length=20, help_text="Misalnya TDU-26-7KQ4M.")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.helper = plain_helper()

    def clean_code(self) -> Incident:
        code = codes.normalise(self.cleaned_data["code"])
        found = Incident.objects.visible_to(self.user).filter(code=code).first()
        if found is None:
            raise forms.ValidationError(f"Tidak ada laporan berkode {code} yang dapat Anda baca.")
        return found


class HandlingForm(forms.ModelForm):
    """Who did what, when, with what result; files of it."""

    client_uuid = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)
    actor = forms.ChoiceField(label="Siapa")
    done_at = forms.DateTimeField(label="Kapan", widget=moment_input())
    uploads = FilesField(label="Foto atau PDF", kinds=(IMAGE, PDF), required=False)
    field_order = ["actor", "what", "done_at", "result", "uploads"]

    class Meta:
        model = Handling
        fields = ["what", "done_at", "result"]
        widgets = {
            "what": forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
            "result": forms.Textarea(attrs={"rows": 2, "maxlength": 500}),
        }
        help_texts = {"result": "Kosongkan bila belum diketahui."}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.initial.setdefault("done_at", timezone.localtime().replace(second=0, microsecond=0))
        if user.is_secretariat:
            self.offer_actors()
        else:
            del self.fields["actor"]
        self.helper = plain_helper()

    def offer_actors(self) -> None:
        """The secretariat itself, kecamatan, agencies, mitra."""
        self.found: dict[str, dict[str, Any]] = {"meja": {}}
        kecamatan = [(f"k{row.pk}", row.name) for row in self.rows("k", "kecamatan")]
        agencies = [(f"a{row.pk}", row.short_name) for row in self.rows("a", "agency")]
        partners = [(f"m{row.pk}", row.name) for row in self.rows("m", "partner")]
        actor: Any = self.fields["actor"]
        actor.choices = [
            ("", "Pilih siapa"),
            ("meja", "Sekretariat Tim Terpadu"),
            ("Kecamatan", kecamatan),
            ("Instansi", agencies),
            ("Mitra", partners),
        ]

    def rows(self, letter: str, column: str) -> Any:
        """The rows of one kind of actor, remembered by the value of their choice."""
        user = self.user
        rows: Any = {
            "k": lambda: kecamatan_of(user.own_team),
            "a": lambda: Agency.objects.visible_to(user).current(),
            "m": lambda: Partner.objects.visible_to(user).current(),
        }[letter]()
        self.found |= {f"{letter}{row.pk}": {column: row} for row in rows}
        return rows

    def clean_done_at(self) -> dt.datetime:
        moment: dt.datetime = self.cleaned_data["done_at"]
        check_moment(moment, timezone.now())
        return moment

    def _post_clean(self) -> None:
        """The constraints are held by the action."""

    def typed(self) -> dict[str, Any]:
        """The columns of the row."""
        facts = {name: self.cleaned_data[name] for name in ("what", "done_at", "result")}
        return facts | (self.found[self.cleaned_data["actor"]] if "actor" in self.fields else {})
