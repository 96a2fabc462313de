"""Catat atas nama: how a report reached whoever types it, when somebody else told it."""

import datetime as dt
from typing import Any

from django import forms

from incidents.actions.intake import Telling
from incidents.models.choices import Channel

NOBODY = "Tidak disampaikan orang lain"
CHANNEL, WHEN, NAME, CONTACT = "channel", "told_at", "told_by", "told_contact"
TELLING = (CHANNEL, WHEN, NAME, CONTACT)
# The words themselves, where a message was pasted.
PASTED = "pasted"
TOO_EARLY = "Waktu disampaikan tidak mungkin sesudah laporan ini dicatat. Periksa jamnya."


NAME_LENGTH, CONTACT_LENGTH = 120, 60


def fields(moment: forms.Widget) -> dict[str, forms.Field]:
    """What is asked about the telling; nothing of it must be answered."""
    return {
        CHANNEL: forms.ChoiceField(
            label="Disampaikan lewat apa?",
            choices=[("", NOBODY), *Channel.choices],
            widget=forms.RadioSelect,
            required=False,
        ),
        WHEN: forms.DateTimeField(
            label="Kapan disampaikan?",
            help_text="Kosongkan bila baru saja. Ketepatan waktu lapor dihitung dari sini.",
            widget=moment,
            required=False,
        ),
        NAME: forms.CharField(
            label="Nama yang menyampaikan",
            help_text="Dilindungi: hanya terbaca oleh pencatat, Kabid, dan Kepala Badan.",
            max_length=NAME_LENGTH,
            required=False,
        ),
        CONTACT: forms.CharField(
            label="Nomor atau alamatnya",
            help_text="Dilindungi seperti namanya.",
            max_length=CONTACT_LENGTH,
            required=False,
        ),
    }


def check(form: forms.BaseForm, cleaned: dict[str, Any], now: dt.datetime) -> None:
    """A name needs its channel; nobody tells tomorrow what is typed today."""
    filled = any(cleaned.get(name) for name in (WHEN, NAME, CONTACT))
    if CHANNEL in form.fields and filled and not cleaned.get(CHANNEL):
        form.add_error(CHANNEL, "Pilih lewat apa laporan ini disampaikan.")
    told_at = cleaned.get(WHEN)
    if told_at is not None and told_at > now:
        form.add_error(WHEN, TOO_EARLY)


def given(cleaned: dict[str, Any], *, opened: dt.datetime, text: str = "") -> Telling | None:
    """The telling, where there was one."""
    if not cleaned.get(CHANNEL):
        return None
    return Telling(
        channel=Channel(cleaned[CHANNEL]),
        told_at=cleaned[WHEN] or opened,
        told_by=cleaned[NAME],
        contact=cleaned[CONTACT],
        text=text,
    )
