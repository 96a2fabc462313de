"""Workers killed with −9 while they compile, draw and send: nothing is lost, nothing goes twice."""

import json
import subprocess
import sys

import pytest
from django.conf import settings

from tests.servers import ROOT, free_port

ROUNDS = 20 if settings.FULL else 2


@pytest.mark.race
def test_killed_workers_leave_nothing_undone_and_send_nothing_twice(make_site):
    port = free_port()
    site = make_site("bunuh", EMAIL_PORT=str(port), TASK_SILENCE="2", MAIL_DAILY_CEILING="9999")
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.documents.killing", str(ROUNDS), "20261121"],
        cwd=ROOT, env={**site.env, "DJANGO_SETTINGS_MODULE": "timdu.settings"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr[-3000:]
    report = json.loads(done.stdout.splitlines()[-1])
    print(report)
    assert report["open"] == [0, 0, 0]
    assert report["twice"] == report["sent_without_arriving"] == report["arrived_unknown"] == []
    assert set(report["states"]) <= {"sent", "unsure"}
    assert report["deliveries"] == ROUNDS * 4
    assert report["documents"] == report["drawn"] == ROUNDS * 2
    assert report["versions"] == [1]
    assert report["same_bytes"]
