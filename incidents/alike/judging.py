"""How alike two tellings are, and why, in words a person can check. It only advises."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from incidents.alike.told import Told, plain
from timdu.core import words

# What each sign weighs; a suggestion needs ENOUGH of them together, and more than place and time.
SAME_DESA, SAME_KECAMATAN = 30, 12
TIMES = ((3, 20), (24, 16), (72, 8), (7 * 24, 3))
SAME_PARTY, SAME_WORDS, SAME_PATTERN = 25, 30, 10
ENOUGH, FULL = 55, 100
# Two words are one when they differ by a letter or an ending.
ALIKE = 85
FEWEST_WORDS, SHOWN_WORDS, SHOWN_PARTIES = 2, 5, 3
LETTERS = 4
NEARBY_KM, KM_PER_DEGREE = 1.0, 111.32
LEGAL_FORMS = frozenset({"pt", "cv", "ud", "fa", "tbk", "koperasi"})
HOUR = 3600


@dataclass(frozen=True)
class Match:
    """One other report, how alike it looks, and every reason."""

    key: int
    score: int
    why: list[str]


def best(told: Told, others: Iterable[Told]) -> list[Match]:
    """The others that look like the same matter, the most alike first."""
    found = [match for other in others if (match := judge(told, other)) is not None]
    return sorted(found, key=lambda match: (-match.score, -match.key))


def judge(told: Told, other: Told) -> Match | None:
    """Weigh one pair; None when too little speaks for it."""
    place, near = by_place(told, other)
    time, apart = by_time(told, other)
    if place + time + SAME_PARTY + SAME_WORDS + SAME_PATTERN < ENOUGH:
        return None
    parties = common_parties(told, other)
    same, share = common_words(told, other)
    if not parties and len(same) < FEWEST_WORDS:
        return None
    score = place + time + round(SAME_WORDS * share) + (SAME_PARTY if parties else 0)
    why = [near, apart]
    if parties:
        why.append(f"pihak mirip: {', '.join(parties[:SHOWN_PARTIES])}")
    if same:
        why.append(f"kata sama: {', '.join(same[:SHOWN_WORDS])}")
    if told.pattern_id is not None and told.pattern_id == other.pattern_id:
        score += SAME_PATTERN
        why.append("pola isu sama")
    if score < ENOUGH or other.key is None:
        return None
    return Match(other.key, min(score, FULL), [words_[:200] for words_ in why])


def by_place(told: Told, other: Told) -> tuple[int, str]:
    """The desa, else the distance on the map, else the kecamatan."""
    if told.place_id == other.place_id:
        return SAME_DESA, "desa sama" if told.place_id != told.kecamatan_id else "kecamatan sama"
    far = distance(told, other)
    if far is not None and far <= NEARBY_KM:
        return SAME_DESA, "titik peta berdekatan"
    if told.kecamatan_id == other.kecamatan_id:
        return SAME_KECAMATAN, "kecamatan sama"
    return SAME_KECAMATAN, "desa berdekatan"


def distance(told: Told, other: Told) -> float | None:
    """Kilometres between the two points, flat as it is that near; None without both points."""
    if told.point is None or other.point is None:
        return None
    (lat, lon), (lat2, lon2) = told.point, other.point
    shrink = math.cos(math.radians(float(lat)))
    return KM_PER_DEGREE * math.hypot(float(lat - lat2), float(lon - lon2) * shrink)


def by_time(told: Told, other: Told) -> tuple[int, str]:
    """How much time lies between the two, and what that weighs."""
    seconds = abs((told.occurred_at - other.occurred_at).total_seconds())
    weight = next((weight for hours, weight in TIMES if seconds <= hours * HOUR), 0)
    if seconds < HOUR:
        return weight, "waktu hampir sama"
    return weight, f"{words.span(seconds)} berselang"


def common_parties(told: Told, other: Told) -> list[str]:
    """Names that stand in both, as parties or in the words of the other."""
    named = [name for name in told.parties if is_named(name, other)]
    return named + [
        name
        for name in other.parties
        if plain(name) in told.spoken and not any(same_name(name, known) for known in named)
    ]


def is_named(name: str, other: Told) -> bool:
    return plain(name) in other.spoken or any(same_name(name, party) for party in other.parties)


def same_name(one: str, two: str) -> bool:
    """Whether every word of the shorter name stands in the other; "Kelompok A" is not B."""
    first, second = (
        {word for word in plain(name).split() if word not in LEGAL_FORMS} for name in (one, two)
    )
    short, long = sorted((first, second), key=len)
    return bool(short) and all(word in long or similar(word, long) for word in short)


def similar(word: str, among: Iterable[str]) -> bool:
    """Whether one of the words is this one but for a letter; short words must be the same."""
    if len(word) < LETTERS:
        return False
    return process.extractOne(word, among, scorer=fuzz.ratio, score_cutoff=ALIKE) is not None


def common_words(told: Told, other: Told) -> tuple[list[str], float]:
    """The words both say, the longest first, and which part of the shorter telling they are."""
    short, long = sorted((told.words, other.words), key=len)
    if not short:
        return [], 0.0
    same = set(short & long)
    if same:
        same |= {word for word in short - same if similar(word, long)}
    # A telling of two words that both stand elsewhere says less than one of ten.
    share = len(same) / max(len(short), 4)
    return sorted(same, key=lambda word: (-len(word), word)), min(share, 1.0)
