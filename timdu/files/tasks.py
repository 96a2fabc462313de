"""What the clock does with files: what belongs to nothing is swept up."""

import datetime as dt
from collections.abc import Iterator
from uuid import UUID

from celery import shared_task
from django.core.files.storage import default_storage
from django.utils import timezone

from timdu.files.models import StoredFile

SCHEDULE = {
    "files.orphans": {"task": "timdu.files.tasks.sweep_orphans", "schedule": 60.0 * 60 * 6},
}

# A transaction that is still open after a day does not exist.
AGE = dt.timedelta(days=1)
# How long a form may lie unfinished before the files chosen in it are forgotten.
HELD = dt.timedelta(days=2)
SMALL = "-kecil"


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
