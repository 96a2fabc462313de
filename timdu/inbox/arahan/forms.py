"""What may be typed about an arahan."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from timdu.inbox.models import Arahan
from timdu.team.models import Agency, User
from timdu.team.roster.forms import kecamatan_of, plain_helper, say_empty

OFFICE, FUTURE = "office", dt.timedelta(minutes=5)


class ArahanForm(forms.ModelForm):
    """Whose, to whom, the words, when and how."""

    to = forms.ChoiceField(
        label="Kepada",
        help_text="Instansi vertikal mendapat permintaan koordinasi, bukan arahan.",
    )
    given_at = forms.DateTimeField(
        label="Diberikan pada",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    class Meta:
        model = Arahan
        fields = ["leader", "text", "given_at", "manner"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4, "maxlength": 2000})}
        help_texts = {"text": "Sedekat mungkin dengan kata-katanya."}

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team = by.own_team
        leaders = User.objects.visible_to(by).active().leading()
        leader: Any = self.fields["leader"]
        own = by.role == User.Role.LEADER
        leader.queryset = leaders.filter(pk=by.serves_id or by.pk) if own else leaders
        if own:
            leader.initial = by.serves_id or by.pk
        self.kecamatan = {row.pk: row for row in kecamatan_of(team)}
        offices = Agency.objects.visible_to(by).current().filter(is_vertical=False)
        self.agencies = {str(row.pk): row for row in offices}
        to: Any = self.fields["to"]
        to.choices = [
            ("", "Pilih yang dituju"),
            (OFFICE, "Sekretariat Tim Terpadu"),
            ("Kecamatan", [(pk, row.name) for pk, row in self.kecamatan.items()]),
            ("Instansi", [(pk, row.short_name) for pk, row in self.agencies.items()]),
        ]
        say_empty(self, leader="Pilih pimpinan", manner="Pilih caranya")
        self.order_fields(["leader", "to", "text", "given_at", "manner"])
        self.helper = plain_helper()

    def clean_given_at(self) -> dt.datetime:
        """What was said has been said."""
        moment: dt.datetime = self.cleaned_data["given_at"]
        if moment > timezone.now() + FUTURE:
            raise forms.ValidationError("Waktunya belum tiba.")
        return moment

    def facts(self) -> dict[str, Any]:
        """The columns of the row."""
        facts = dict(self.cleaned_data)
        to = facts.pop("to")
        return facts | {"kecamatan": self.kecamatan.get(to), "agency": self.agencies.get(to)}

    def _post_clean(self) -> None:
        """The constraints are held by the action, which knows the team."""


class ConfirmForm(forms.Form):
    """The words the leader means; without any, those that were written down."""

    text = forms.CharField(label="Kurang tepat? Tulis yang Anda maksud", max_length=2000,
                           required=False, widget=forms.Textarea(attrs={"rows": 4}))  # fmt: skip


class FinishForm(forms.Form):
    """What came of it."""

    note = forms.CharField(label="Apa yang sudah dilakukan", max_length=500,
                           widget=forms.Textarea(attrs={"rows": 3}))  # fmt: skip
