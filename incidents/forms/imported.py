"""A table of reports: choosing the file, judging each row by the forms that ask the same."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from incidents.actions.edit import Changes
from incidents.actions.many import Row
from incidents.forms.asked import PatternPart, SituationPart, SourcePart, WhoPart
from incidents.forms.extra import NarrativePart, OpinionPart, PlacePart
from incidents.forms.figures import DamagePart, TollPart
from incidents.forms.part import PartForm
from incidents.forms.report import ReportForm
from incidents.forms.steps import StepsPart
from incidents.imported import answers
from incidents.imported.answers import WrongCell
from incidents.imported.asked import table_for
from incidents.models import Casualty, Damage, Incident, IncidentPlace, Party, Step
from incidents.models.choices import UNSENT
from timdu.core import filled
from timdu.core.filled import Line
from timdu.files import limits, sheets
from timdu.team.models import User
from timdu.wilayah.forms import WilayahField
from timdu.wilayah.models import Wilayah

PARTS: Sequence[type[PartForm]] = (
    WhoPart, PatternPart, SituationPart, StepsPart, SourcePart, TollPart, DamagePart, PlacePart,
    NarrativePart, OpinionPart,
)  # fmt: skip
TWICE = "sama dengan baris {}: apa, tempat, dan waktunya. Hapus salah satunya."
REPORTED = "sudah dilaporkan: {}. Hapus barisnya."
NO_HALF = {
    "day": "Isi tanggal kejadian.",
    "clock": "Isi jam kejadian; bila hanya kira-kira, tulis perkiraannya.",
}
# What nobody has written yet: the parts ask it for its rows.
EMPTY_ROWS = {"parties": Party, "steps": Step, "casualties": Casualty, "damages": Damage,
              "places": IncidentPlace}  # fmt: skip


class UploadForm(forms.Form):
    """The filled-in table."""

    file = forms.FileField(
        label="Lembar yang sudah diisi",
        help_text=f"{limits.SHEET_WORDS} Paling banyak 500 baris.",
        widget=forms.FileInput(attrs={"accept": f".xlsx,{sheets.XLSX}"}),
        error_messages={"required": "Pilih lembar yang sudah diisi."},
        allow_empty_file=True,
    )


class UndoForm(forms.Form):
    """Why all of it is taken back."""

    reason = forms.CharField(
        label="Alasan",
        max_length=300,
        help_text="Misalnya: salah berkas, salah bulan.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tulis alasannya."},
    )


class RowPlaceField(WilayahField):
    """A place out of a list that was read once for the whole table."""

    known: dict[str, Wilayah]

    def clean(self, value: Any) -> Wilayah | None:
        code = str(getattr(value, "code", value) or "")
        if not code:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if code not in self.known:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return self.known[code]


@dataclass
class Judge:
    """Everything the rows of one table are judged by, read once."""

    user: User
    now: dt.datetime
    places: dict[str, Wilayah] = field(default_factory=dict)
    seen: dict[tuple[str, str, dt.datetime], int] = field(default_factory=dict)
    answered: dict[Any, tuple[dict[str, str], Changes | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rows = Wilayah.objects.within(self.user.scope).current().named()
        self.places = {row.pk: row for row in rows.filter(level__gte=Wilayah.Level.KECAMATAN)}
        self.blank = Incident(pk=0, team=self.user.own_team, entered_by=self.user)
        # Each constraint would ask the database once for each row; what the parts let pass here,
        # `answers` has paired already, and the database itself has the last word.
        self.blank.validate_constraints = lambda exclude=None: None  # type: ignore[method-assign]
        self.blank._prefetched_objects_cache = {  # type: ignore[attr-defined]
            name: model._default_manager.none() for name, model in EMPTY_ROWS.items()
        }

    def row(self, line: Line) -> Row | None:
        """What the row says, ready to be stored; None with words in `line.wrong` otherwise."""
        found = self.first_word(line)
        changes = [self.part(part, line) for part in PARTS]
        if found is None or line.wrong:
            return None
        key = (found.facts["summary"], found.facts["place"].pk, found.facts["occurred_at"])
        if key in self.seen:
            line.wrong["summary"] = TWICE.format(self.seen[key])
            return None
        self.seen[key] = line.number
        return replace(found, changes=together([one for one in changes if one is not None]))

    def first_word(self, line: Line) -> Row | None:
        """The kabar awal, by its own form."""
        try:
            sent = answers.first_word(readable(line))
        except WrongCell as wrong:
            line.wrong[wrong.column] = wrong.words
            return None
        form = ReportForm({**sent, "client_uuid": str(uuid4())}, user=self.user, now=self.now)
        place = RowPlaceField(label="Desa atau kelurahan", levels=(3, 4))
        place.known = self.places
        form.fields["place"] = place
        take_errors(line, form)
        if form.errors:
            return None
        facts = form.facts() | {"occurred_precision": line.typed.get("occurred_precision", "exact")}
        return Row(line.number, dict(line.typed), facts, form.sender())

    def part(self, part: type[PartForm], line: Line) -> Changes | None:
        """One part of the full facts, where any cell of it was filled in."""
        try:
            sent = answers.part(part.key, readable(line))
        except WrongCell as wrong:
            line.wrong[wrong.column] = wrong.words
            return None
        if not sent:
            return None
        refused, changes = self.judged(part, sent)
        for key, words in refused.items():
            line.wrong.setdefault(key, words)
        return changes

    def judged(
        self, part: type[PartForm], sent: dict[str, str]
    ) -> tuple[dict[str, str], Changes | None]:
        """One part by its own form; what many rows say alike is judged once."""
        key = (part.key, *sorted(sent.items()))
        if key not in self.answered:
            form = part(sent, incident=self.blank, user=self.user)
            said = {answers.column_of(name): str(errors[0]) for name, errors in form.errors.items()}
            self.answered[key] = (said, None if said else form.changes())
        return self.answered[key]


def readable(line: Line) -> dict[str, str]:
    """The cells that could be read: what is wrong already is said once."""
    return {key: text for key, text in line.typed.items() if key not in line.wrong}


def take_errors(line: Line, form: ReportForm) -> None:
    """What the form refuses, under the column it was filled from; the first words stay."""
    for name, errors in form.errors.items():
        if name == "occurred_at":
            take_moment(line, str(errors[0]))
        else:
            line.wrong.setdefault(answers.column_of(name), str(errors[0]))


def take_moment(line: Line, words: str) -> None:
    """A moment is two cells: the one that is missing is named, not the other."""
    if "day" in line.wrong or "clock" in line.wrong:
        return
    missing = [key for key in NO_HALF if not line.typed.get(key)]
    line.wrong |= {key: NO_HALF[key] for key in missing} or {"day": words}


def together(parts: Sequence[Changes]) -> Changes:
    """The changes of all parts as one."""
    found = Changes()
    for part in parts:
        found.fields |= part.fields
        for name in ("parties", "steps", "casualties", "damages", "places"):
            given = getattr(part, name)
            if given is not None:
                setattr(found, name, given)
    return found


def judge(data: bytes, *, user: User) -> list[Line]:
    """Every row of the file with what is wrong in it; raises NotTaken."""
    lines = filled.read(data, table_for(user))
    judge_lines(lines, user=user)
    return lines


def judge_lines(lines: Sequence[Line], *, user: User) -> list[Row]:
    """The rows that can be stored; the others say why in their line."""
    judging = Judge(user, timezone.now())
    rows = [row for line in lines if (row := judging.row(line)) is not None]
    by_number = {line.number: line for line in lines}
    for number, code in reported(rows, user).items():
        by_number[number].wrong["summary"] = REPORTED.format(code)
    return [row for row in rows if not by_number[row.number].wrong]


def reported(rows: Sequence[Row], user: User) -> dict[int, str]:
    """Rows that say what a report of theirs says already, by number; one query."""
    keys = {(row.facts["summary"], row.facts["place"].pk, row.facts["occurred_at"]): row.number
            for row in rows}  # fmt: skip
    standing = Incident.objects.visible_to(user).exclude(status__in=UNSENT)
    found = standing.filter(occurred_at__in={at for _, _, at in keys}).values_list(
        "summary", "place_id", "occurred_at", "code"
    )
    return {keys[key]: code for *told, code in found if (key := tuple(told)) in keys}


def judge_again(rows: Sequence[dict[str, Any]], *, user: User) -> tuple[list[Line], list[Row]]:
    """The rows a batch keeps, by what is known now."""
    lines = lines_of(rows)
    return lines, judge_lines(lines, user=user)


def lines_of(rows: Sequence[dict[str, Any]]) -> list[Line]:
    """The rows as a batch keeps them."""
    return [Line(row["number"], dict(row["typed"]), dict(row["wrong"])) for row in rows]


def when(typed: dict[str, str]) -> dt.datetime | None:
    """The moment of a row, where both halves of it were read."""
    try:
        found = parse_datetime(f"{typed.get('day', '')}T{typed.get('clock', '')}")
    except ValueError:
        return None
    return timezone.make_aware(found) if found else None
