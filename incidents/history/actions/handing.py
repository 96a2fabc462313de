"""An old file is handed in and understood: its sheet, its columns, its values, the dry run."""

from collections.abc import Mapping, Sequence

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from incidents.history import finding, grid, heads, permissions, spellings
from incidents.history.models import SKIP, ColumnMap, Reading, ValueMatch
from incidents.history.spellings import BETWEEN, Meanings
from timdu.core import event_names, events
from timdu.core.access import require
from timdu.core.imports import Batch
from timdu.core.workflow import WrongState
from timdu.files.attaching import attach
from timdu.files.intake import CSV, SHEET, Refused, receive
from timdu.files.models import StoredFile
from timdu.files.sheets import COPY_OVER
from timdu.team.models import User

event_names.name(
    history_look="Berkas riwayat diunggah",
    history_columns="Kolom berkas riwayat dipetakan",
    history_values="Nilai berkas riwayat dicocokkan",
)
KIND = "riwayat"
STALE = (
    "Berkas ini baru saja disiapkan orang lain atau di jendela lain. Yang tampil sekarang yang "
    "terbaru; periksa, lalu simpan lagi."
)
DIVIDE = "Bagi menjadi beberapa berkas, misalnya satu berkas setahun, lalu unggah lagi."
NOT_OPEN = "Berkas ini sudah disimpan atau dibatalkan; tidak diubah lagi."


@transaction.atomic
def look(upload: UploadedFile, *, by: User) -> Reading:
    """Keep the file and its cells; raises Refused or NotTaken, and then keeps nothing."""
    require(permissions.can_import_history(by))
    team = by.own_team
    file = taken(upload, by)
    sheets = grid.read(file.read())
    batch, is_new = Batch.objects.get_or_create(
        team=team, by=by, kind=KIND, sha256=file.sha256_received, kecamatan=None, agency=None,
        state=Batch.State.PREVIEW,
        defaults={"name": file.name, "count": max(len(sheet["rows"]) for sheet in sheets)},
    )  # fmt: skip
    if not is_new:
        # The same file again goes on where it was left.
        return Reading.objects.get(batch=batch)
    reading = Reading.objects.create(batch=batch, team=team, sheets=sheets)
    attach(reading, file, by=by)
    events.record(by=by, what="history.look", about=reading, note=file.name)
    return reading


def taken(upload: UploadedFile, by: User) -> StoredFile:
    """The file as it is kept; what is too much for one has no table of ours to be copied to."""
    try:
        return receive(upload, team=by.own_team, by=by, kinds=(SHEET, CSV))
    except Refused as problem:
        words = problem.words.replace(COPY_OVER, DIVIDE)
        raise Refused(words, later=problem.later) from problem


def again(reading: Reading, *, by: User, version: int | None = None) -> Reading:
    """The file under lock, as long as it is prepared and as the page showed it."""
    require(permissions.can_import_history(by))
    rows = Reading.objects.visible_to(by).select_for_update(of=("self",))
    fresh = rows.select_related("batch__by", "team", "job").get(pk=reading.pk)
    if not fresh.is_open:
        raise WrongState(NOT_OPEN)
    if version is not None and version != fresh.version:
        raise WrongState(STALE)
    return fresh


@transaction.atomic
def choose(reading: Reading, *, sheet: int, head: int, version: int, by: User) -> Reading:
    """Where the table begins; the columns as they were mapped before, or as their heads say."""
    row = again(reading, by=by, version=version)
    if (row.sheet, row.head) == (sheet, head):
        return row
    row.sheet, row.head = sheet, head
    row.columns, row.values, row.found = proposed(row), {}, None
    row.version += 1
    row.save(update_fields=["sheet", "head", "columns", "values", "found", "version"])
    return row


def proposed(reading: Reading) -> list[str]:
    """The field of each column: remembered for the same heads, else proposed."""
    kept = ColumnMap.objects.filter(team=reading.team, heads=heads.key_of(reading.heads)).first()
    if kept is not None and all(key in heads.BY_KEY for key in kept.columns if key):
        return list(kept.columns)
    return heads.propose(reading.heads)


@transaction.atomic
def map_columns(
    reading: Reading, *, columns: Sequence[str], kind: str, version: int, by: User
) -> Reading:
    """What each column is, remembered for the next file with these heads."""
    row = again(reading, by=by, version=version)
    if words := heads.problems(columns):
        raise WrongState(" ".join(words))
    row.columns, row.kind, row.found = list(columns), kind, None
    row.values = spellings.understood(row, Meanings(row.team))
    row.version += 1
    row.save(update_fields=["columns", "kind", "values", "found", "version"])
    ColumnMap.objects.update_or_create(
        team=row.team, heads=heads.key_of(row.heads),
        defaults={"columns": row.columns, "by": by, "at": timezone.now()},
    )  # fmt: skip
    said = ", ".join(
        f"{head}: {heads.BY_KEY[key].label}"
        for head, key in zip(row.heads, row.columns, strict=False)
        if key
    )
    events.record(by=by, what="history.columns", about=row, note=said[:1000])
    return row


@transaction.atomic
def match(
    reading: Reading,
    answers: Mapping[tuple[str, str], str],
    *,
    version: int,
    by: User,
    skip_rest: bool = False,
) -> Reading:
    """What texts mean, remembered; a kecamatan that is matched opens the desa under it."""
    row = again(reading, by=by, version=version)
    answers = without_moved(row, answers)
    for (name, text), target in answers.items():
        row.values.setdefault(name, {})[text] = target
    remember(row, answers, by)
    understand(row)
    if skip_rest:
        meanings = Meanings(row.team)
        while rest := spellings.unknown(row, meanings):
            for one in rest:
                row.values.setdefault(one.field, {})[one.text] = SKIP
    row.found = None
    row.version += 1
    row.save(update_fields=["values", "found", "version"])
    note = f"{len(answers)} nilai" + (", yang lain dilewati" if skip_rest else "")
    events.record(by=by, what="history.values", about=row, note=note)
    return row


def without_moved(
    row: Reading, answers: Mapping[tuple[str, str], str]
) -> dict[tuple[str, str], str]:
    """The answers without desa whose kecamatan is another one now: those are asked anew."""
    before = row.values.get("kecamatan", {})
    moved = {
        text
        for (name, text), target in answers.items()
        if name == "kecamatan" and before.get(text, target) != target
    }
    desa = row.values.get("desa", {})
    for key in [key for key in desa if key.partition(BETWEEN)[0] in moved]:
        del desa[key]
    return {
        (name, key): target
        for (name, key), target in answers.items()
        if name != "desa" or key.partition(BETWEEN)[0] not in moved
    }


def understand(row: Reading) -> None:
    """Add what is known by now; what was answered for this file stays as it was answered."""
    for name, known in spellings.understood(row, Meanings(row.team)).items():
        row.values[name] = known | row.values.get(name, {})


def remember(row: Reading, answers: Mapping[tuple[str, str], str], by: User) -> None:
    """Keep the spellings of the team: a desa under its kecamatan, as it will be asked again."""
    kept = {}
    for (name, key), target in answers.items():
        above, between, text = key.rpartition(BETWEEN)
        within = row.values.get("kecamatan", {}).get(above, "") if name == "desa" else ""
        field = spellings.scoped(name, within)
        kept[field, text if name == "desa" and between else key] = target
    ValueMatch.objects.bulk_create(
        [
            ValueMatch(team=row.team, field=field, text=text, target=target, by=by)
            for (field, text), target in sorted(kept.items())
        ],
        update_conflicts=True,
        unique_fields=["team", "field", "text"],
        update_fields=["target", "by", "at"],
    )


@transaction.atomic
def check(reading: Reading, *, by: User) -> Reading:
    """The dry run: what storing would come to; no report is written."""
    row = again(reading, by=by)
    row.found = finding.look(row, by=by)
    row.version += 1
    row.save(update_fields=["found", "version"])
    return row
