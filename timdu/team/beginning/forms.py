"""What a new installation has to know: whose it is, and who looks after it."""

from typing import Any

from django import forms

from timdu.team.beginning import code
from timdu.team.roster.forms import plain_helper
from timdu.wilayah.models import Wilayah

REGENCY = Wilayah.Level.REGENCY
SHOWN = 5


class BeginForm(forms.Form):
    """Code, kabupaten/kota, first administrator."""

    code = forms.CharField(
        label="Kode pertama",
        max_length=40,
        help_text="Tercetak di terminal yang menjalankan Timdu. Tanyakan kepada pengelola server.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    place = forms.CharField(
        label="Kabupaten/kota",
        max_length=100,
        help_text="Kode atau nama, misalnya 61.02 atau Mempawah.",
    )
    seat = forms.CharField(
        label="Ibu kota",
        max_length=60,
        required=False,
        help_text="Tempat surat ditulis. Boleh diisi kemudian di Pengaturan.",
    )
    email = forms.EmailField(label="Surel administrator pertama")
    helper = plain_helper()

    def clean_code(self) -> str:
        """Wrong codes are counted; after many, nobody is listened to for a while."""
        typed = str(self.cleaned_data["code"])
        if code.is_shut():
            raise forms.ValidationError(
                "Terlalu banyak kode yang salah. Tunggu 15 menit, lalu coba lagi."
            )
        if not code.fits(typed):
            code.count_wrong()
            raise forms.ValidationError(
                "Kode ini tidak cocok. Pengelola server melihatnya lagi dengan "
                "./run kelola kode_pertama (di server: manage.py kode_pertama)."
            )
        return typed

    def clean_place(self) -> Wilayah:
        """One kabupaten/kota, by code or by name."""
        text = str(self.cleaned_data["place"]).strip()
        regencies = Wilayah.objects.current().filter(level=REGENCY)
        exact = regencies.filter(code=text).select_related("parent").first()
        if exact is not None:
            return exact
        found = Wilayah.objects.search(text, level=REGENCY)
        same = [row for row in found if row.name.lower() == text.lower()]
        if len(same or found) == 1:
            return (same or found)[0]
        if not found:
            raise forms.ValidationError("Tidak ada kabupaten/kota dengan kode atau nama itu.")
        names = "; ".join(f"{row.code} {row.full_name}" for row in found[:SHOWN])
        raise forms.ValidationError(f"Ada beberapa yang cocok. Tulis kodenya: {names}.")

    def facts(self) -> dict[str, Any]:
        """What the action wants to know."""
        return {name: self.cleaned_data[name] for name in ("place", "seat", "email")}
