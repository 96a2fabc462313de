"""What the clock does for the machinery itself."""

import datetime as dt

from celery import shared_task
from django.utils import timezone

from timdu.core import jobs
from timdu.core.models import Heartbeat, Job

SCHEDULE = {
    "core.beat": {"task": "timdu.core.tasks.beat", "schedule": 60.0},
    "core.jobs": {"task": "timdu.core.tasks.sweep_jobs", "schedule": 60.0},
}

SILENCE = dt.timedelta(minutes=15)


@shared_task(max_retries=0)
def beat() -> None:
    """Leave a sign of life: that it runs shows that beat rings and the worker listens."""
    Heartbeat.objects.update_or_create(name="worker", defaults={"at": timezone.now()})


@shared_task(max_retries=0)
def sweep_jobs() -> None:
    """End jobs that have been silent: their worker died and nothing rang for them again."""
    for job in Job.objects.filter(
        state__in=(Job.State.QUEUED, Job.State.RUNNING),
        heartbeat_at__lt=timezone.now() - SILENCE,
    ):
        jobs.fail(
            job.pk,
            error="Pekerjaan terhenti di tengah jalan. Tidak ada yang hilang; silakan mulai lagi.",
        )
