"""What may be typed about mails: which not to send, days off, and that somebody was rung up."""

from typing import Any

from django import forms

from timdu.core import conflicts
from timdu.inbox import mails
from timdu.inbox.models import MailChoice
from timdu.team.models import User
from timdu.team.roster.forms import DayField, plain_helper


class ChoiceForm(forms.ModelForm):
    """The kinds one does without, and the days one does not work."""

    off = forms.MultipleChoiceField(
        label="Jangan kirim kepada saya",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    away_from = DayField(label="Tidak bekerja dari", required=False)
    away_until = DayField(
        label="Sampai dengan",
        required=False,
        help_text="Cuti atau tugas belajar: selama itu tidak ada ringkasan. Yang menunggu tetap "
        "menunggu di kotak masuk.",
    )

    class Meta:
        model = MailChoice
        fields = ["off", "away_from", "away_until"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        row = MailChoice.objects.filter(user=user).first() or MailChoice(user=user)
        kwargs["instance"] = row
        super().__init__(*args, **kwargs)
        concerned = [kind for kind in mails.MAILS.values() if kind.concerns(user)]
        self.locked = [(kind, why) for kind in concerned if (why := kind.must(user))]
        self.free = [kind for kind in concerned if not kind.must(user)]
        off: Any = self.fields["off"]
        off.choices = [(kind.key, f"{kind.word}: {kind.about}") for kind in self.free]
        conflicts.carry(self)
        self.helper = plain_helper()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("away_from"), cleaned.get("away_until")
        if bool(first) != bool(last):
            missing = "away_until" if first else "away_from"
            self.add_error(missing, "Isi kedua tanggal, atau kosongkan keduanya.")
        elif first and last and last < first:
            self.add_error("away_until", "Hari terakhir tidak boleh sebelum hari pertama.")
        return cleaned

    def _post_clean(self) -> None:
        """The constraints are held by the action."""


class ReachedForm(forms.Form):
    """What was said on the telephone."""

    note = forms.CharField(
        label="Sudah dihubungi: kapan dan apa jawabannya",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    helper = plain_helper()
