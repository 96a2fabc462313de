"""What a form says by itself, in the words of this house."""

from django import forms

WORDS: dict[type[forms.Field], dict[str, str]] = {
    forms.Field: {"required": "Belum diisi."},
    forms.IntegerField: {"invalid": "Tulis angka saja, misalnya 40."},
    forms.DecimalField: {"invalid": "Tulis angka saja, misalnya 40 atau 2,5."},
    forms.DateField: {"invalid": "Tulis tanggal yang benar, misalnya 21/11/2026."},
    forms.TimeField: {"invalid": "Tulis jam yang benar, misalnya 14:30."},
    forms.DateTimeField: {"invalid": "Tulis tanggal dan jam yang benar."},
    forms.ChoiceField: {"invalid_choice": "Pilih salah satu dari daftar."},
    forms.MultipleChoiceField: {
        "invalid_choice": "Pilih hanya dari daftar.",
        "invalid_list": "Pilih dari daftar.",
    },
    forms.ModelChoiceField: {"invalid_choice": "Pilih salah satu dari daftar."},
    forms.UUIDField: {"invalid": "Formulir ini rusak. Muat ulang halaman, lalu kirim lagi."},
    forms.FileField: {
        "empty": "Berkas ini kosong.",
        "missing": "Belum ada berkas yang dipilih.",
        "invalid": "Berkas tidak terkirim. Pilih sekali lagi.",
    },
}


def settle() -> None:
    """Django's own translation is stiff and calls a field "bidang", which means a domain here."""
    for field, words in WORDS.items():
        field.default_error_messages = {**field.default_error_messages, **words}
