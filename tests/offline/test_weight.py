"""What the form weighs on the line: the first time with all the phone keeps, and afterwards."""

import pytest

from tests.offline import phone

pytestmark = pytest.mark.browser
FIRST, NEXT = 250_000, 20_000


def test_the_form_weighs_little_and_afterwards_next_to_nothing(browser, line, cookies):
    context = phone.taken_out(browser, line.url)
    context.add_cookies(cookies(phone.CAMAT))
    line.weighed.clear()
    page = context.new_page()
    page.goto("/laporan/baru/")
    phone.is_installed(page)
    page.wait_for_load_state("networkidle")
    first = list(line.weighed)

    line.weighed.clear()
    page.goto("/laporan/baru/?lagi")
    page.wait_for_load_state("networkidle")
    after = list(line.weighed)
    context.close()

    print([sum(size for _, size in part) for part in (first, after)])
    assert sum(size for _, size in first) <= FIRST, sorted(first, key=lambda one: -one[1])[:10]
    assert sum(size for _, size in after) <= NEXT, after
