"""The list the office keeps."""

from django import forms

from renaksi.models import ActivityKind


class KindForm(forms.ModelForm):
    """A jenis kegiatan of the team."""

    class Meta:
        model = ActivityKind
        fields = ["name", "position"]
        help_texts = {
            "name": "Huruf kecil, pendek; misalnya: sosialisasi.",
            "position": "Kecil berdiri lebih dahulu.",
        }
