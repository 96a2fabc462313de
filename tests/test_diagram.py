"""The entity diagram of the documentation is the one of the code."""

import os
from pathlib import Path

from django.conf import settings

from tests import diagram

FILE = Path(settings.BASE_DIR) / "docs" / "skema.md"


def test_diagram_is_the_one_of_the_models():
    text = diagram.drawn()
    if os.environ.get("TIMDU_TULIS"):
        FILE.write_text(text, encoding="utf-8")

    assert FILE.read_text(encoding="utf-8") == text
