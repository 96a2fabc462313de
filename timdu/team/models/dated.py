"""The values of the team's settings, each from a day on."""

from django.db import models

from timdu.team.models.people import User
from timdu.team.models.teams import Team


class Setting(models.Model):
    """The value a setting has from a day on; the newest row not after the day counts."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT)
    key = models.CharField("pengaturan", max_length=60)
    value = models.JSONField("nilai")
    valid_from = models.DateField("berlaku sejak")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "pengaturan"
        verbose_name_plural = "pengaturan"
        constraints = [
            models.UniqueConstraint(
                fields=["team", "key", "valid_from"], name="setting_once_per_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"
