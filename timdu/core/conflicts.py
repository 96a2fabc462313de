"""Stale saves: a form says what it was filled from; what is newer stands beside what was typed."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db import models

from timdu.core.words import long_date

LATE = "Data ini sudah diubah sejak Anda membukanya."


class Stale(Exception):
    """Somebody saved other values between page and click; `current` is the row as it stands."""

    def __init__(self, current: Any) -> None:
        super().__init__(LATE)
        self.current = current


def digest(values: Iterable[object]) -> str:
    """A version that changes with the values, and with nothing else."""
    return hashlib.sha256("\x1f".join(str(value) for value in values).encode()).hexdigest()[:32]


def mark(row: models.Model, names: Iterable[str]) -> str:
    """The version of what a form shows of the row: a password changed meanwhile is no conflict."""
    return digest(f"{name}={row.serializable_value(name)}" for name in sorted(names))


def refuse_stale(row: models.Model, facts: Mapping[str, Any], version: str | None) -> None:
    """Raise Stale when the row, read again under lock, is not what the form was filled from.

    Without a form (None) there is nothing to be late for; the same values twice are no conflict.
    """
    if version is None or mark(row, facts) == version:
        return
    if any(getattr(row, name) != value for name, value in facts.items()):
        raise Stale(row)


def carry(form: Any) -> None:
    """Let a form carry the version it was opened with; call it when the form has its fields.

    A form that comes back with errors keeps the version of its first page.
    """
    form.pairs = []
    form.version = (
        form.data.get("version", "") if form.is_bound else mark(form.instance, columns(form))
    )


def facts(form: Any) -> dict[str, Any]:
    """What was typed, and the version it was typed over."""
    return {**form.cleaned_data, "version": form.version}


def columns(form: Any) -> list[str]:
    """The fields of the form that are columns of its row."""
    have = {field.name for field in form.instance._meta.concrete_fields}
    return [name for name in form.fields if name in have]


def side_by_side(form: Any, current: models.Model) -> None:
    """Show what differs; whoever has read both may save again."""
    form.version = mark(current, columns(form))
    form.pairs = [
        (str(form[name].label), told(form.fields[name], saved), told(form.fields[name], typed))
        for name in columns(form)
        if (saved := getattr(current, name)) != (typed := form.cleaned_data[name])
    ]


def told(field: forms.Field | None, value: object) -> str:
    """A value in the words of the form."""
    if value is None or value == "":
        return "kosong"
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, dt.date):
        return long_date(value)
    if isinstance(value, list | tuple):
        return ", ".join(told(field, one) for one in value)
    choices: Any = getattr(field, "choices", ()) if not isinstance(value, models.Model) else ()
    return str(dict(choices or ()).get(value, value))


def status(form: Any) -> int:
    """409 for a page that shows a conflict."""
    return 409 if getattr(form, "pairs", None) else 200
