"""Codes people read to each other over the telephone."""

from hypothesis import given
from hypothesis import strategies as st

from timdu.core import codes

characters = st.sampled_from(codes.ALPHABET)
bodies = st.text(characters, min_size=4, max_size=6)


def test_new_code_is_valid_and_says_the_year():
    code = codes.new_code("TDU", 2026)

    assert code.startswith("TDU-26-")
    assert len(code) == len("TDU-26-7KQ4M")
    assert codes.is_valid(code)


@given(bodies, st.integers(min_value=0), characters)
def test_is_valid_finds_one_wrong_character(body, place, wrong):
    whole = body + codes.check_character(body)
    at = place % len(whole)
    heard = whole[:at] + wrong + whole[at + 1 :]

    assert codes.is_valid(f"TDU-26-{heard}") == (heard == whole)


@given(st.text(max_size=30))
def test_is_valid_answers_for_anything(text):
    assert codes.is_valid(text) in (True, False)


def test_normalise_takes_what_was_typed():
    assert codes.normalise(" tdu-26- 7kq4m\n") == "TDU-26-7KQ4M"
