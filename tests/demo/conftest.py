"""One load of the demo for all who ask it something (tests/spread.py keeps them together)."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings

from tests.demo.loading import loaded


@pytest.fixture(scope="session")
def site(site_template, tmp_path_factory):
    made = loaded("contoh", tmp_path_factory.mktemp("contoh"), site_template)
    yield made
    made.close()


@pytest.fixture(scope="module")
def demo(site, django_db_blocker):
    """The loaded demo in the place of the tests' own database and files."""
    own = connection.settings_dict["NAME"]
    files = settings.STORAGES["default"] | {"OPTIONS": {"location": site.env["FILES_ROOT"]}}
    storages = settings.STORAGES | {"default": files}
    with django_db_blocker.unblock(), override_settings(STORAGES=storages):
        connection.close()
        connection.settings_dict["NAME"] = site.database
        yield
        connection.close()
        connection.settings_dict["NAME"] = own
