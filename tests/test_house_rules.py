"""Rules of docs/house_style.md no linter knows: sizes, doors, dead templates, outside addresses."""

import ast
import re
from pathlib import Path

import allauth
import crispy_bootstrap5
import pytest
from django.conf import settings
from django.db.models import QuerySet

ROOT = Path(settings.BASE_DIR)
CODE = [ROOT / "timdu", ROOT / "incidents", ROOT / "renaksi", ROOT / "reports"]
NOT_OURS = {".git", ".venv", "node_modules", "var", "staticfiles"}
LIBRARIES = [
    Path(package.__file__).parent / "templates" for package in (allauth, crispy_bootstrap5)
]

# Names a module gets when nobody knew what is in it.
NAMELESS = {"utils", "helpers", "services", "selectors", "mixins", "signals", "base", "common"}
READERS = {"views", "forms", "permissions", "workflow", "pdf", "figures"}
WRITES = {
    "save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create",
    "update_or_create", "acreate", "aupdate", "adelete", "asave",
}  # fmt: skip
# Rows that are nobody's secret.
OPEN_MODELS = {"Wilayah", "Heartbeat"}


def python_files(*folders):
    return [
        path
        for folder in folders
        for path in sorted(folder.rglob("*.py"))
        if "migrations" not in path.parts and "__pycache__" not in path.parts
    ]


def templates():
    return sorted((ROOT / "templates").rglob("*.html"))


def markup(path):
    """What reaches the browser: the file without template tags and comments."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"{% comment.*?endcomment %}", "", text, flags=re.DOTALL)
    return re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", "", text, flags=re.DOTALL)


def modules_named(names):
    """Modules of a kind: `views.py`, and every file of a `views/` package."""
    return [path for path in python_files(*CODE) if path.stem in names or path.parent.name in names]


def shown(path, line=None):
    return f"{path.relative_to(ROOT)}{f':{line}' if line else ''}"


def lines(path):
    return len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize(("folders", "limit"), [(CODE, 300), ([ROOT / "tests"], 400)])
def test_no_module_is_too_long(folders, limit):
    long = {shown(path): lines(path) for path in python_files(*folders) if lines(path) > limit}

    assert long == {}


def test_no_template_is_too_long():
    long = {shown(path): lines(path) for path in templates() if lines(path) > 120}

    assert long == {}


def test_every_module_has_a_name_that_says_something():
    nameless = [shown(path) for path in python_files(*CODE) if path.stem in NAMELESS]

    assert nameless == []


def test_no_reader_writes():
    """Views, forms and permissions change nothing: people write through actions."""
    writes = [
        shown(path, call.lineno)
        for path in modules_named(READERS)
        for call in calls(path)
        if call.func.attr in WRITES and not is_action(call.func.value) and not is_mapping(call)
    ]

    assert writes == []


def calls(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [node for node in nodes if isinstance(node.func, ast.Attribute)]


def is_action(receiver):
    return isinstance(receiver, ast.Name) and receiver.id.endswith("actions")


def is_mapping(call):
    """A dictionary is updated with another one, a table with named columns."""
    receiver = call.func.value
    is_initial = isinstance(receiver, ast.Attribute) and receiver.attr == "initial"
    return call.func.attr == "update" and (bool(call.args) or is_initial)


def test_only_the_engine_draws():
    """It loads WeasyPrint late, where the import contract cannot see it."""
    draws = [shown(path) for path in python_files(*CODE) if "weasyprint" in read(path).lower()]

    assert draws == ["timdu/documents/pdf.py"]


def test_every_row_of_a_view_comes_through_its_door():
    """A page's rows start from a door the model has: `visible_to(user)`, `of(incident)`, …

    A view that filters `Model.objects` in its own words has made a door nobody looked at.
    """
    past_the_door = [
        shown(path, node.lineno)
        for path in modules_named({"views"})
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if leads_past_the_door(node)
    ]

    assert past_the_door == []


def leads_past_the_door(node):
    """`Model.objects.anything_else`, or a look-up by the bare model."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
        model = node.value.value
        asks = node.value.attr == "objects" and isinstance(model, ast.Name)
        return asks and model.id not in OPEN_MODELS and hasattr(QuerySet, node.attr)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        looks_up = node.func.id in ("get_object_or_404", "get_list_or_404")
        return looks_up and isinstance(node.args[0], ast.Name) and node.args[0].id[0].isupper()
    return False


def test_every_template_is_used():
    """By a page, by another template, or in the place of a library's own."""
    texts = {
        path: path.read_text(encoding="utf-8") for path in [*python_files(*CODE), *templates()]
    }
    unused = [
        shown(path)
        for path in templates()
        if not replaces_another(path) and not named_by_others(path, texts)
    ]

    assert unused == []


def replaces_another(path):
    name = path.relative_to(ROOT / "templates")
    stands_alone = len(name.parts) == 1 and name.stem[:3].isdigit()
    return stands_alone or any((folder / name).exists() for folder in LIBRARIES)


def named_by_others(path, texts):
    name = path.relative_to(ROOT / "templates").as_posix()
    return any(name in text for other, text in texts.items() if other != path)


INCLUDED = re.compile(r'{%\s*include\s+"([^"]+)"([^%]*)%}')


def test_no_form_loses_its_token():
    """What is included with `only` knows nothing it is not given, the token of its forms neither.

    The client of the tests asks for no token: only a browser would notice.
    """
    texts = {path.relative_to(ROOT / "templates").as_posix(): read(path) for path in templates()}
    lost = [
        (name, included)
        for name, text in texts.items()
        for included, given in INCLUDED.findall(text)
        if " only" in given
        and "csrf_token=csrf_token" not in given
        and "{% csrf_token %}" in texts.get(included, "")
    ]

    assert lost == []


SCRIPT = r"<script(?![^>]*(?:\bsrc|application/json))"
INLINE = re.compile(rf"\sstyle\s*=|\son[a-z]+\s*=|<style\b|{SCRIPT}|javascript:", re.I)


def test_no_template_holds_script_or_style():
    """The security policy admits neither. Printed pages never meet a browser."""
    inline = [
        shown(path)
        for path in templates()
        if "pdf" not in path.relative_to(ROOT / "templates").parts and INLINE.search(markup(path))
    ]

    assert inline == []


OUTSIDE = re.compile(r"(?:https?:)?//[a-z0-9-]+(?:\.[a-z0-9-]+)+[^\s\"')]*", re.I)
# Namespaces are names, not addresses.
NAMES = re.compile(r"https?://www\.w3\.org/[^\s\"')]*")
# A link a person may follow is not fetched.
LINKS = re.compile(r"<a\b[^>]*>", re.I | re.DOTALL)


def test_nothing_on_a_page_comes_from_outside():
    pages = {path: LINKS.sub("", markup(path)) for path in templates()}
    statics = [
        path for path in (ROOT / "static").rglob("*") if path.suffix in (".css", ".js", ".svg")
    ]
    pages |= {path: path.read_text(encoding="utf-8") for path in statics}

    outside = {
        shown(path): found
        for path, text in pages.items()
        if (found := OUTSIDE.findall(NAMES.sub("", text)))
    }

    assert outside == {}


REGISTRIES = re.compile(
    r"https?://\S+\.(?:whl|tgz|tar\.gz|deb)\b|--(?:extra-)?index-url\s|\"resolved\"\s*:"
    r"|(?:pypi|pythonhosted|npmjs|yarnpkg|jsdelivr|unpkg|googleapis|gstatic)\.(?:org|com|net)",
)


def test_no_file_names_a_registry():
    """Where packages come from is the machine's business."""
    named = {
        shown(path): found.group()
        for path in our_files()
        if path != Path(__file__) and (found := REGISTRIES.search(read(path)))
    }

    assert named == {}


def our_files():
    return [
        path
        for path in sorted(ROOT.rglob("*"))
        if path.is_file() and not NOT_OURS.intersection(path.relative_to(ROOT).parts)
    ]


def read(path):
    return path.read_text(encoding="utf-8", errors="ignore")


def test_no_template_switches_escaping_off():
    """What is markup says so in Python, where it is made; everything else is text."""
    found = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "templates").rglob("*.html")
        if re.search(r"\|\s*safe\b|\bautoescape\s+off", path.read_text(encoding="utf-8"))
    ]

    assert found == []
