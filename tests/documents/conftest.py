"""The kinds the tests of the documents app write with."""

import pytest

from tests.documents import sample
from timdu.team import settings as team_settings
from timdu.team.settings import Definition, lines, yes_or_no

sample.install()
for _definition in (
    Definition("uji.tanda_tangan", "Uji: ditandatangani", False, yes_or_no),
    Definition("uji.jenjang", "Uji: jenjang paraf", ["Kepala Badan"], lines),
):
    team_settings.define(_definition)


@pytest.fixture(autouse=True)
def same_data():
    """What a test changed in the sample's data does not reach the next."""
    before = dict(sample.DATA)
    yield
    sample.DATA.clear()
    sample.DATA.update(before)
    sample.PHOTOS.clear()
