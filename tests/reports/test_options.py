"""Settings of the tile map."""

import pytest

from reports import options


def test_tiles_reads_one_tile_on_each_line():
    assert options.tiles("61.02.12  1 1\n\n61.02.01 1 2") == ["61.02.12 1 1", "61.02.01 1 2"]


@pytest.mark.parametrize("text", ["61.02.12 1", "61.02 1 1", "61.02.12 0 1", "Toho 1 1"])
def test_tiles_refuses_what_is_no_tile(text):
    with pytest.raises(ValueError, match="Tulis kode, kolom, baris"):
        options.tiles(text)


def test_tiles_refuses_two_in_one_place():
    with pytest.raises(ValueError, match="petak yang sama"):
        options.tiles("61.02.12 1 1\n61.02.01 1 1")


def test_places_are_all_or_nothing():
    entries = ["61.02.12 1 1", "61.02.01 3 2"]

    assert options.places(entries, ["61.02.01", "61.02.12"]) == [(2, 1), (0, 0)]
    assert options.places(entries, ["61.02.01", "61.02.99"]) == []


@pytest.mark.parametrize("text", ["0", "13", "banyak"])
def test_few_refuses_the_rest(text):
    with pytest.raises(ValueError, match=r".+"):
        options.few(text)
