"""StoredFile: bytes we keep, with what they were when received. Attachment: what they belong to."""

from typing import TYPE_CHECKING, Self
from uuid import uuid4

import pghistory
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db import models
from django.urls import reverse
from django.utils import timezone

if TYPE_CHECKING:
    from timdu.team.models import User


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def visible_to(self, user: "User") -> Self:
        """Keep the files of the user's team; whether one may be opened its owner decides."""
        return self.filter(team_id=user.team_id)

    def loose(self) -> Self:
        """Keep the files that belong to nothing, whatever kinds of record there are."""
        rows = self
        for holder in StoredFile._meta.get_fields(include_hidden=True):
            if isinstance(holder, models.ForeignObjectRel):
                column = holder.field.name
                held = holder.related_model._base_manager.filter(**{column: models.OuterRef("pk")})
                rows = rows.exclude(models.Exists(held))
        return rows

    def held_by(self, user: "User") -> Self:
        """Keep what the person chose in a form that is not yet sent."""
        return self.loose().filter(uploaded_by=user)


class StoredFile(models.Model):
    """One file on disk. The row is written in the transaction that needs it; it never changes."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    team = models.ForeignKey("team.Team", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("nama", max_length=120)
    content_type = models.CharField("jenis", max_length=100)
    size = models.PositiveBigIntegerField("ukuran (bita)")
    sha256_received = models.CharField("sidik yang diterima", max_length=64)
    sha256_stored = models.CharField("sidik yang disimpan", max_length=64)
    width = models.PositiveIntegerField("lebar (px)", null=True)
    height = models.PositiveIntegerField("tinggi (px)", null=True)
    pages = models.PositiveIntegerField("halaman", null=True)
    has_thumbnail = models.BooleanField(default=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField("diunggah", default=timezone.now)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = "berkas"
        verbose_name_plural = "berkas"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("files:show", kwargs={"pk": self.pk})

    @property
    def path(self) -> str:
        """Where the bytes lie in the storage; says nothing of name or owner."""
        return f"{self.pk.hex[:2]}/{self.pk.hex}"

    @property
    def thumbnail_path(self) -> str:
        return f"{self.path}-kecil"

    @property
    def is_image(self) -> bool:
        return self.content_type.startswith("image/")

    def read(self) -> bytes:
        """The stored bytes."""
        with default_storage.open(self.path) as stored:
            data: bytes = stored.read()
        return data

    def read_thumbnail(self) -> bytes:
        """The bytes of the small picture."""
        with default_storage.open(self.thumbnail_path) as stored:
            data: bytes = stored.read()
        return data


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def of(self, owner: models.Model) -> Self:
        """Keep what stands attached to one record, in order."""
        return self.standing().filter(
            content_type=ContentType.objects.get_for_model(owner), object_id=str(owner.pk)
        )

    def standing(self) -> Self:
        """Leave out what was withdrawn."""
        return self.filter(withdrawn_at=None).select_related("file").order_by("position", "pk")


@pghistory.track()
class Attachment(models.Model):
    """One file as part of one record of any kind."""

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.CharField(max_length=64)
    owner = GenericForeignKey("content_type", "object_id")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="attachments")
    caption = models.CharField("keterangan", max_length=200, blank=True)
    position = models.PositiveSmallIntegerField("urutan", default=0)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField("dilampirkan", default=timezone.now)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField("ditarik", null=True)
    withdrawn_reason = models.CharField("alasan ditarik", max_length=200, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "lampiran"
        verbose_name_plural = "lampiran"
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self) -> str:
        return self.caption or self.file.name
