"""Every word the product shows as a name: buttons, links, headings, labels, menus.

Read from the source: what stands alone between two tags of a template, the first argument of a
component, and every text in the code of the product. A name counts only as a whole.
"""

import ast
import html
import re
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
CODE = ("timdu", "incidents", "renaksi", "reports")
# What the guides themselves say, and what is only invented, proves nothing.
NOT_THE_PRODUCT = ("timdu/guide", "timdu/demo", "timdu/launcher", "templates/guide")
ARGUMENT = re.compile(r"""{%\s*(?:action|panel|vacant|include|with)\b[^%]*%}""")
QUOTED = re.compile(r'"([^"]+)"')
# A label in one of our own scripts.
SAID_BY_SCRIPT = re.compile(r'"([A-Z][^"\n]+)"')
TAG = re.compile(r"{%.*?%}|{#.*?#}|<[^>]+>|{{.*?}}", re.DOTALL)


def tidy(text: str) -> str:
    return " ".join(html.unescape(text).split()).strip(" .:,")


def of_template(text: str) -> set[str]:
    found = {word for tag in ARGUMENT.findall(text) for word in QUOTED.findall(tag)}
    return found | set(TAG.split(text))


def of_module(text: str) -> set[str]:
    return {
        node.value
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


@cache
def shown() -> frozenset[str]:
    """All of them, with the first letter as a label shows it."""
    words: set[str] = set()
    for path in ours("templates", "*.html"):
        words |= of_template(path.read_text(encoding="utf-8"))
    for folder in CODE:
        for path in ours(folder, "*.py"):
            words |= of_module(path.read_text(encoding="utf-8"))
    for path in ours("static/js", "*.js"):
        words |= set(SAID_BY_SCRIPT.findall(path.read_text(encoding="utf-8")))
    names = {tidy(word) for word in words if word.strip()}
    return frozenset(names | {name[0].upper() + name[1:] for name in names if name})


def ours(folder: str, pattern: str) -> list[Path]:
    return [
        path
        for path in sorted((ROOT / folder).rglob(pattern))
        if not path.relative_to(ROOT).as_posix().startswith(NOT_THE_PRODUCT)
        and "migrations" not in path.parts
    ]
