"""What is said of known holes: found, none, or nobody could say."""

import json
import subprocess

import pytest

from timdu.launcher import audit

CLEAN = {"name": "django", "version": "5.2.9", "vulns": []}
HOLED = {
    "name": "pillow",
    "version": "11.0",
    "vulns": [
        {"id": "PYSEC-2026-1", "fix_versions": ["11.3"]},
        {"id": "GHSA-x", "fix_versions": []},
    ],
}
SKIPPED = {"name": "segno", "skip_reason": "Dependency not found"}


@pytest.fixture
def answers(monkeypatch):
    """What pip-audit says in this test."""

    def answer(stdout="", stderr="", code=0):
        done = subprocess.CompletedProcess([], code, stdout, stderr)
        monkeypatch.setattr(subprocess, "run", lambda *args, **options: done)

    return answer


def listing(*packages):
    return json.dumps({"dependencies": packages, "fixes": []})


def test_no_hole_is_said_with_how_many_were_looked_up(answers, capsys):
    answers(listing(CLEAN, CLEAN))

    assert audit.main() == 0
    assert capsys.readouterr().out == "2 paket diperiksa, tidak ada celah yang diketahui.\n"


def test_every_hole_is_named_with_its_mending(answers, capsys):
    answers(listing(CLEAN, HOLED, SKIPPED), code=1)

    assert audit.main() == 1
    assert capsys.readouterr().out.splitlines() == [
        "pillow 11.0: PYSEC-2026-1 (diperbaiki di: 11.3)",
        "pillow 11.0: GHSA-x (diperbaiki di: belum ada perbaikan)",
    ]


@pytest.mark.parametrize(
    ("stdout", "stderr", "why"),
    [
        ("", "Traceback\nConnectionError: no route", "ConnectionError: no route"),
        ("", "", "berakhir 1"),
        ("[]", "aneh", "aneh"),
        (listing(), "", "0 dari 0 paket"),
        (listing(CLEAN, SKIPPED), "", "1 dari 2 paket: segno"),
    ],
)
def test_silence_is_not_called_passed(answers, capsys, stdout, stderr, why):
    answers(stdout, stderr, code=1)

    assert audit.main() == audit.UNKNOWN
    said = capsys.readouterr().out
    assert why in said and "TIDAK diperiksa" in said


def test_a_slow_service_is_not_waited_for(monkeypatch, capsys):
    def hangs(*args, timeout, **options):
        raise subprocess.TimeoutExpired("pip-audit", timeout)

    monkeypatch.setattr(subprocess, "run", hangs)

    assert audit.main() == audit.UNKNOWN
    assert f"tidak menjawab dalam {audit.SECONDS} detik" in capsys.readouterr().out
