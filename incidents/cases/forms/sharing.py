"""Who is named on a permasalahan that is R, and what for."""

from typing import Any

from django import forms

from incidents.cases.models.visibility import NAMED
from incidents.forms.review import readers_beside
from timdu.team.models import User
from timdu.team.roster.forms import plain_helper


class NameForm(forms.Form):
    """One person of the team, by name."""

    person = forms.ModelChoiceField(User.objects.none(), label="Orang", empty_label="Pilih orang")
    reason = forms.CharField(
        label="Keperluan", max_length=200,
        help_text="Untuk apa orang ini perlu membacanya. Terbaca oleh yang menunjuk sesudah Anda.",
    )  # fmt: skip

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["person"]
        people.queryset = readers_beside(user).filter(role__in=NAMED)
        people.label_from_instance = lambda person: f"{person.position} ({person.full_name})"
        self.helper = plain_helper()
