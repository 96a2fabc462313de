"""CoordinationRequest: what the team asks of an office nobody here commands. It is never late."""

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from incidents.cases.asking.models import choices, visibility
from incidents.cases.asking.models.asked import Asked, common_constraints
from incidents.cases.models.visibility import reads_all, unseen
from timdu.team.models import Agency, Partner, User

ONE_ASKED = (
    Q(agency__isnull=False, partner=None, person=None)
    | Q(agency=None, partner__isnull=False, person=None)
    | Q(agency=None, partner=None, person__isnull=False)
)


class CoordinationRequestQuerySet(models.QuerySet["CoordinationRequest"]):
    def visible_to(self, user: User) -> Self:
        """Keep all for the desk and the leaders, its own for an office; the only door to them."""
        if user.team_id is None or user.role not in visibility.ASKED_OF:
            return self.none()
        rows = self.filter(team_id=user.team_id).exclude(case__in=unseen(user))
        return rows if reads_all(user) else rows.filter(visibility.asked_of(user))

    def with_names(self) -> Self:
        """Read along what a row and a page show."""
        return self.select_related("agency", "partner", "person", "case", "by", "team", "arahan")


@pghistory.track(exclude=["client_uuid"])
class CoordinationRequest(Asked):
    """One permintaan koordinasi; its answers are rows of their own, the newest one holds."""

    Status, Reply = choices.RequestStatus, choices.Reply

    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, verbose_name="instansi", related_name="+"
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, verbose_name="mitra", related_name="+"
    )
    # Of the Forkopimda, whose office is no member agency.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True,
        verbose_name="pejabat Forkopimda", related_name="+",
    )  # fmt: skip
    # A wish, no deadline: nothing is counted from it.
    expected_on = models.DateField("diharapkan s.d.", null=True, blank=True)
    status = models.CharField(
        "keadaan", max_length=9, choices=choices.RequestStatus, default=choices.RequestStatus.SENT
    )
    # The newest answer, kept here so that a list is narrowed and drawn by one table.
    reply = models.CharField("jawaban", max_length=14, choices=choices.Reply, blank=True)
    answered_at = models.DateTimeField("dijawab", null=True, blank=True)

    objects = CoordinationRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "permintaan koordinasi"
        verbose_name_plural = "permintaan koordinasi"
        indexes = [
            models.Index(fields=["team", "-changed_at", "-id"], name="request_newest"),
        ]
        constraints = [
            *common_constraints("request", ONE_ASKED),
            models.CheckConstraint(
                name="request_answered_whole",
                condition=Q(status="answered", reply__gt="", answered_at__isnull=False)
                | ~Q(status="answered") & Q(reply="", answered_at=None),
                violation_error_message="Pilih satu jawaban.",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("asking:request", args=[self.code])

    @property
    def addressee(self) -> str:
        """Whom it is asked of, as it is read."""
        if self.agency:
            return self.agency.short_name
        if self.partner:
            return self.partner.name
        return self.person.byline if self.person else ""
