"""An area as a filter: its code, or its code with the mark for "no desa was named"."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms

from timdu.team.models import Team
from timdu.wilayah.models import Wilayah

NO_DESA = ".tanpa-desa"
AREA = re.compile(r"(\d{2}\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?)(\.tanpa-desa)?")


def area_field(data: Mapping[str, Any], team: Team) -> forms.ChoiceField:
    """Only links set it: a choice of the one area they name, if it lies in the kabupaten."""
    match = AREA.fullmatch(str(data.get("wilayah", "")))
    choices = [("", "")]
    if match:
        rows = Wilayah.objects.within(team.place_id).filter(code=match[1])
        choices += [(match[0], label(row.full_name, match[0])) for row in rows]
    return forms.ChoiceField(
        label="Wilayah", choices=choices, required=False, widget=forms.HiddenInput
    )


def label(name: str, value: str) -> str:
    """The area in words."""
    return f"{name}, desa tidak disebut" if value.endswith(NO_DESA) else name


def condition(value: str, place: str = "place") -> dict[str, str]:
    """Inside the area; with the mark, at the area itself and in none of its parts."""
    if value.endswith(NO_DESA):
        return {f"{place}_id": value.removesuffix(NO_DESA)}
    return {f"{place}__code__startswith": value}
