"""The enumerations of a kesepakatan: stored in English, shown in Bahasa Indonesia."""

from django.db import models

# Days after the kesepakatan on which somebody looks whether it is kept.
MILESTONES = (30, 90, 180)


class Status(models.TextChoices):
    STANDING = "standing", "Berlaku"
    WITHDRAWN = "withdrawn", "Ditarik"


class Mechanism(models.TextChoices):
    """By what way it was reached (UU 7/2012 Pasal 41 speaks of pranata adat and sosial)."""

    ADAT = "adat", "Pranata adat"
    SOCIAL = "social", "Pranata sosial"
    MEDIATION = "mediation", "Mediasi"
    OTHER = "other", "Lainnya"


class Result(models.TextChoices):
    """Whether it was kept, as somebody who looked says."""

    KEPT = "kept", "Ditaati"
    PARTLY = "partly", "Ditaati sebagian"
    BROKEN = "broken", "Dilanggar"
