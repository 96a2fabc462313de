"""Facts of an incident that come in rows: parties, steps, figures, further places."""

import pghistory
from django.db import models
from django.db.models import Q

from incidents.models.choices import Certainty, Loss, Toll
from incidents.models.incident import Incident
from timdu.wilayah.models import Wilayah

UNKNOWN_IS_NOT_ZERO = "Tulis angka, atau pilih “tidak diketahui”; keduanya sekaligus tidak mungkin."


def every_change() -> tuple[pghistory.RowEvent, ...]:
    """Keep what was inserted, changed and removed (new for each model: they remember it)."""
    return pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()


def unknown_is_not_zero(name: str) -> models.CheckConstraint:
    """A figure has a value exactly when it is not unknown."""
    return models.CheckConstraint(
        name=name,
        condition=Q(certainty=Certainty.UNKNOWN, value__isnull=True)
        | (~Q(certainty=Certainty.UNKNOWN) & Q(value__isnull=False)),
        violation_error_message=UNKNOWN_IS_NOT_ZERO,
    )


@pghistory.track(*every_change(), model_name="PartyVersion")
class Party(models.Model):
    """One group or business that takes part; not a person."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="parties")
    name = models.CharField("pihak", max_length=120)
    position = models.PositiveSmallIntegerField("urutan")

    class Meta:
        verbose_name = "pihak"
        verbose_name_plural = "pihak"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(name="party_has_name", condition=Q(name__gt="")),
            models.UniqueConstraint(fields=["incident", "name"], name="party_once"),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track(*every_change(), model_name="StepVersion")
class Step(models.Model):
    """One thing already done about it: who did what, when."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="steps")
    actor = models.CharField("siapa", max_length=120)
    action = models.CharField("melakukan apa", max_length=300)
    at = models.DateTimeField("kapan", null=True, blank=True)
    position = models.PositiveSmallIntegerField("urutan")

    class Meta:
        verbose_name = "langkah"
        verbose_name_plural = "langkah"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="step_has_actor_and_action", condition=Q(actor__gt="", action__gt="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.actor}: {self.action}"


@pghistory.track(*every_change(), model_name="CasualtyVersion")
class Casualty(models.Model):
    """How many people suffered one thing, or belong to one vulnerable group among them."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="casualties")
    kind = models.CharField("korban", max_length=12, choices=Toll)
    value = models.PositiveIntegerField("jumlah", null=True, blank=True)
    certainty = models.CharField("kepastian", max_length=12, choices=Certainty)

    class Meta:
        verbose_name = "korban"
        verbose_name_plural = "korban"
        constraints = [
            models.UniqueConstraint(fields=["incident", "kind"], name="casualty_once"),
            unknown_is_not_zero("casualty_unknown_is_not_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.value}"


@pghistory.track(*every_change(), model_name="DamageVersion")
class Damage(models.Model):
    """How much of one kind was damaged; rupiah for the estimate of the loss."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="damages")
    kind = models.CharField("kerusakan", max_length=12, choices=Loss)
    value = models.PositiveBigIntegerField("jumlah", null=True, blank=True)
    certainty = models.CharField("kepastian", max_length=12, choices=Certainty)

    class Meta:
        verbose_name = "kerusakan"
        verbose_name_plural = "kerusakan"
        constraints = [
            models.UniqueConstraint(fields=["incident", "kind"], name="damage_once"),
            unknown_is_not_zero("damage_unknown_is_not_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.value}"


@pghistory.track(*every_change(), model_name="PlaceVersion")
class IncidentPlace(models.Model):
    """A second place the incident touches."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="places")
    place = models.ForeignKey(
        Wilayah, on_delete=models.PROTECT, verbose_name="wilayah", related_name="+"
    )

    class Meta:
        verbose_name = "tempat lain"
        verbose_name_plural = "tempat lain"
        constraints = [
            models.UniqueConstraint(fields=["incident", "place"], name="incident_place_once"),
        ]

    def __str__(self) -> str:
        return self.place_id
