"""Help for somebody who cannot sign in: a lost password or a lost second factor."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from timdu.team.models.people import User

WATCHERS = (User.Role.ADMIN, User.Role.SECRETARY, User.Role.LEADER)


class RecoveryQuerySet(models.QuerySet["Recovery"]):
    def visible_to(self, user: User) -> Self:
        """Keep the team's for those who ask and answer, everybody else's own."""
        rows = self.select_related("user__team", "asked_by", "answered_by")
        if user.role in WATCHERS and user.team_id is not None and not user.is_aide:
            return rows.filter(user__team_id=user.team_id)
        return rows.filter(user=user)

    def open(self) -> Self:
        """Keep what still waits for a yes or no."""
        return self.filter(answered_at=None)


class Recovery(models.Model):
    """One request of the administrator to let somebody in again, and what became of it."""

    class Kind(models.TextChoices):
        PASSWORD = "password", "kata sandi"
        FACTOR = "factor", "langkah kedua"

    user = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="recoveries", verbose_name="pengguna"
    )
    kind = models.CharField("yang dipulihkan", max_length=8, choices=Kind)
    reason = models.CharField("alasan", max_length=200, blank=True)
    # Nobody, when whoever keeps the server did it there.
    asked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="diminta oleh"
    )
    asked_at = models.DateTimeField("diminta pada", default=timezone.now)
    # Nobody, when the account is not one that needs a second person's word.
    answered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="dijawab oleh"
    )
    answered_at = models.DateTimeField("dijawab pada", null=True)
    granted = models.BooleanField("disetujui", default=False)

    objects = RecoveryQuerySet.as_manager()

    class Meta:
        verbose_name = "pemulihan akun"
        verbose_name_plural = "pemulihan akun"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind"],
                condition=Q(answered_at=None),
                name="recovery_once_while_open",
                violation_error_message="Pemulihan ini sudah menunggu persetujuan.",
            ),
            models.CheckConstraint(
                name="recovery_granted_is_answered",
                condition=Q(granted=False) | Q(answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Pemulihan {self.get_kind_display()} {self.user.full_name}"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None

    @property
    def is_of_factor(self) -> bool:
        return self.kind == self.Kind.FACTOR
