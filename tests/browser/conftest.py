"""The demo behind a real server, and the browser that looks at it: once for all pages."""

import pytest

from tests import servers
from tests.browser.pages import chromium


@pytest.fixture(scope="package")
def demo(site_template, tmp_path_factory):
    site = servers.Site("halaman", tmp_path_factory.mktemp("halaman"), site_template)
    site.manage("load_demo")
    site.start("web")
    yield site
    site.close()


@pytest.fixture(scope="package")
def browser():
    with chromium() as started:
        yield started
