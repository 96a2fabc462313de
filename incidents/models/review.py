"""What the secretariat adds to a report: corrections beside what was sent, and shares."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from timdu.team.models import Agency
from timdu.wilayah.models import Wilayah


@pghistory.track()
class Correction(models.Model):
    """One fact the verifier set right. The row of the incident holds what is true now,

    this row keeps what was sent, so that both can stand side by side. When the reporter writes the
    field anew, the correction is withdrawn: what they say now is what was sent.
    """

    incident = models.ForeignKey(
        "incidents.Incident", on_delete=models.PROTECT, related_name="corrections"
    )
    field = models.CharField("isian", max_length=40)
    sent = models.JSONField("yang dikirim")
    sent_text = models.CharField("yang dikirim", max_length=1000)
    corrected = models.JSONField("yang benar")
    corrected_text = models.CharField("yang benar", max_length=1000)
    reason = models.CharField("alasan", max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("pada", default=timezone.now)
    withdrawn_at = models.DateTimeField("ditarik", null=True, blank=True)

    class Meta:
        verbose_name = "koreksi"
        verbose_name_plural = "koreksi"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "field"],
                condition=Q(withdrawn_at=None),
                name="correction_one_standing",
            ),
            models.CheckConstraint(
                name="correction_has_reason",
                condition=Q(reason__gt=""),
                violation_error_message="Koreksi memerlukan alasan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.sent_text} → {self.corrected_text}"


ONE_TARGET = (
    Q(agency__isnull=False, kecamatan=None, person=None)
    | Q(agency=None, kecamatan__isnull=False, person=None)
    | Q(agency=None, kecamatan=None, person__isnull=False)
)


@pghistory.track()
class Share(models.Model):
    """One agency, kecamatan or person a report was opened to; only a person for what is R."""

    incident = models.ForeignKey(
        "incidents.Incident", on_delete=models.PROTECT, related_name="shares"
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, verbose_name="instansi"
    )
    kecamatan = models.ForeignKey(
        Wilayah, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="orang",
    )
    reason = models.CharField("keperluan", max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("pada", default=timezone.now)
    withdrawn_at = models.DateTimeField("ditarik", null=True, blank=True)

    class Meta:
        verbose_name = "pembagian"
        verbose_name_plural = "pembagian"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="share_has_one_target",
                condition=ONE_TARGET,
                violation_error_message="Pilih satu: instansi, kecamatan, atau orang.",
            ),
            models.UniqueConstraint(
                fields=["incident", "agency", "kecamatan", "person"],
                condition=Q(withdrawn_at=None),
                nulls_distinct=False,
                name="share_once_while_standing",
                violation_error_message="Laporan ini sudah dibagikan kepadanya.",
            ),
        ]

    def __str__(self) -> str:
        return self.target

    @property
    def target(self) -> str:
        """With whom, as it is read."""
        if self.kecamatan:
            return f"Kecamatan {self.kecamatan.name}"
        return str(self.agency or self.person)
