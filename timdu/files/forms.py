"""A field that takes several files, states its limits, and judges each by itself."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from timdu.files import limits
from timdu.files.intake import IMAGE, PDF, limits_words

ACCEPT = {IMAGE: "image/jpeg,image/png,image/webp", PDF: "application/pdf"}


class FilesInput(forms.ClearableFileInput):
    """The browser's own picker, for several files."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not files.getlist(name)


class FilesField(forms.FileField):
    """Several files; what is inside is judged by `intake.receive`, one file at a time."""

    def __init__(
        self, *, kinds: Collection[str] = (IMAGE,), most: int = limits.PHOTOS_PER_RECORD, **kw: Any
    ) -> None:
        self.kinds, self.most = kinds, most
        accept = ",".join(ACCEPT[kind] for kind in kinds)
        kw.setdefault("widget", FilesInput(attrs={"accept": accept}))
        kw.setdefault("help_text", f"{limits_words(kinds)} Paling banyak {most} berkas.")
        super().__init__(**kw)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Check the count; an empty pick is an empty list unless required."""
        uploads = [upload for upload in (data if isinstance(data, list) else [data]) if upload]
        if self.required and not uploads:
            raise forms.ValidationError("Pilih berkas lebih dahulu.")
        if len(uploads) > self.most:
            raise forms.ValidationError(
                f"Anda memilih {len(uploads)} berkas; paling banyak {self.most}."
            )
        return uploads
