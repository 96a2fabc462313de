"""Which form to print: for which kecamatan, on which paper."""

from typing import Any

from django import forms

from incidents.printed import PAPERS
from timdu.team import settings as team_settings
from timdu.team.models import User
from timdu.wilayah.forms import WilayahField
from timdu.wilayah.models import Wilayah


class PaperChoice(forms.Form):
    """The paper in the printer; the secretariat prints for any kecamatan."""

    kertas = forms.ChoiceField(
        label="Kertas", choices=[(one, one) for one in PAPERS], required=False
    )
    kecamatan = WilayahField(label="Kecamatan", levels=(3,), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.initial["kertas"] = team_settings.value(user.own_team, "paper")
        if user.is_secretariat:
            self.fields["kecamatan"].narrow(user.scope)  # type: ignore[attr-defined]
        else:
            del self.fields["kecamatan"]

    @property
    def paper(self) -> str:
        """The paper asked for; the team's own where it is none."""
        return self.cleaned_data.get("kertas") or ""

    @property
    def place(self) -> Wilayah | None:
        """Whose sheet it is: one's own kecamatan, or the one that was chosen."""
        return self.user.kecamatan or self.cleaned_data.get("kecamatan")
