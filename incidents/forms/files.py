"""Files that follow a report."""

from django import forms

from timdu.files.forms import FilesField
from timdu.files.intake import IMAGE, PDF


class FilesForm(forms.Form):
    """Photographs and PDFs."""

    uploads = FilesField(label="Foto atau PDF", kinds=(IMAGE, PDF))
