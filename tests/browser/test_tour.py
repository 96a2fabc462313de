"""The five stories of the demo, walked exactly as the page prints them.

The last file of the folder: what the stories decide stays decided in the demo all files share.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.pages import DESK, PASSWORD, PHONE, person, picture
from timdu.guide import tour
from timdu.guide.tour import Do

pytestmark = pytest.mark.browser


def seen(*choices):
    """The first of the choices that is on the screen."""
    for choice in choices:
        for number in range(choice.count()):
            if choice.nth(number).is_visible():
                return choice.nth(number)
    raise AssertionError("not on the screen")


def named(page, name):
    """A button or link of that name, or whose name holds it: as somebody looks for it."""
    holds = re.compile(re.escape(name), re.IGNORECASE)
    roles = ("button", "link")
    whole = [page.get_by_role(role, name=name, exact=True) for role in roles]
    return seen(*whole, *[page.get_by_role(role, name=holds) for role in roles])


def press(page, step):
    with page.expect_navigation():
        named(page, step.name).click()


def choose(page, step):
    """An entry of a list, or one of several cards."""
    # What a label says behind the name, in brackets, is not part of it.
    words = re.compile(rf"^\s*{re.escape(step.name)}\s*(\(.*\))?\s*$")
    one = page.get_by_label(words)
    if one.count() == 1 and one.evaluate("node => node.tagName") == "SELECT":
        one.select_option(label=step.text)
        return
    group = page.get_by_role("group", name=words)
    seen(
        group.get_by_label(step.text, exact=True), group.get_by_text(step.text, exact=True)
    ).check()


def look(page, step):
    expect(page.get_by_role("main")).to_contain_text(step.name)


WALK = {
    Do.OPEN: lambda page, step: page.goto(step.text),
    Do.PRESS: press,
    Do.FILL: lambda page, step: page.get_by_label(step.name).first.fill(step.text),
    Do.CHOOSE: choose,
    Do.TICK: lambda page, step: page.get_by_label(step.name).check(),
    Do.UNFOLD: lambda page, step: page.locator("summary", has_text=step.name).click(),
    Do.LOOK: look,
}


@pytest.mark.parametrize("story", tour.STORIES, ids=lambda story: story.key)
def test_story_goes_as_it_is_written(demo, browser, story):
    size = PHONE if story.key in ("camat", "pimpinan") else DESK
    with person(browser, demo.url, story.who, size) as context:
        page = context.new_page()
        for number, step in enumerate(story.steps, start=1):
            try:
                WALK[step.do](page, step)
            except Exception as error:
                picture(page, f"coba-{story.key}-gagal")
                raise AssertionError(f"langkah {number}: {step}") from error


def test_sign_in_page_of_the_demo_leads_to_the_stories(demo, browser):
    with person(browser, demo.url, "", PHONE) as context:
        page = context.new_page()
        page.goto("/masuk/")
        page.get_by_role("link", name="Coba sendiri").click()

        for story in tour.STORIES:
            assert page.locator(f"#nama-{story.key}").text_content() == story.who
        assert PASSWORD == tour.PASSWORD
        assert PASSWORD in page.get_by_role("main").inner_text()
