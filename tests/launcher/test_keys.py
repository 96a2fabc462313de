"""Generated secrets."""

import stat

import pytest

from timdu.launcher import keys
from timdu.launcher.trouble import Trouble


def test_load_or_make_makes_once_and_for_the_owner_alone(folder):
    path = folder / "rahasia.json"

    made = keys.load_or_make(path)

    assert keys.load_or_make(path) == made
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len({made.secret_key, made.owner_password, made.app_password}) == 3
    assert min(map(len, (made.secret_key, made.owner_password, made.app_password))) >= 64


def test_load_or_make_never_makes_the_same_twice(folder):
    assert keys.load_or_make(folder / "a") != keys.load_or_make(folder / "b")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"secret_key": "x"}'])
def test_load_or_make_says_when_the_file_is_broken(folder, content):
    path = folder / "rahasia.json"
    path.write_text(content)

    with pytest.raises(Trouble, match="tidak dapat dibaca"):
        keys.load_or_make(path)

    assert path.read_text() == content
