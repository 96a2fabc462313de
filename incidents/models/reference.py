"""Second-level lists the office edits: an entry is retired, never deleted."""

from typing import Any, Self

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from incidents.models.choices import Source
from timdu.team.models import Team, User


class OfTeams(models.QuerySet[Any]):
    """Entries of all teams and of one; also those of the rooms above."""

    def visible_to(self, user: User) -> Self:
        """Keep what is common to all teams and the user's own."""
        return self.filter(Q(team=None) | Q(team_id=user.team_id))


class Offered(OfTeams):
    """Entries a team may stop offering."""

    def offered_to(self, team: Team) -> Self:
        """Keep what somebody of the team may pick today."""
        own = Q(team=None) & ~Q(hidden_for=team) | Q(team=team)
        return self.filter(own, retired_on=None)


@pghistory.track()
class IssuePattern(models.Model):
    """One pola isu: what a reporter picks, and the letter it proposes to the verifier."""

    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, verbose_name="tim", related_name="+"
    )
    name = models.CharField("pola isu", max_length=60)
    source = models.CharField("usulan sumber konflik", max_length=1, choices=Source)
    position = models.PositiveSmallIntegerField("urutan", default=100)
    retired_on = models.DateField("tidak dipakai sejak", null=True, blank=True)
    # A common entry cannot be retired by one team alone; it can stop offering it.
    hidden_for = models.ManyToManyField(
        Team, blank=True, verbose_name="tidak ditawarkan di", related_name="+"
    )

    objects = Offered.as_manager()

    class Meta:
        verbose_name = "pola isu"
        verbose_name_plural = "pola isu"
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "name"],
                nulls_distinct=False,
                name="pattern_name_once",
                violation_error_message="Pola isu dengan nama ini sudah ada.",
            )
        ]

    def __str__(self) -> str:
        return self.name[:1].upper() + self.name[1:]

    def is_offered_to(self, team: Team) -> bool:
        """Whether a reporter of the team may pick it today."""
        return IssuePattern.objects.offered_to(team).filter(pk=self.pk).exists()


class WordFamilyQuerySet(OfTeams):
    def of_words(self, words: list[str], team_id: int | None) -> dict[str, set[str]]:
        """For each of the words, the words search takes for the same (itself left out)."""
        common = self.filter(Q(team=None) | Q(team_id=team_id), retired_on=None)
        common = common.filter(words__overlap=words)
        found: dict[str, set[str]] = {word: set() for word in words}
        for family in common.values_list("words", flat=True):
            for word in found.keys() & set(family):
                found[word] |= set(family) - {word}
        return found


@pghistory.track()
class WordFamily(models.Model):
    """Words that search takes for the same, because the stemmer does not know that they are."""

    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, verbose_name="tim", related_name="+"
    )
    words = ArrayField(models.CharField(max_length=40), verbose_name="kata-kata")
    retired_on = models.DateField("tidak dipakai sejak", null=True, blank=True)

    objects = WordFamilyQuerySet.as_manager()

    class Meta:
        verbose_name = "keluarga kata"
        verbose_name_plural = "keluarga kata"
        ordering = ["words"]
        indexes = [GinIndex(fields=["words"], name="family_by_word")]

    def __str__(self) -> str:
        return ", ".join(self.words)
