"""What several pages show alike stands in one place: a change there reaches all of them."""

import re

import pytest

from tests.test_house_rules import CODE, ROOT, python_files, templates

# What marks the piece, and where alone it may stand.
ONCE = {
    "https://wa.me/?text=": ["components/message.html"],
    'hx-get="{{ path }}"': ["components/filters.html"],
    'hx-target="#daftar"': ["components/filters.html", "finding/_filters.html"],
    'name="bentuk" value="csv"': ["incidents/export.html"],
    'name="do" value="hide"': ["incidents/listed_form.html"],
    ">Lampirkan</button>": ["incidents/files.html"],
}


@pytest.mark.parametrize("mark", ONCE)
def test_a_piece_of_a_page_stands_in_one_template(mark):
    folder = ROOT / "templates"
    found = [
        path.relative_to(folder).as_posix()
        for path in templates()
        if mark in path.read_text(encoding="utf-8")
    ]

    assert found == ONCE[mark]


def test_the_kecamatan_of_a_kabupaten_are_never_looked_for_by_their_parent():
    """No index knows it: a page that asks so reads through all 91,000 areas of Indonesia.

    `WilayahQuerySet.kecamatan_of` reads a range of the codes.
    """
    by_parent = re.compile(r"(filter|exclude|get)\([^()]*\bparent(_id)?=")
    found = [
        path.relative_to(ROOT).as_posix()
        for path in python_files(*CODE)
        if by_parent.search(path.read_text(encoding="utf-8"))
    ]

    assert found == []
