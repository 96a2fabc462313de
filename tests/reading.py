"""What a page says, as somebody reads it: no tags, no entities, single blanks."""

import html
import re

TAGS = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL)


def words(response):
    """The text of the page in one line."""
    text = html.unescape(TAGS.sub(" ", response.content.decode()))
    return " ".join(text.replace("\u00a0", " ").split())


def typed(response, name):
    """What stands in the text area with this name."""
    pattern = rf'<textarea[^>]*\bname="{re.escape(name)}"[^>]*>(.*?)</textarea>'
    found = re.search(pattern, response.content.decode(), re.DOTALL)
    return html.unescape(found[1]).strip() if found else None
