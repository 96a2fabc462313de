"""One part of a report as a form: only what the person changed is taken."""

import copy
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.safestring import SafeString

from incidents.actions.edit import Changes
from incidents.forms.fields import all_optional, seen
from incidents.models import Incident
from timdu.team.models import User


class PartForm(forms.ModelForm):
    """One folded part; only what the person changed is taken."""

    key = ""
    title = ""
    # Facts of the report this part asks for: notes about them stand in it.
    facts: tuple[str, ...] = ()
    # Drawn by a template of its own, not field by field.
    is_drawn_whole = False

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        incident: Incident,
        user: User,
        typed: Mapping[str, Any] | None = None,
    ) -> None:
        # ModelForm writes what is typed onto its instance; the report itself stays as it is.
        super().__init__(data, instance=copy.copy(incident))
        self.incident, self.user = incident, user
        self.helper = all_optional()
        self.ready()
        for name, field in self.fields.items():
            field.show_hidden_initial = True
            if typed and name in typed:
                self.initial[name] = typed[name]

    def ready(self) -> None:
        """Fill choices and initial values that depend on the report and the person."""

    @property
    def is_filled(self) -> bool:
        """Whether anything stands in this part already."""
        return any(self.initial.get(name) not in (None, "", False, []) for name in self.fields)

    @property
    def seen(self) -> SafeString:
        """The values the person was shown, hidden."""
        return seen(type(self)(incident=self.incident, user=self.user))

    def changes(self) -> Changes:
        """What was changed, ready for the action."""
        return Changes(fields={name: self.cleaned_data[name] for name in self.changed_data})

    @property
    def typed(self) -> dict[str, Any]:
        """What was typed and differs from what was shown, valid or not."""
        return {name: self[name].data for name in self.changed_data}
