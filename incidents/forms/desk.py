"""What the desk does with the chosen rows of the queue."""

from typing import Any

from django import forms
from django.http import QueryDict

from timdu.team.models import User

MOST = 100


class BulkForm(forms.Form):
    """Which reports, by their codes, and to whom they are given."""

    codes = forms.MultipleChoiceField(
        required=True,
        error_messages={"required": "Pilih laporannya dahulu: centang kotak di depannya."},
    )
    person = forms.ModelChoiceField(
        User.objects.none(), label="Kepada", required=False, empty_label="Pilih orang"
    )

    def __init__(self, data: QueryDict | None = None, *, user: User) -> None:
        super().__init__(data)
        sent = data.getlist("codes")[:MOST] if data is not None else []
        self.fields["codes"].choices = [(code, code) for code in sent]  # type: ignore[attr-defined]
        people: Any = self.fields["person"]
        people.queryset = desk_of(user)
        # Said outright: a handful of people is read by one plain question, not by a cursor.
        known = people.queryset.values_list("pk", "position", "full_name")
        people.choices = [
            ("", people.empty_label),
            *((pk, f"{position} ({name})") for pk, position, name in known),
        ]
        people.widget.attrs["class"] = "form-select"


def desk_of(user: User) -> Any:
    """The people of the secretariat: a handful."""
    rows = User.objects.visible_to(user).active().filter(role__in=User.SECRETARIAT, serves=None)
    return rows.order_by("position", "full_name")
