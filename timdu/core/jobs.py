"""Work that can be left: started by an action, reported by its task, watched on a page."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from timdu.core.models import Job

if TYPE_CHECKING:
    from timdu.team.models import Team, User


def start(title: str, *, team: "Team", by: "User | None", total: int) -> Job:
    """Queue a job; the caller rings the task's bell after the commit."""
    return Job.objects.create(title=title, team=team, by=by, total=total)


def progress(job_id: int, *, done: int, step: str = "") -> None:
    """Say how far the work is; also its heartbeat. A job that has ended stays ended."""
    Job.objects.filter(pk=job_id, state__in=(Job.State.QUEUED, Job.State.RUNNING)).update(
        state=Job.State.RUNNING, done=done, step=step, heartbeat_at=timezone.now()
    )


def finish(job_id: int, *, result_url: str = "") -> None:
    """The work is done; its result is at the address."""
    Job.objects.filter(pk=job_id).update(
        state=Job.State.DONE,
        done=models.F("total"),
        result_url=result_url,
        error="",
        ended_at=timezone.now(),
        heartbeat_at=timezone.now(),
    )


def fail(job_id: int, *, error: str) -> None:
    """The work ended without result; the words are for the person who waits."""
    now = timezone.now()
    Job.objects.filter(pk=job_id).update(
        state=Job.State.FAILED, error=error, ended_at=now, heartbeat_at=now
    )
