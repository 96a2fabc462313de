"""Web, worker and beat as real processes, over both brokers; settings that stop a wrong start."""

import json
import subprocess
import sys
import time
import urllib.request

import pytest

from tests.servers import ROOT

PATIENCE = 300.0


def health(site):
    with urllib.request.urlopen(f"{site.url}/sehat/", timeout=20) as answer:
        return json.load(answer)


@pytest.mark.broker
@pytest.mark.parametrize("broker", ["redis", "folder"])
def test_a_worker_is_heard(make_site, broker, request):
    address = request.getfixturevalue("redis") if broker == "redis" else ""
    site = make_site(f"detak_{broker}", REDIS_URL=address)
    site.start("web", "worker")

    assert health(site) == {"database": "hidup", "worker": "belum terdengar"}

    site.manage("shell", "-c", "from timdu.core.tasks import beat; beat.delay()")
    end = time.monotonic() + PATIENCE
    while health(site)["worker"] != "hidup" and time.monotonic() < end:
        time.sleep(0.2)

    assert health(site) == {"database": "hidup", "worker": "hidup"}


@pytest.mark.parametrize("missing", ["SECRET_KEY", "DATABASE_URL"])
def test_a_missing_secret_stops_the_start(make_site, missing):
    env = dict(make_site("rahasia").env)
    del env[missing]

    start = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert start.returncode != 0
    assert missing in start.stderr


def test_production_settings_pass_the_deploy_check(make_site):
    site = make_site("produksi")
    env = {
        **site.env,
        "TIMDU_LOCAL": "0",
        "ALLOWED_HOSTS": "timdu.contoh.test",
        "SITE_URL": "https://timdu.contoh.test",
    }

    check = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert check.returncode == 0, check.stdout + check.stderr
