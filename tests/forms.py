"""What a form of a page carries."""

import re


def version_of(page):
    """The version the page's form was opened with."""
    return re.search(r'name="version" value="(\w*)"', page.content.decode())[1]
