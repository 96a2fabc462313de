"""Workers killed with −9 while they send digests: one a day at most, none lost, doubt is told."""

import json
import subprocess
import sys

import pytest
from django.conf import settings

from tests.servers import ROOT, free_port

MORNINGS = 8


@pytest.mark.race
@pytest.mark.skipif(not settings.FULL, reason="many workers, one after the other: the full run")
def test_killed_workers_send_each_digest_once_and_say_what_is_in_doubt(make_site):
    port = free_port()
    site = make_site("ringkas", EMAIL_PORT=str(port), TASK_SILENCE="1", MAIL_DAILY_CEILING="9999")
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.inbox.killing", str(MORNINGS), "20261122"],
        cwd=ROOT, env={**site.env, "DJANGO_SETTINGS_MODULE": "timdu.settings"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr[-3000:]
    report = json.loads(done.stdout.splitlines()[-1])
    print(report)
    assert report["mornings_of_each"] == [MORNINGS] * report["people"]
    assert report["twice"] == report["sent_without_arriving"] == report["arrived_untold"] == []
    assert report["strangers"] == 0
    assert set(report["states"]) == {"sent", "unsure"}
    # Every second worker fell when the server had the whole message, the others just before.
    assert MORNINGS / 2 <= report["states"]["unsure"] <= MORNINGS
    assert report["doubt"] == ["Terputus sesudah naskah diserahkan ke server surel."]
    assert report["tried_again"] >= 1
