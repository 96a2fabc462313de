"""Real workers that are killed, for programs of their own (`killing.py`)."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from django.conf import settings
from django.db import connection


def start_worker(app):
    """One real worker of the Celery application `app` with its pool, in a group of its own."""
    with log().open("ab") as file:
        return subprocess.Popen(
            [Path(sys.executable).parent / "celery", "-A", app, "worker",
             "-c", "2", "-l", "WARNING"],
            stdout=file, stderr=file, start_new_session=True,
        )  # fmt: skip


def log():
    """Where they write."""
    return Path(settings.VAR, "worker.log")


def last_words():
    """The end of what they wrote."""
    return log().read_text()[-3000:]


def kill(worker):
    """As the power does: parent and pool at once."""
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def twice_at_once(task):
    """As two beats would ring; each thread gives its connection back to the pool."""

    def ring():
        try:
            task()
        finally:
            connection.close()

    threads = [threading.Thread(target=ring) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def let_it_end(app, is_open, sweep, patience):
    """A last worker, with the sweep now and then, until nothing is open or `patience` seconds."""
    worker = start_worker(app)
    end = time.monotonic() + patience
    try:
        turn = 0
        while is_open() and time.monotonic() < end:
            # The folder broker hands out about one message a second: bells must not pile up.
            if turn % 10 == 0:
                twice_at_once(sweep)
            turn += 1
            time.sleep(1)
    finally:
        kill(worker)
