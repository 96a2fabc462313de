"""Texts as the search reads them: the same expression in a column, an index and a question."""

from typing import cast

from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db.models import Func, GeneratedField, TextField, Value
from django.db.models.expressions import Combinable, Expression

# The stemmer knows few words of Bahasa Indonesia: each stands there as it was written, too.
STEMMED, PLAIN = "indonesian", "simple"


def vector(*texts: str | Func) -> Combinable:
    """The words of some columns, stemmed and as they stand."""
    return SearchVector(*texts, config=STEMMED) + SearchVector(*texts, config=PLAIN)


def column(*names: str) -> GeneratedField:
    """The same, kept by the database beside the columns."""
    return GeneratedField(
        expression=cast(Expression, vector(*names)),
        output_field=SearchVectorField(),
        db_persist=True,
    )


class Spaced(Func):
    """A text whose signs are blanks: of surat_batas-desa.pdf each part is a word."""

    function = "REGEXP_REPLACE"
    output_field = TextField()

    def __init__(self, name: str) -> None:
        super().__init__(name, Value(r"[\W_]+"), Value(" "), Value("g"))
