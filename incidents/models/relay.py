"""How a report reached whoever typed it, when somebody else told it."""

import pghistory
from django.db import models

from incidents.models.choices import Channel
from incidents.models.facts import every_change
from incidents.models.incident import Incident

LONGEST_MESSAGE = 20_000


@pghistory.track(*every_change(), model_name="RelayVersion")
class Relay(models.Model):
    """One telling: by which way, when, and from whom; the name and the words are protected.

    Written together with the report and never changed: what was heard cannot be heard otherwise.
    """

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="relays")
    channel = models.CharField("disampaikan lewat", max_length=12, choices=Channel)
    told_at = models.DateTimeField("waktu disampaikan")
    told_by = models.CharField("nama yang menyampaikan", max_length=120, blank=True)
    contact = models.CharField("kontak yang menyampaikan", max_length=60, blank=True)
    # A pasted message, letter for letter, so that anybody can judge what was made of it.
    text = models.TextField("pesan seperti diterima", max_length=LONGEST_MESSAGE, blank=True)
    # Kept as the byline is: people change their posting.
    recorded_by = models.CharField("dicatat oleh", max_length=250)

    class Meta:
        verbose_name = "penyampaian"
        verbose_name_plural = "penyampaian"
        constraints = [
            models.UniqueConstraint(fields=["incident"], name="relay_once"),
            models.CheckConstraint(
                name="relay_has_channel",
                condition=models.Q(channel__in=Channel.values),
                violation_error_message="Pilih lewat apa laporan ini disampaikan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.told_at:%Y-%m-%d}"

    @property
    def is_named(self) -> bool:
        """Whether there is anything about a person to protect."""
        return bool(self.told_by or self.contact or self.text)
