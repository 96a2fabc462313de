"""What the clock does with files: finishes what was left, sweeps up what belongs to nothing."""

import datetime as dt
import logging
from collections.abc import Iterator
from uuid import UUID

from celery import shared_task
from django.core.files.storage import default_storage
from django.utils import timezone

from timdu.files import arriving
from timdu.files.intake import Refused
from timdu.files.models import StoredFile, Upload

logger = logging.getLogger(__name__)
SCHEDULE = {
    "files.uploads": {"task": "timdu.files.tasks.finish_uploads", "schedule": 60.0},
    "files.forget": {"task": "timdu.files.tasks.forget_uploads", "schedule": 60.0 * 60 * 6},
    "files.orphans": {"task": "timdu.files.tasks.sweep_orphans", "schedule": 60.0 * 60 * 6},
}

# A transaction that is still open after a day does not exist.
AGE = dt.timedelta(days=1)
# How long a form may lie unfinished before the files chosen in it are forgotten.
HELD = dt.timedelta(days=2)
SMALL = "-kecil"
# How long a device may stay silent in the middle of a file: it still has it and begins anew.
SILENT = dt.timedelta(days=14)
# A file that is whole is attached by the request that brought its last piece, if that one lives.
SOON = dt.timedelta(seconds=30)
AT_ONCE = 20


@shared_task(max_retries=0)
def finish_uploads() -> int:
    """Attach what is all there although nobody attached it: its process died, or the store was
    away; returns how many are done."""
    done = 0
    left = Upload.objects.whole().filter(touched_at__lt=timezone.now() - SOON)
    for key in left.order_by("touched_at").values_list("pk", flat=True)[:AT_ONCE]:
        try:
            done += arriving.finish(key).is_done
        except Refused as problem:
            logger.warning("upload %s: %s", key, problem)
        except Exception:
            # One file that cannot be judged must not hold up those of everybody else.
            logger.exception("upload %s", key)
        else:
            continue
        # To the end of the row: others have their turn before it is tried again.
        Upload.objects.filter(pk=key).update(touched_at=timezone.now())
    return done


@shared_task(max_retries=0)
def forget_uploads() -> int:
    """Remove what came to an end or was given up; returns how many. What is all there stays."""
    old = Upload.objects.filter(touched_at__lt=timezone.now() - SILENT)
    given_up = old.cut_short() | old.exclude(state=Upload.State.COMING)
    return given_up.delete()[1].get(Upload._meta.label, 0)


@shared_task(max_retries=0)
def sweep_orphans() -> int:
    """Remove files of forms never sent, and bytes that no row names; returns how many bytes."""
    now = timezone.now()
    StoredFile.objects.loose().filter(uploaded_at__lt=now - HELD).delete()
    swept = 0
    for path in unnamed_paths():
        if default_storage.get_modified_time(path) < now - AGE:
            default_storage.delete(path)
            swept += 1
    return swept


def unnamed_paths() -> Iterator[str]:
    """Every file of the store that no row names, folder by folder."""
    try:
        folders = default_storage.listdir("")[0]
    except FileNotFoundError:
        return  # Nothing was ever stored.
    for folder in sorted(folders):
        names = sorted(default_storage.listdir(folder)[1])
        keys = {f"{folder}/{name}": key_of(name) for name in names}
        wanted = [key for key in keys.values() if key is not None]
        known = set(StoredFile.objects.filter(pk__in=wanted).values_list("pk", flat=True))
        yield from (path for path, key in keys.items() if key not in known)


def key_of(name: str) -> UUID | None:
    """The key of the row a file on disk belongs to; None for a half-written one."""
    try:
        return UUID(hex=name.removesuffix(SMALL))
    except ValueError:
        return None
