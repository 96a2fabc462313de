"""A file announced by a program: for which report, and what it is."""

from typing import Any

from django import forms

from timdu.files import limits

TOO_LARGE = f"Berkas terlalu besar. {limits.IMAGE_WORDS}"


class UploadForm(forms.Form):
    """What is known of a photograph before its bytes are sent."""

    report = forms.CharField(max_length=40)
    sha256 = forms.CharField(max_length=64)
    size = forms.IntegerField(
        min_value=1, max_value=limits.IMAGE_BYTES, error_messages={"max_value": TOO_LARGE}
    )
    name = forms.CharField(required=False)

    def clean_sha256(self) -> str:
        """64 hexadecimal digits, in small letters."""
        told = self.cleaned_data["sha256"].lower()
        if len(told) != 64 or set(told) - set("0123456789abcdef"):
            raise forms.ValidationError("Sidik SHA-256 terdiri atas 64 angka heksadesimal.")
        return str(told)

    def file(self) -> dict[str, Any]:
        """The file apart from the report it belongs to."""
        return {name: self.cleaned_data[name] for name in ("sha256", "size", "name")}
