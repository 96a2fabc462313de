"""A log that programs read: one object a line, whatever a message holds, and nothing beside."""

import json
import logging
import sys

import pytest
from celery import shared_task
from django.test import RequestFactory

from timdu.core import logs
from timdu.core.logs import JsonLine

HOSTILE = [
    'dua\nbaris\r\n{"level": "INFO", "message": "palsu"}',
    '", "level": "DEBUG',
    "nol \x00 dan \x1b[2J layar",
    "setengah \ud800 pasangan",
    "\u202enakirabid\u2066",
    "a\u2028b\u2029c\x85d",
    "%s %d {0} {name}",
]


def line(message, *args, **more):
    record = logging.LogRecord("uji", logging.WARNING, __file__, 1, message, args, None)
    record.__dict__.update(more)
    return JsonLine().format(record)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_message_leaves_its_line_or_its_field(text):
    written = line("%s", text)

    assert written.isascii() and len(written.splitlines()) == 1
    found = json.loads(written)
    assert found.pop("time").endswith("+00:00")
    assert found == {"level": "WARNING", "logger": "uji", "message": text}


def test_an_exception_is_one_field():
    try:
        raise ValueError("dua\nbaris")
    except ValueError:
        written = line("gagal", exc_info=sys.exc_info())

    assert len(written.splitlines()) == 1
    assert json.loads(written)["exception"].endswith("ValueError: dua\nbaris")


def test_what_libraries_hang_on_a_record_stays_out():
    written = line(
        "Not Found: /cek/", request=RequestFactory().get("/?q=rahasia"), data={"args": "rahasia"}
    )

    assert set(json.loads(written)) == {"time", "level", "logger", "message"}


def test_lines_of_one_request_carry_its_number_and_so_does_its_answer(client, db, monkeypatch):
    said = []
    monkeypatch.setattr(
        logging.getLogger("django.request"),
        "handle",
        lambda record: said.append(json.loads(JsonLine().format(record))),
    )

    answers = [
        client.get("/cek/%0aPALSU/", headers={"X-Request-ID": "dari luar"}) for _ in range(2)
    ]

    numbers = [answer["X-Request-ID"] for answer in answers]
    assert [found["request"] for found in said] == numbers
    assert len(set(numbers)) == 2 and "dari luar" not in numbers
    assert "request" not in json.loads(line("sesudahnya"))


def test_lines_of_a_task_carry_its_number():
    said = []

    @shared_task(name="uji.catat")
    def write():
        said.append(json.loads(line("bekerja")))

    ran = write.apply()

    assert [found["task"] for found in said] == [ran.id]


def test_an_answer_that_failed_takes_its_number_with_it():
    def fails(request):
        raise ValueError

    with pytest.raises(ValueError):
        logs.numbered(fails)(RequestFactory().get("/"))

    assert "request" not in json.loads(line("sesudahnya"))
