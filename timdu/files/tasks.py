"""What the clock does with files: bytes whose row was rolled back are swept up."""

import datetime as dt
from collections.abc import Iterator
from uuid import UUID

from celery import shared_task
from django.core.files.storage import default_storage
from django.utils import timezone

from timdu.files.models import StoredFile

# A transaction that is still open after a day does not exist.
AGE = dt.timedelta(days=1)


@shared_task(max_retries=0)
def sweep_orphans() -> int:
    """Remove bytes older than a day that no row names; returns how many."""
    swept = 0
    for path, key in stored_paths():
        old = default_storage.get_modified_time(path) < timezone.now() - AGE
        if old and (key is None or not StoredFile.objects.filter(pk=key).exists()):
            default_storage.delete(path)
            swept += 1
    return swept


def stored_paths() -> Iterator[tuple[str, UUID | None]]:
    """Every file on disk and the key its name carries (None for a half-written one)."""
    if not default_storage.exists(""):
        return
    for folder in default_storage.listdir("")[0]:
        for name in default_storage.listdir(folder)[1]:
            try:
                key = UUID(hex=name.removesuffix("-kecil"))
            except ValueError:
                key = None
            yield f"{folder}/{name}", key
