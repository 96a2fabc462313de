"""The enumerations of a Status Keadaan Konflik, and the lengths the statute knows."""

from django.db import models

# UU 7/2012: Pasal 22, Pasal 29 ayat (1), Pasal 30 ayat (1); PP 2/2015 Pasal 45 ayat (4).
LONGEST_DAYS = 90
LONGEST_EXTENSION_DAYS = 30
CONSULT_WITHIN_DAYS = 10
WRITTEN_WITHIN_HOURS = 24


class Kind(models.TextChoices):
    """What the bupati decided."""

    ESTABLISH = "establish", "Penetapan"
    EXTEND = "extend", "Perpanjangan"
    REVOKE = "revoke", "Pencabutan"


class Status(models.TextChoices):
    """Where the entry of one SK stands; only what is confirmed moves the clock."""

    ENTERED = "entered", "Menunggu konfirmasi"
    CONFIRMED = "confirmed", "Terkonfirmasi"
    WITHDRAWN = "withdrawn", "Ditarik"
