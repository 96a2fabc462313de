"""Lists the office keeps."""

from typing import Any

from django import forms

from incidents.forms.fields import LinesField
from incidents.models import IssuePattern, WordFamily
from incidents.search import WORD

MOST_WORDS, LONGEST_WORD = 20, 40


class PatternForm(forms.ModelForm):
    """A pola isu of the team, and the letter it proposes."""

    class Meta:
        model = IssuePattern
        fields = ["name", "source", "position"]
        help_texts = {
            "name": "Huruf kecil, pendek; misalnya: sengketa lahan.",
            "source": "Diusulkan kepada verifikator, yang menetapkan.",
            "position": "Kecil berdiri lebih dahulu.",
        }


class FamilyForm(forms.Form):
    """Words that are searched for together."""

    words = LinesField(
        label="Kata-kata yang dicari bersama",
        longest=LONGEST_WORD,
        most=MOST_WORDS,
        help_text="Satu kata satu baris, paling sedikit dua; misalnya bentrok dan bentrokan.",
    )
    is_retired = forms.BooleanField(label="Tidak dipakai lagi", required=False)

    def __init__(self, *args: Any, family: WordFamily | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if family is not None:
            self.initial["words"] = "\n".join(family.words)
            self.initial["is_retired"] = family.retired_on is not None

    def clean_words(self) -> list[str]:
        words = list(dict.fromkeys(word.lower() for word in self.cleaned_data["words"]))
        strange = [word for word in words if not WORD.fullmatch(word)]
        if strange:
            raise forms.ValidationError(f"“{strange[0]}” bukan satu kata.")
        if len(words) < 2:
            raise forms.ValidationError("Tulis paling sedikit dua kata.")
        return words
