"""The entity diagram of docs/skema.md, drawn from the models."""

import inspect
import re

from django.apps import apps
from django.db import models
from pghistory.models import Event as History

APPS = {
    "core": "Dasar", "wilayah": "Wilayah", "files": "Berkas", "team": "Tim dan orang",
    "inbox": "Yang menunggu", "documents": "Dokumen keluar", "operation": "Cadangan",
    "incidents": "Laporan dari lapangan", "history": "Riwayat kantor", "cases": "Permasalahan",
    "agreements": "Kesepakatan para pihak", "emergency": "Status Keadaan Konflik",
    "asking": "Disposisi dan permintaan koordinasi", "renaksi": "Kegiatan",
    "nota": "Nota dinas",
}  # fmt: skip
HEAD = """# Entities

Drawn from the models by `TIMDU_TULIS=1 ./test tests/test_diagram.py`; the test fails when it is out
of date. Left out, because nearly every row has them: the link to `Team`, and links to the `User`
who did something. Rows of history (`…Event`, `…Version`) are written by triggers of the database
and follow their row.

"""
EVERYWHERE = {"Team", "User"}


def drawn() -> str:
    """The whole file."""
    return HEAD + "\n".join(part(label, title) for label, title in APPS.items())


def part(label: str, title: str) -> str:
    """One app: its diagram, then what one row of each entity is."""
    found = [model for model in apps.get_app_config(label).get_models() if is_drawn(model)]
    lines = [line for model in found for line in links(model)]
    rows = [f"- **{model.__name__}**: {sentence(model)}" for model in found]
    picture = ["```mermaid", "erDiagram", *lines, "```", ""] if lines else []
    return "\n".join([f"## {label}: {title}", "", *picture, *rows, ""])


def is_drawn(model: type[models.Model]) -> bool:
    return not issubclass(model, History)


def links(model: type[models.Model]) -> list[str]:
    """One line for each key that points at another entity."""
    fields = [*model._meta.get_fields()]
    own = [field for field in fields if field.is_relation and not field.auto_created]
    return [
        f"    {model.__name__} {ends(field)} {field.related_model.__name__} : {field.name}"
        for field in own
        if isinstance(field.related_model, type)
        and field.related_model.__name__ not in EVERYWHERE
        and is_drawn(field.related_model)
    ]


def ends(field) -> str:
    """How many at either end."""
    if field.many_to_many:
        return "}o--o{"
    left = "|o" if field.one_to_one else "}o"
    return f"{left}--{'o|' if field.null else '||'}"


def sentence(model: type[models.Model]) -> str:
    """What one row is: the first sentence of the class."""
    text = " ".join((inspect.getdoc(model) or "").split())
    return re.split(r"(?<=\.)\s", text)[0]
