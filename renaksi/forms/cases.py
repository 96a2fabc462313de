"""Which permasalahan a kegiatan is about: those that moved last on offer, any other by its code."""

from collections.abc import Iterable
from typing import Any

from django import forms

from incidents.cases.models import Case
from renaksi.models import Activity, ActivityCase
from timdu.core import codes
from timdu.team.models import User

OFFERED = 8
MOST = 20


class CodesField(forms.MultipleChoiceField):
    """Codes of permasalahan; one that is offered no longer when it arrives late is as good."""

    def valid_value(self, value: Any) -> bool:
        return True


def linked(user: User, activity: Activity) -> list[Case]:
    """Those it is linked to, as far as the person reads them."""
    if activity.pk is None:
        return []
    links = ActivityCase.objects.visible_to(user).filter(activity=activity)
    return [link.case for link in links.select_related("case").order_by("pk")]


def offered(user: User, asked: Iterable[Case]) -> list[tuple[str, str]]:
    """Those asked for and those that moved last, each by its code and title."""
    # What is R is linked by its code, by who knows it; it is offered to nobody.
    seen = Case.objects.visible_to(user).up_to_restricted().open()
    newest = seen.order_by("-changed_at", "-pk")[:OFFERED]
    rows = {case.code: case for case in (*asked, *newest)}
    return [(code, f"{case.heading} ({code})") for code, case in rows.items()]


def found(user: User, chosen: Iterable[str]) -> list[Case]:
    """The permasalahan with these codes; refused in words where the person reads none such."""
    wanted = list(dict.fromkeys(codes.normalise(code) for code in chosen))
    if len(wanted) > MOST:
        raise forms.ValidationError(f"Paling banyak {MOST} permasalahan.")
    rows = {case.code: case for case in Case.objects.visible_to(user).filter(code__in=wanted)}
    for code in wanted:
        if code not in rows:
            words = f"Tidak ada permasalahan berkode {code[:20]} yang dapat Anda baca."
            raise forms.ValidationError(words)
    return [rows[code] for code in wanted]
