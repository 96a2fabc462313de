"""What the queue and the clock do for imported history: store, take back, go on."""

import datetime as dt
import logging

from celery import shared_task
from django.utils import timezone

from incidents.history import writing
from incidents.history.models import Reading
from timdu.core import jobs
from timdu.core.models import Job
from timdu.core.workflow import WrongState

logger = logging.getLogger(__name__)
SCHEDULE = {
    "history.go_on": {"task": "incidents.history.tasks.go_on", "schedule": 60.0},
}
# Longer than one chunk takes on a busy machine: whoever is silent for so long is dead.
SILENCE = dt.timedelta(minutes=2)
BROKEN = "Terhenti di tengah jalan. Yang sudah tersimpan tetap; buka berkasnya dan lanjutkan."


@shared_task(max_retries=0)
def work(reading_id: int) -> None:
    """Store or take back, whichever the file waits for; may run twice."""
    try:
        writing.store(reading_id)
        writing.take_back(reading_id)
    except WrongState as refused:
        writing.give_up(reading_id, refused.words)
    except Exception:
        logger.exception("history %s broke off", reading_id)
        job = Reading.objects.filter(pk=reading_id).values_list("job_id", flat=True).get()
        if job is not None:
            jobs.fail(job, error=BROKEN)


@shared_task(max_retries=0)
def go_on() -> None:
    """Ring again for what fell silent: the worker died between two chunks."""
    silent = timezone.now() - SILENCE
    under_way = Reading.objects.filter(state__in=(Reading.State.STORING, Reading.State.UNDOING))
    waiting = under_way.filter(
        job__heartbeat_at__lt=silent, job__state__in=(Job.State.QUEUED, Job.State.RUNNING)
    )
    for pk in waiting.order_by("pk").values_list("pk", flat=True):
        work(pk)
