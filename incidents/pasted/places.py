"""Where it happened: names of desa and kecamatan, as they are written on telephones."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from incidents.pasted.text import Span
from timdu.wilayah.models import Wilayah
from timdu.wilayah.names import normalise

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
# How names are shortened; the other way round nobody writes.
SPELLED = {
    "sei": "sungai", "sui": "sungai", "sungei": "sungai", "sg": "sungai", "sng": "sungai",
    "tj": "tanjung", "tjg": "tanjung", "tg": "tanjung", "bkt": "bukit", "pd": "padang",
    "1": "i", "2": "ii", "3": "iii", "mpw": "mempawah", "ujg": "ujung",
}  # fmt: skip
DESA_WORDS = {"desa", "ds", "dsa", "kelurahan", "kel", "kades", "lurah"}
KECAMATAN_WORDS = {"kecamatan", "kec", "camat"}
# Names that are words as well: written small, and at the beginning, they are words.
ORDINARY = {
    "tengah", "pasir", "tanjung", "terusan", "galang", "harian", "baru", "kota", "pasar", "darat",
    "laut", "hulu", "hilir", "makmur", "jaya", "mekar", "sepakat", "bersatu", "damai", "sentosa",
    "selatan", "utara", "timur", "barat", "muara", "kuala", "pantai", "rakyat", "maju", "karya",
}  # fmt: skip
# A name right after "Desa" may be misspelt further than one that stands alone.
AFTER_WORD, ALONE = 82.0, 92.0
SHORTEST_ALONE, LONGEST_NAME, MOST_TOKENS = 6, 4, 4000
SURE = 97.0


@dataclass(frozen=True)
class Token:
    """One word with its place in the text."""

    word: str
    span: Span
    is_capital: bool


@dataclass(frozen=True)
class Candidate:
    """One area a text may speak of."""

    place: Wilayah
    name: str

    @property
    def is_desa(self) -> bool:
        return self.place.level == Wilayah.Level.DESA


@dataclass(frozen=True)
class Hit:
    """A name that was found, and how well it fits."""

    candidates: tuple[Candidate, ...]
    span: Span
    score: float
    # Which word stood before it: desa, kecamatan, or none.
    kind: str


@dataclass(frozen=True)
class Named:
    """The area a text speaks of; `others` bear the same name."""

    place: Wilayah
    span: Span
    is_sure: bool
    others: tuple[Wilayah, ...] = ()


def candidates(areas: Iterable[Wilayah]) -> list[Candidate]:
    """The team's desa and kecamatan, by the name that is compared."""
    return [Candidate(area, joined(normalise(area.name).split())) for area in areas]


def joined(words: Sequence[str]) -> str:
    """ "Sei Pinyuh", "sungaipinyuh" and "Sungai Pinyuh" are one name."""
    return "".join(SPELLED.get(word, word) for word in words)


def find(text: str, span: Span, known: Sequence[Candidate]) -> Named | None:
    """The desa the text names best, its kecamatan where it names only that."""
    by_name: dict[str, list[Candidate]] = {}
    for one in known:
        by_name.setdefault(one.name, []).append(one)
    hits = list(found(tokens(text, span), by_name)) if by_name else []
    return best(hits)


def tokens(text: str, span: Span) -> list[Token]:
    """The words of the text, as they are compared."""
    return [
        Token(normalise(one.group()), one.span(), one.group()[0].isupper())
        for one in WORD.finditer(text, *span)
    ][:MOST_TOKENS]


def found(words: list[Token], by_name: dict[str, list[Candidate]]) -> Iterator[Hit]:
    """Every name, letter for letter; and what is nearly one after "Desa" or with a capital."""
    names, at = list(by_name), 0
    while at < len(words):
        kind = kind_before(words, at)
        hit = longest(words, at, by_name, kind) or nearly(words, at, names, by_name, kind)
        if hit is None:
            at += 1
            continue
        yield hit
        at = next((i for i in range(at, len(words)) if words[i].span[0] >= hit.span[1]), len(words))


def kind_before(words: list[Token], at: int) -> str:
    """What the word before says a name is."""
    before = words[at - 1].word if at else ""
    if before in DESA_WORDS:
        return "desa"
    return "kecamatan" if before in KECAMATAN_WORDS else ""


def windows(words: list[Token], at: int) -> Iterator[tuple[str, Span]]:
    """The words from here on as one name, the longest first."""
    for size in range(min(LONGEST_NAME, len(words) - at), 0, -1):
        taken = words[at : at + size]
        yield joined([one.word for one in taken]), (taken[0].span[0], taken[-1].span[1])


def longest(
    words: list[Token], at: int, by_name: dict[str, list[Candidate]], kind: str
) -> Hit | None:
    """The longest name that begins here, letter for letter."""
    for name, span in windows(words, at):
        fits = of_kind(by_name.get(name, []), kind)
        # A short name in small letters may be a word: "toho" is no word, "batu" is one.
        is_name = name not in ORDINARY and (words[at].is_capital or len(name) >= SHORTEST_ALONE)
        if fits and (kind or is_name or (at and words[at].is_capital)):
            return Hit(tuple(fits), span, 100.0, kind)
    return None


def nearly(
    words: list[Token], at: int, names: list[str], by_name: dict[str, list[Candidate]], kind: str
) -> Hit | None:
    """What is written almost like a name."""
    if not kind and not words[at].is_capital:
        return None
    cutoff = AFTER_WORD if kind else ALONE
    hits = []
    for name, span in windows(words, at):
        if len(name) < (4 if kind else SHORTEST_ALONE):
            continue
        match = process.extractOne(name, names, scorer=fuzz.ratio, score_cutoff=cutoff)
        if match and (fits := of_kind(by_name[match[0]], kind)):
            hits.append(Hit(tuple(fits), span, match[1], kind))
    return max(hits, key=lambda hit: hit.score, default=None)


def of_kind(fits: list[Candidate], kind: str) -> list[Candidate]:
    """ "Kec. Toho" is the kecamatan, "Desa Toho" is not."""
    if not kind:
        return fits
    return [one for one in fits if one.is_desa == (kind == "desa")]


def best(hits: list[Hit]) -> Named | None:
    """A desa before a kecamatan, what is called one before what is not, the first before others."""
    above = {one.place.pk for hit in hits for one in hit.candidates if not one.is_desa}
    ranked = sorted(hits, key=lambda hit: (rank(hit), -hit.score, hit.span))
    for hit in ranked:
        desa = [one for one in hit.candidates if one.is_desa and hit.kind != "kecamatan"]
        inside = [one for one in desa if one.place.parent_id in above]
        kept = inside or desa or list(hit.candidates)
        others = tuple(one.place for one in kept[1:])
        is_sure = hit.score >= SURE and not others and (bool(desa) and bool(hit.kind or inside))
        return Named(kept[0].place, hit.span, is_sure, others)
    return None


def rank(hit: Hit) -> int:
    """0 for "Desa X", 1 for the name of a desa, 2 for a kecamatan."""
    if hit.kind == "desa":
        return 0
    return 2 if hit.kind == "kecamatan" or not any(one.is_desa for one in hit.candidates) else 1
