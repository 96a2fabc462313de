"""StoredFile: bytes we keep. Attachment: what they belong to. Upload: what is still on its way."""

from typing import TYPE_CHECKING, Self
from uuid import uuid4

import pghistory
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db import models
from django.db.models import F, Q
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
        return self.standing().ever_of(owner)

    def ever_of(self, owner: models.Model) -> Self:
        """Keep what is or once was attached to one record."""
        return self.filter(
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


class UploadQuerySet(models.QuerySet["Upload"]):
    def visible_to(self, user: "User") -> Self:
        """Keep what the person's own account sends."""
        return self.filter(account_id=user.pk)

    def of(self, owner: models.Model) -> Self:
        """Keep what is on its way to one record, or was, in the order it was announced."""
        kind = ContentType.objects.get_for_model(owner)
        return self.filter(content_type=kind, object_id=str(owner.pk)).order_by("begun_at", "pk")

    def not_arrived(self) -> Self:
        """Leave out what was attached: the record shows it itself."""
        return self.exclude(state=Upload.State.ATTACHED)

    def cut_short(self) -> Self:
        """Keep those of which some bytes are missing."""
        return self.filter(state=Upload.State.COMING, offset__lt=F("size"))

    def whole(self) -> Self:
        """Keep those of which every byte is there, and nothing was made of them yet."""
        return self.filter(state=Upload.State.COMING, offset=F("size"))


class Upload(models.Model):
    """One file on its way from a device to one record, piece by piece.

    The row and its pieces are a vehicle: what arrives becomes a StoredFile, and both are swept up.
    """

    class State(models.TextChoices):
        COMING = "coming", "dalam perjalanan"
        ATTACHED = "attached", "tiba"
        REFUSED = "refused", "tidak diterima"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    team = models.ForeignKey("team.Team", on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.CharField(max_length=64)
    owner = GenericForeignKey("content_type", "object_id")
    name = models.CharField("nama", max_length=120)
    sha256 = models.CharField("sidik yang dikirim", max_length=64)
    size = models.PositiveBigIntegerField("ukuran (bita)")
    offset = models.PositiveBigIntegerField("sudah tiba (bita)", default=0)
    state = models.CharField("keadaan", max_length=8, choices=State, default=State.COMING)
    words = models.CharField("sebab", max_length=400, blank=True)
    begun_at = models.DateTimeField("mulai", default=timezone.now)
    touched_at = models.DateTimeField("terakhir", default=timezone.now)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = "kiriman berkas"
        verbose_name_plural = "kiriman berkas"
        constraints = [
            models.UniqueConstraint(
                fields=["account", "content_type", "object_id", "sha256"], name="upload_once"
            ),
            models.CheckConstraint(name="upload_no_further", condition=Q(offset__lte=F("size"))),
        ]
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self) -> str:
        return self.name

    @property
    def is_whole(self) -> bool:
        """Whether every byte is there, and nothing was made of it yet."""
        return self.state == self.State.COMING and self.offset == self.size

    @property
    def is_done(self) -> bool:
        """Whether nothing more is expected of the device."""
        return self.state != self.State.COMING

    @property
    def share(self) -> int:
        """How much of it is there, in percent."""
        return int(self.offset * 100 / self.size)


class UploadPart(models.Model):
    """One piece of a file that is still on its way.

    A row beside its upload, in the same transaction: no two servers see different files, and what
    was answered for is there whatever is killed. In the file store each piece would be an object.
    """

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="parts")
    offset = models.PositiveBigIntegerField("mulai dari (bita)")
    data = models.BinaryField("isi")

    class Meta:
        verbose_name = "potongan berkas"
        verbose_name_plural = "potongan berkas"
        ordering = ["offset"]
        constraints = [
            models.UniqueConstraint(fields=["upload", "offset"], name="upload_part_once")
        ]

    def __str__(self) -> str:
        return f"{self.upload_id} dari {self.offset}"
