"""A team with three kecamatan, for figures and reports."""

from types import SimpleNamespace

import pytest

from tests.team.factories import TeamFactory, UserFactory
from tests.wilayah.factories import DesaFactory, KecamatanFactory


@pytest.fixture
def place(db):
    """Team, three kecamatan with a desa each, two reporters, a verifier, the secretary."""
    team = TeamFactory(zone="Asia/Pontianak")
    kecamatan_list = sorted(
        (KecamatanFactory(parent=team.place) for _ in range(3)), key=lambda area: area.code
    )
    return SimpleNamespace(
        team=team,
        kecamatan_list=kecamatan_list,
        codes=[area.code for area in kecamatan_list],
        desa_list=[DesaFactory(parent=area) for area in kecamatan_list],
        reporters=[
            UserFactory(team=team, kecamatan_user=True, kecamatan=area)
            for area in kecamatan_list[:2]
        ],
        verifier=UserFactory(team=team, verifier=True),
        secretary=UserFactory(team=team, secretary=True),
        leader=UserFactory(team=team, role="leader", position="Wakil Bupati"),
    )
