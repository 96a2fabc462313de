"""A permasalahan in words: what changed, how kerawanan reads, who it concerns."""

from collections.abc import Iterable, Sequence
from typing import Any

from incidents.cases.models import Case
from incidents.models.choices import LEVELS, Rank
from timdu.core import words
from timdu.wilayah.models import Wilayah

UNSAID = "belum ditetapkan"


def level_of(likelihood: int, impact: int) -> int:
    """Tingkat kerawanan by the table of domain.md, section 4; the database computes the same."""
    return LEVELS[likelihood - 1][impact - 1]


def ranks_words(likelihood: int | None, impact: int | None) -> str:
    """Tinggi (kemungkinan Tinggi × dampak Sedang)."""
    if likelihood is None or impact is None:
        return "belum dinilai"
    level = Rank(level_of(likelihood, impact)).label
    return f"{level} (kemungkinan {Rank(likelihood).label} × dampak {Rank(impact).label})"


def head(case: Case) -> dict[str, str]:
    """Each part of the head in words, by its label."""
    return {
        "Permasalahan": case.title,
        "Klasifikasi": case.get_classification_display(),
        "Tahap eskalasi": case.get_stage_display(),
        "Fase penanganan": case.get_phase_display(),
        "Sumber konflik": case.get_source_display() or UNSAID,
        "Pola isu": str(case.pattern or UNSAID),
        "Pemegang": case.holder_name,
        "Tenggat berikut": deadline(case),
    }


def deadline(case: Case) -> str:
    """25 November 2026: pertemuan kedua pihak."""
    return f"{words.long_date(case.due_on)}: {case.due_what}" if case.due_on else UNSAID


def listed(names: Iterable[str]) -> str:
    """Names one after the other; "tidak ada" where there are none."""
    return ", ".join(names) or "tidak ada"


def rows(parties: Iterable[str], places: Iterable[Wilayah]) -> dict[str, str]:
    """What stands in rows beside the head, in words."""
    return {
        "Pihak lain": listed(parties),
        "Kecamatan lain": listed(sorted(place.name for place in places)),
    }


def saved(case: Case) -> dict[str, str]:
    """Everything the form of the head shows, as it is saved."""
    parties = [row.name for row in case.parties.all()]
    places = [row.place for row in case.places.select_related("place")]
    return {**head(case), **rows(parties, places)}


def typed(
    case: Case, facts: dict[str, Any], parties: Sequence[str], places: Sequence[Wilayah]
) -> dict[str, str]:
    """The same, as somebody typed it over this permasalahan."""
    imagined = Case(**{name: getattr(case, name) for name in ("title", "classification")})
    for field in case._meta.concrete_fields:
        if not field.generated:
            setattr(imagined, field.attname, getattr(case, field.attname))
    for name, value in facts.items():
        setattr(imagined, name, value)
    return {**head(imagined), **rows(parties, places)}


def changes(
    case: Case, facts: dict[str, Any], parties: Sequence[str], places: Sequence[Wilayah]
) -> list[str]:
    """What would change, line by line: Tahap eskalasi: Laten → Ketegangan."""
    before, after = saved(case), typed(case, facts, parties, places)
    return [f"{key}: {old} → {after[key]}" for key, old in before.items() if old != after[key]]
