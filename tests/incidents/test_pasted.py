"""Tempel dari WhatsApp: what is read of invented messages, measured; hostile text is only text."""

import datetime as dt
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as conf
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.pasted import reading
from incidents.pasted import text as texts
from timdu.wilayah import source
from timdu.wilayah.models import Wilayah

CORPUS = Path(__file__).parent / "pesan.txt"
ZONE = ZoneInfo("Asia/Jakarta")
NOW = dt.datetime(2026, 11, 22, 9, 30, tzinfo=ZONE)
NAMED_NOTHING = "-"
# What a person at the desk may rely on; 0064 says what was measured.
ENOUGH = {"apa": 0.95, "desa": 0.95, "kapan": 0.95, "urgensi": 0.95, "orang": 0.95, "dari": 0.9}


@pytest.fixture(autouse=True)
def of_the_team():
    with timezone.override(ZONE):
        yield


@cache
def areas():
    """The kecamatan and desa of Mempawah, unsaved."""
    rows = [row for row in source.read(conf.WILAYAH_DATA) if row.code.startswith("61.02")]
    found = {row.code: Wilayah(code=row.code, name=row.name, level=row.level) for row in rows}
    for code, area in found.items():
        area.parent = found.get(code.rpartition(".")[0])
    return [area for area in found.values() if area.level >= Wilayah.Level.KECAMATAN]


@dataclass(frozen=True)
class Message:
    text: str
    expected: dict[str, str]


def messages():
    """The corpus: each message and its fields."""
    _, *blocks = CORPUS.read_text(encoding="utf-8").split("##\n")
    found = []
    for block in blocks:
        text, _, line = block.rpartition("=> ")
        pairs = (pair.partition(": ") for pair in line.strip().split(" | "))
        found.append(Message(text.strip("\n"), {key: value for key, _, value in pairs}))
    return found


def read(text, **more):
    return reading.read(text, areas=areas(), agencies=[], now=NOW, **more)


def is_right(field, expected, found):
    """Whether the field holds what a person reads in the message."""
    got = found.initial
    if field == "dari":
        told = " ".join(str(got.get(key, "")) for key in ("told_by", "on_behalf", "told_contact"))
        told += " Camat" if got["origin"] == "kecamatan" else ""
        wanted = expected.split()[0] if expected.startswith("Camat") else expected
        return (wanted in told) if expected != NAMED_NOTHING else not told.strip()
    key = {"apa": "summary", "desa": "place", "kapan": "occurred_at", "urgensi": "urgency",
           "orang": "people"}[field]  # fmt: skip
    value = got.get(key)
    if expected == NAMED_NOTHING:
        return value is None
    if field == "apa":
        return str(value).startswith(expected)
    if field == "desa":
        return value is not None and value.name == expected
    return said(value) == expected


def said(value):
    """A value as the corpus writes it."""
    if isinstance(value, dt.datetime):
        return value.astimezone(ZONE).strftime("%Y-%m-%d %H.%M")
    return str(value)


def test_the_corpus_is_read_well_enough():
    right, asked, wrong = dict.fromkeys(ENOUGH, 0), dict.fromkeys(ENOUGH, 0), []
    for message in messages():
        found = read(message.text)
        for field, expected in message.expected.items():
            asked[field] += 1
            if is_right(field, expected, found):
                right[field] += 1
            else:
                wrong.append((field, expected, found.initial, message.text[:70]))

    shares = {field: right[field] / asked[field] for field in ENOUGH}
    assert len(messages()) >= 60
    assert all(shares[field] >= ENOUGH[field] for field in ENOUGH), (shares, wrong)


def test_what_was_recognised_is_shown_in_the_message_letter_for_letter():
    for message in messages():
        found = read(message.text)
        pieces = reading.pieces(found)

        assert "".join(piece.text for piece in pieces) == found.text
        assert all(row.spans for row in found.rows if row.certainty == "sure"), message.text


def test_where_a_name_stands_it_is_marked_in_spite_of_stars_and_pictures():
    found = read("🚨🚨 *Cekcok*   warga di  *Ds.  Semudun* 😀 sekitar  40  orang")
    marked = {piece.label: piece.text for piece in reading.pieces(found) if piece.label}

    assert marked["Desa atau kelurahan"] == "Semudun"
    assert marked["Perkiraan orang"] == "40  orang"


def test_one_of_several_messages_can_be_chosen():
    text = (
        "[20/11/26 08.00] Kades Semudun: Warga memasang portal di Semudun jam 7 pagi tadi\n"
        "[21/11/26 09.00] Kades Sejegi: Rapat warga Sejegi ricuh jam 8 pagi tadi"
    )

    first, second = read(text, chosen=1), read(text, chosen=2)

    assert [part.name for part in first.parts] == ["Kades Semudun", "Kades Sejegi"]
    assert (first.initial["place"].name, said(first.initial["occurred_at"])) == (
        "Semudun", "2026-11-20 07.00")  # fmt: skip
    assert (second.initial["place"].name, second.initial["on_behalf"]) == ("Sejegi", "Kades Sejegi")
    assert said(second.initial["occurred_at"]) == "2026-11-21 08.00"
    assert read(text, chosen=9).chosen == 0


def test_two_desa_of_one_name_are_left_to_the_person():
    kecamatan = [Wilayah(code=f"61.02.0{n}", name=f"Kec {n}", level=3) for n in (1, 2)]
    for above in kecamatan:
        above.parent = Wilayah(code="61.02", name="Contoh", level=2)
    twins = [
        Wilayah(code=f"{above.code}.2001", name="Sukamaju", level=4, parent=above)
        for above in kecamatan
    ]

    found = reading.read("Ribut di Desa Sukamaju", areas=twins, agencies=[], now=NOW)

    assert found.found["place"].certainty == "provisional"
    assert found.found["place"].note == "Ada juga di Kec. Kec 2."


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300) | st.lists(st.sampled_from(
    ["[21/11/26 14.30] A: ", "desa ", "jam 99.99 ", "tgl 45 ", "31/02/2026 ", "İ", "\u202e", "*",
     "Semudun", " 9999999 orang", "\n", "pukul ", "😀", "malam ", "00.00 wit ", "minggu lalu "]
)).map("".join))  # fmt: skip
def test_whatever_is_pasted_is_read_without_harm(text):
    with timezone.override(ZONE):
        found = read(text)

        assert "".join(piece.text for piece in reading.pieces(found)) == texts.unified(text)
    at = found.initial.get("occurred_at")
    assert at is None or at <= NOW + dt.timedelta(minutes=10)
    assert len(found.initial.get("summary", "")) <= 280


@pytest.mark.parametrize(
    "seed", ["desa ", "a:", "Sungai ", "1 ", "jam 1 ", "(", "dua ", "= ", "\n"]
)
def test_twenty_thousand_letters_take_no_time(seed):
    begun = time.monotonic()

    read((seed * 20_000)[:20_000])

    assert time.monotonic() - begun < 30
