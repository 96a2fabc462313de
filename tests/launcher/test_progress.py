"""Steps as a log and as a terminal show them."""

import io

import pytest

from timdu.launcher.progress import Progress, seconds


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.04, "0,0 detik"), (9.96, "10,0 detik"), (60, "1 menit 0 detik"), (134, "2 menit 14 detik")],
)
def test_seconds(value, words):
    assert seconds(value) == words


def test_step_shows_number_words_and_time():
    out = io.StringIO()
    progress = Progress(2, out)

    with progress.step("Paket Python"):
        progress.at(1, 3, "paket")
    with progress.step("Paket npm"):
        progress.remark("tidak berubah")

    assert out.getvalue().splitlines() == [
        "[ 1/2] Paket Python: …",
        "[ 1/2] Paket Python: selesai, 0,0 detik",
        "[ 2/2] Paket npm: …",
        "[ 2/2] Paket npm: tidak berubah, 0,0 detik",
    ]


def test_step_redraws_its_line_on_a_terminal():
    out = Terminal()
    progress = Progress(1, out)

    with progress.step("Paket Python"):
        progress.at(1, 3, "paket")

    assert "\r\x1b[K[ 1/1] Paket Python: 1/3 paket, 0,0 detik" in out.getvalue()
    assert out.getvalue().count("\n") == 1


def test_step_that_fails_says_so_and_lets_the_trouble_through():
    out = io.StringIO()

    with pytest.raises(ValueError), Progress(1, out).step("Paket npm"):
        raise ValueError

    assert out.getvalue().splitlines()[-1] == "[ 1/1] Paket npm: terhenti"


def test_show_cuts_what_the_line_cannot_hold(monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    out = Terminal()
    progress = Progress(1, out)

    with progress.step("Data contoh"):
        progress.show("x" * 100)

    assert max(len(line) for line in out.getvalue().split("\r\x1b[K")) <= 40
