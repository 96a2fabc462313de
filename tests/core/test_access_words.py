"""Whoever is refused reads the rule and who can: in the code itself, everywhere."""

import ast
from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from timdu.core.views import denied

CODE = [Path(settings.BASE_DIR) / name for name in ("timdu", "incidents", "renaksi", "reports")]


def calls():
    for folder in CODE:
        for path in sorted(folder.rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    yield f"{path.name}:{node.lineno}", node


def words(node):
    return [arg for arg in node.args if isinstance(arg, ast.Constant)]


def test_every_rule_names_who_can():
    silent = [
        where
        for where, node in calls()
        if node.func.id == "rule" and "who" not in {keyword.arg for keyword in node.keywords}
    ]

    assert silent == []


def test_every_refusal_in_words_names_who_can():
    silent = [where for where, node in calls() if node.func.id == "Denied" and len(node.args) < 2]

    assert silent == []


def test_nothing_of_ours_refuses_without_words():
    bare = [where for where, node in calls() if node.func.id == "PermissionDenied"]

    assert bare == []


def test_a_library_that_refuses_without_words_is_given_some(db):
    request = RequestFactory().get("/")
    request.user = None

    page = denied(request, PermissionDenied()).content.decode()

    assert "Yang dapat:" in page
