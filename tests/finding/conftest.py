"""Fixtures of the search."""

from importlib import import_module

import pytest
from django.apps import apps

from incidents.models import IssuePattern


@pytest.fixture
def patterns(db):
    """The pola isu and word families every installation begins with.

    Race tests empty every table at their end, these too.
    """
    import_module("incidents.migrations.0002_reference_data").fill(apps, None)
    return {pattern.name: pattern for pattern in IssuePattern.objects.filter(team=None)}
