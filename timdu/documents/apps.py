"""App configuration."""

from importlib import import_module

from django.apps import AppConfig
from django.db import models


class DocumentsConfig(AppConfig):
    """How anything leaves."""

    name = "timdu.documents"
    verbose_name = "dokumen"

    def ready(self) -> None:
        from timdu.core import outgoing
        from timdu.documents.models import Delivery, Document, Letterhead
        from timdu.files import doors
        from timdu.files.models import StoredFile
        from timdu.team.entrance import factor
        from timdu.team.models import Team

        def named_on_secret() -> models.Exists:
            """Whether the person of a sign-in is named on a document that is R."""
            secret = Document.Classification.SECRET
            named = Document.readers.through.objects.filter(document__classification=secret)
            return models.Exists(named.filter(user=factor.PERSON))

        def teams_under(emblem: StoredFile) -> models.QuerySet[Team]:
            """The emblem of the team's kop stands at the head of every page of the team."""
            heads = Letterhead.objects.with_emblem_of_team().filter(emblem=emblem)
            return Team.objects.filter(pk__in=heads.values("team_id"))

        import_module("timdu.documents.waits")
        outgoing.OUTGOING.append(Delivery)
        factor.secrets_of(named_on_secret)
        doors.register(Letterhead, "emblem")
        doors.DOORS.append(teams_under)
