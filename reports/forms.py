"""Which report of which month is to be compiled."""

import datetime as dt
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from reports.kinds import kecamatan, monthly
from timdu.core.periods import Month
from timdu.documents import kinds
from timdu.team.models import User

MONTHS = 13


class CompileForm(forms.Form):
    """Kind and month; the month that runs is offered last, it is not over yet."""

    def __init__(self, *args: Any, user: User, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [monthly.CODE] if user.is_secretariat else [kecamatan.CODE]
        self.fields["jenis"] = forms.ChoiceField(
            label="Jenis laporan", choices=[(code, kinds.get(code).label) for code in offered]
        )
        running = Month.of(today)
        months = [running.plus(-back) for back in range(1, MONTHS)]
        self.fields["bulan"] = forms.TypedChoiceField(
            label="Bulan",
            coerce=Month.parse,
            choices=[
                *((str(month), month.label) for month in months),
                (str(running), f"{running.label} (belum berakhir)"),
            ],
        )
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.form_show_errors = False
