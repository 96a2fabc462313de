"""A small kabupaten behind a bad line, and the browser that reports to it."""

import pytest
from playwright.sync_api import Error

from tests import servers
from tests.browser.pages import chromium
from tests.offline import phone, standing
from tests.offline.proxy import line_to

# Longer than the longest test, and than all its patience with one thing.
WHOLE_TEST = 900


@pytest.fixture(scope="package")
def site(site_template, tmp_path_factory):
    site = servers.Site("luring", tmp_path_factory.mktemp("luring"), site_template)
    site.manage("shell", "-c", "from tests.offline import kabupaten; kabupaten.found()")
    site.start("web")
    yield site
    site.close()


@pytest.fixture(scope="package")
def browser():
    with chromium() as started:
        yield started


@pytest.fixture(scope="package")
def standing_line(site):
    with line_to(site.port) as line:
        yield line


@pytest.fixture
def line(standing_line):
    yield standing_line
    standing_line.mend()


@pytest.fixture(scope="package")
def cookies(browser, standing_line):
    """What a phone has of somebody who signed in; each signs in once."""
    known = {}

    def of(who):
        if who not in known:
            context = phone.taken_out(browser, standing_line.url)
            phone.sign_in(context.new_page(), who)
            known[who] = context.cookies()
            context.close()
        return known[who]

    return of


@pytest.fixture
def make_phone(browser, line, cookies):
    """`make_phone(who)`: a telephone of somebody signed in, whose worker is installed."""
    made = []

    def make(who=phone.CAMAT):
        context = phone.taken_out(browser, line.url)
        made.append(context)
        context.add_cookies(cookies(who))
        page = context.new_page()
        page.goto("/laporan/baru/")
        phone.is_installed(page)
        return context, page

    make.contexts = made
    yield make
    for context in made:
        context.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """A test that stands still ends; the seeded runs watch each of theirs."""
    if "seeded" in item.path.name:
        return (yield)
    with standing.within(WHOLE_TEST):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """What the phones showed and held when a test failed: a machine elsewhere leaves no more."""
    report = yield
    phones = item.funcargs.get("make_phone") if report.when == "call" and report.failed else None
    for context in phones.contexts if phones else ():
        for page in context.pages:
            report.sections.append((f"ponsel: {page.url}", shown(page)))
    return report


def shown(page):
    try:
        page.set_default_timeout(5000)
        return f"{page.locator('main').inner_text()}\n{phone.store(page, 'items')}"
    except (Error, AssertionError) as error:
        return str(error)
