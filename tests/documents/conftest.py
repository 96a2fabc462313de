"""What every test of the documents app begins with."""

import pytest

from tests.documents import sample


@pytest.fixture(autouse=True)
def same_data():
    """What a test changed in the sample's data does not reach the next."""
    before = dict(sample.DATA)
    yield
    sample.DATA.clear()
    sample.DATA.update(before)
    sample.PHOTOS.clear()
