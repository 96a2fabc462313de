"""The demo's chance and time: the same at every load, never in the future."""

import datetime as dt

from timdu.core import codes
from timdu.demo.clock import Clock, day_of_demo
from timdu.demo.dice import Dice

CLOCK = Clock(dt.date(2026, 11, 21), "Asia/Pontianak")


def throws(dice):
    return [dice.share(), dice.whole(1, 6), dice.pick("abc"), dice.uuid(), dice.code("TDU", 2026)]


def test_dice_of_one_name_fall_alike():
    assert throws(Dice("a", 1)) == throws(Dice("a", 1))
    assert throws(Dice("a", 1)) != throws(Dice("a", 2))


def test_dice_of_a_part_do_not_depend_on_what_was_thrown_before():
    dice = Dice("a")
    before = throws(dice.child("b"))
    dice.share()

    assert throws(dice.child("b")) == before


def test_codes_carry_their_check_character():
    dice = Dice("kode")

    assert all(codes.is_valid(dice.code("TDU", 2026)) for _ in range(200))


def test_alternatives_are_chosen_one_by_one():
    assert Dice("x").worded("[a|a] dan [b|b], tanpa pilihan") == "a dan b, tanpa pilihan"


def test_months_end_with_the_running_one():
    months = CLOCK.months

    assert (str(months[0]), str(months[-1]), len(months)) == ("2023-12", "2026-11", 36)


def test_office_hours_skip_nights_weekends_and_holidays():
    friday_night = CLOCK.at(dt.date(2026, 11, 20), 19, 20)
    christmas = CLOCK.at(dt.date(2026, 12, 25), 10)

    assert CLOCK.office_hours(friday_night) == CLOCK.at(dt.date(2026, 11, 23), 8, 20)
    assert CLOCK.office_hours(christmas) == CLOCK.at(dt.date(2026, 12, 28), 10)


def test_before_the_office_opens_it_is_still_yesterday():
    assert day_of_demo(dt.datetime(2026, 11, 21, 7, 29)) == dt.date(2026, 11, 20)
    assert day_of_demo(dt.datetime(2026, 11, 21, 7, 30)) == dt.date(2026, 11, 21)
