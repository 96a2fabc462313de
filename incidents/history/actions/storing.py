"""What was found good is stored once; all of a file is taken back, with a reason."""

from django.db import IntegrityError, transaction

from incidents.actions.rows import broke
from incidents.history import finding, holding, permissions, tasks, writing
from incidents.history.models import Reading
from timdu.core import imports, jobs
from timdu.core.access import require
from timdu.core.workflow import WrongState
from timdu.team.models import User

# More takes longer than two seconds: then a job does it, and somebody may watch.
AT_ONCE = 500
STORED_ONCE = "batch_stored_once"
NOT_LOOKED = "Berkas ini belum diperiksa sejak terakhir diubah. Periksa dahulu."
NOTHING = "Tidak ada baris yang dapat disimpan."
State = Reading.State


def again(reading: Reading, *, by: User) -> Reading:
    """The file under lock, for whoever may know of it."""
    rows = Reading.objects.visible_to(by).select_for_update(of=("self",))
    return rows.select_related("batch__by", "team", "job").get(pk=reading.pk)


@transaction.atomic
def store(reading: Reading, *, by: User, with_alike: bool = False, direct: bool = False) -> Reading:
    """Let the good rows become reports; whoever presses twice finds them stored or under way.

    `direct` writes them now, however many: for the command, where nobody waits for a page.
    """
    require(permissions.can_import_history(by))
    row = again(reading, by=by)
    if row.is_stuck:
        return go_on(row, by=by)
    if not row.is_open:
        return row
    row.with_alike = with_alike
    count = checked(row)
    stand(row)
    row.state, row.stored_by = State.STORING, by
    if not direct and count > AT_ONCE:
        title = f"Menyimpan riwayat dari {row.batch.name}"
        row.job = jobs.start(title, team=row.team, by=by, total=count)
    row.save(update_fields=["state", "stored_by", "with_alike", "job"])
    return begin(row)


def begin(row: Reading) -> Reading:
    """Do it now, or ring for whoever does."""
    if row.job_id is not None:
        tasks.work.delay_on_commit(row.pk)
        return row
    writing.store(row.pk)
    writing.take_back(row.pk)
    row.refresh_from_db(fields=["state"])
    return row


def checked(row: Reading) -> int:
    """How many rows enter; WrongState where none do, or the same file was stored before."""
    if row.found is None:
        raise WrongState(NOT_LOOKED)
    count = len(finding.numbers(row))
    if not count:
        raise WrongState(NOTHING)
    twin = imports.twin_of(row.batch)
    if twin is not None:
        raise WrongState(already(twin))
    return count


def already(twin: imports.Batch) -> str:
    """The same file was stored before."""
    return (
        f"Berkas ini sudah disimpan oleh {twin.by.byline}; tidak disimpan dua kali. Bila memang "
        "perlu diulang, impor yang dulu dibatalkan lebih dahulu."
    )


def stand(row: Reading) -> None:
    """From now on the file is stored; two people with one file come one after the other."""
    try:
        with transaction.atomic():
            imports.mark_stored(row.batch)
    except IntegrityError as error:
        if not broke(error, STORED_ONCE):
            raise
        raise WrongState("Berkas yang sama baru saja disimpan. Muat ulang halaman ini.") from error


def go_on(row: Reading, *, by: User) -> Reading:
    """Work that broke off begins again where it ended."""
    total = len(finding.numbers(row))
    title = f"Melanjutkan {row.batch.name}"
    row.job = jobs.start(title, team=row.team, by=by, total=total)
    row.save(update_fields=["job"])
    return begin(row)


@transaction.atomic
def undo(reading: Reading, *, by: User, reason: str, direct: bool = False) -> Reading:
    """Take back all that came of a file, each with its trace; raises writing.Held."""
    row = again(reading, by=by)
    require(permissions.can_undo(by, row))
    if row.state != State.STORED:
        raise WrongState("Impor ini tidak sedang berlaku; tidak ada yang dibatalkan.")
    if not reason.strip():
        raise WrongState("Membatalkan impor memerlukan alasan.")
    reports = list(writing.reports_of(row).only("pk", "code", "status", "summary"))
    if kept := holding.held(reports):
        raise writing.Held(kept)
    row.state, row.undone_by, row.undo_reason, row.job = State.UNDOING, by, reason.strip(), None
    if not direct and len(reports) > AT_ONCE:
        title = f"Membatalkan riwayat dari {row.batch.name}"
        row.job = jobs.start(title, team=row.team, by=by, total=len(reports))
    row.save(update_fields=["state", "undone_by", "undo_reason", "job"])
    return begin(row)
