"""A team with kecamatan and desa as old files spell them."""

import pytest

from tests.wilayah.factories import DesaFactory, KecamatanFactory


@pytest.fixture
def area(world):
    """Sungai Pinyuh with two desa, Toho with one of the same name."""
    pinyuh = KecamatanFactory(parent=world.team.place, name="Sungai Pinyuh")
    toho = KecamatanFactory(parent=world.team.place, name="Toho")
    return {
        "pinyuh": pinyuh,
        "toho": toho,
        "galang": DesaFactory(parent=pinyuh, name="Galang"),
        "anjungan": DesaFactory(parent=pinyuh, name="Anjungan Melancar"),
        "galang_toho": DesaFactory(parent=toho, name="Galang"),
    }
