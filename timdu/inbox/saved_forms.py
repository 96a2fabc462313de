"""What may be typed about a saved filter."""

from typing import Any

from django import forms

from timdu.core import conflicts
from timdu.inbox.models import SavedFilter
from timdu.team.roster.forms import plain_helper


class SavedForm(forms.ModelForm):
    """Its name, whether colleagues use it too, and when it tells."""

    threshold = forms.IntegerField(
        label="Jumlah",
        min_value=1,
        max_value=999,
        required=False,
        help_text="Hanya untuk “Begitu jumlahnya mencapai”. Dikabari sekali, lalu lagi bila "
        "jumlahnya pernah turun.",
    )

    class Meta:
        model = SavedFilter
        fields = ["name", "is_shared", "notify", "threshold"]
        widgets = {"notify": forms.RadioSelect}
        help_texts = {"is_shared": "Rekan setim melihat namanya; isinya sebatas hak masing-masing."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["notify"].choices = SavedFilter.Notify.choices  # type: ignore[attr-defined]
        conflicts.carry(self)
        self.helper = plain_helper()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        counts = cleaned.get("notify") == SavedFilter.Notify.COUNT
        if counts and not cleaned.get("threshold") and "threshold" not in self.errors:
            self.add_error("threshold", "Isi jumlahnya, paling sedikit 1.")
        if not counts:
            cleaned["threshold"] = None
        return cleaned

    def _post_clean(self) -> None:
        """The constraints are held by the action."""
