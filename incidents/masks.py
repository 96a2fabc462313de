"""Free text without the names of who reported and who told them, for readers who may not know them.

Masked is what somebody entered as a name, a number or an address: of the source, of whoever told
the report, of the person who typed it and of their office. A name that stands nowhere but in the
narrative nobody can tell from any other word.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db.models import Q

from incidents.facts import Fact, Line
from incidents.models import Correction, Incident, NilReport
from incidents.models.choices import Origin
from incidents.models.incident import SEARCHED
from timdu.team.models import User

HIDDEN = "[disamarkan]"
TEXTS = {*SEARCHED, "outcome_reason", "conflict_reason", "source_name", "on_behalf"} - {"names"}
PARTS = {"parties": ("name",), "steps": ("actor", "action")}
PERSON = ("full_name", "phone", "email")
OWN = ("on_behalf", "source_name")
NAMED = Q(source_name__gt="") | Q(on_behalf__gt="")
# A partner is often called by the kabupaten: its name says nothing of who reported.
PLACES = ("place__name", "kecamatan__name", "team__place__name")
TOLD = ("relays__told_by", "relays__contact")

NUMBER = re.compile(r"\+?\d(?:[\W_]{0,3}\d){6,}")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
WORD = re.compile(r"[^\W\d_]{2,}")
SHORTEST = 3
GAP = r"[\W_]{0,3}"
# Words that stand beside a name, or instead of one, and name nobody.
COMMON = frozenset(
    WORD.findall(
        """adat adik agama aktivis alias anak anggota atau babinsa badan bang bapak barat bendahara
        bhabinkamtibmas bin binti bpd bupati camat dan danramil dari dekat dengan desa dinas dra drs
        dusun guru haji hajah humas ibu instansi istri kabid kabupaten kades kadus kakak kampung
        kantor kapolsek kasi kawan kecamatan kelompok kelurahan kepala kerabat kesbangpol ketua
        keluarga kodim koordinator koramil korban kota lsm lurah mahasiswa mantan mas masyarakat
        mbak media nelayan nomor operator orang ormas pak pedagang pegawai pelapor pemilik pemuda
        pemudi pendeta pengurus perangkat perempuan petani petugas polisi polres polsek puskesmas
        relawan rukun rumah saksi satpol saudara sekda sekdes sekretaris selatan seorang setempat
        sopir staf suami tani teman telepon tetangga tetua tengah tim timdu timur tokoh umum utara
        ustaz wakil warga wanita warung yang"""
    )
)


@dataclass(frozen=True)
class Veil:
    """The words to be taken out of the texts of one report."""

    pattern: re.Pattern[str] | None = None

    def over(self, text: str) -> str:
        """The text with each of them masked."""
        return self.pattern.sub(HIDDEN, text) if self.pattern and text else text

    def over_fact(self, fact: Fact) -> Fact:
        """A fact with each of its lines masked."""
        lines = [Line(self.over(line.text), line.certainty, line.word) for line in fact.lines]
        return replace(fact, lines=lines)

    def over_correction(self, correction: Correction) -> None:
        """A correction, in place: only for the page, nothing saves it."""
        correction.corrected_text = self.over(correction.corrected_text)
        correction.reason = self.over(correction.reason)

    def over_row(self, row: Any) -> None:
        """The texts that were read of a row, in place: only for the page, nothing saves it."""
        for name in TEXTS & row.__dict__.keys():
            setattr(row, name, self.over(getattr(row, name)))
        beside = row.__dict__.get("_prefetched_objects_cache", {})
        for relation, columns in PARTS.items():
            for part in beside.get(relation, ()):
                for name in columns:
                    setattr(part, name, self.over(getattr(part, name)))


def hide(rows: Iterable[Incident]) -> None:
    """Mask what a page shows of some reports."""
    rows = list(rows)
    veils = of([row.pk for row in rows])
    for row in rows:
        veils[row.pk].over_row(row)


def hide_nil(rows: Iterable[NilReport]) -> list[NilReport]:
    """Nil reports whose reasons name neither who sent them nor whom they asked."""
    rows = list(rows)
    offices = Offices.of((row.kecamatan_id, row.agency_id) for row in rows)
    for row in rows:
        known = [
            row.asked,
            row.entered_by.full_name,
            *offices.people(row.kecamatan_id, row.agency_id),
        ]
        row.withdrawn_reason = veil(known).over(row.withdrawn_reason)
    return rows


def of(keys: Collection[int]) -> defaultdict[int, Veil]:
    """The veil of each report; three questions for all of them."""
    found: defaultdict[int, Veil] = defaultdict(Veil)
    rows = Incident.objects.filter(pk__in=keys).values(
        "pk", "origin", "kecamatan_id", "agency_id", *PLACES, *OWN, *TOLD,
        *(f"entered_by__{name}" for name in PERSON),
    )  # fmt: skip
    rows, offices = list(rows), Offices.of(office(row) for row in rows)
    before = earlier(keys)
    for row in rows:
        typed = [row[f"entered_by__{name}"] for name in PERSON]
        known = [row[name] or "" for name in (*OWN, *TOLD)]
        known += [*typed, *before[row["pk"]], *offices.people(*office(row))]
        found[row["pk"]] = veil(known, places=[row[name] or "" for name in PLACES])
    return found


def office(row: dict[str, Any]) -> tuple[str | None, int | None]:
    """Whose report it is: a kecamatan, an agency, or neither."""
    return (row["kecamatan_id"] if row["origin"] == Origin.KECAMATAN else None, row["agency_id"])


def earlier(keys: Collection[int]) -> defaultdict[int, set[str]]:
    """Names that stood in a report once and were taken out of their field."""
    versions = apps.get_model("incidents", "IncidentVersion").objects
    found: defaultdict[int, set[str]] = defaultdict(set)
    for key, *names in versions.filter(NAMED, pgh_obj_id__in=keys).values_list("pgh_obj_id", *OWN):
        found[key].update(names)
    return found


@dataclass(frozen=True)
class Offices:
    """The people of some offices: a report of a kecamatan may have been told by any of them."""

    named: defaultdict[str | int, list[str]]

    @classmethod
    def of(cls, offices: Iterable[tuple[str | None, int | None]]) -> "Offices":
        """Read them, in one question."""
        keys = {key for pair in offices for key in pair if key is not None}
        named: defaultdict[str | int, list[str]] = defaultdict(list)
        places = [key for key in keys if isinstance(key, str)]
        agencies = [key for key in keys if isinstance(key, int)]
        people = User.objects.filter(Q(kecamatan__in=places) | Q(agency__in=agencies))
        for place, agency, *words in people.values_list("kecamatan_id", "agency_id", *PERSON):
            named[place if place is not None else agency] += words
        return cls(named)

    def people(self, place: str | None, agency: int | None) -> list[str]:
        """Names, numbers and addresses of the people of a kecamatan or an agency."""
        return [word for key in (place, agency) if key is not None for word in self.named[key]]


def veil(known: Iterable[str], *, places: Iterable[str] = ()) -> Veil:
    """A veil over what is known; the words of a place are not a person's."""
    spared = frozenset(word.lower() for name in places for word in WORD.findall(name))
    return Veil(pattern(frozenset(text for text in known if text), spared))


@lru_cache(maxsize=2000)
def pattern(known: frozenset[str], spared: frozenset[str]) -> re.Pattern[str] | None:
    """What finds them: whole words in any case, numbers however they are written."""
    found = {piece for text in known for piece in (*numbers(text), *EMAIL.findall(text))}
    pieces = [piece if GAP in piece else re.escape(piece) for piece in found]
    words = sorted({word for text in known for word in names(text)} - spared, key=len, reverse=True)
    if words:
        one = "|".join(map(re.escape, words))
        pieces.append(rf"\b(?:{one})\b(?:{GAP}\b(?:{one})\b)*")
    return re.compile("|".join(pieces), re.IGNORECASE) if pieces else None


def numbers(text: str) -> Iterator[str]:
    """Each telephone number as it may be spelled: 0812, +62 812 or 62-812."""
    for number in NUMBER.findall(text):
        digits = re.sub(r"\D", "", number).removeprefix("62").removeprefix("0")
        yield rf"(?<!\d)(?:\+?62{GAP})?(?:0{GAP})?{GAP.join(digits)}(?!\d)"


def names(text: str) -> Iterator[str]:
    """The words that name somebody, without what stands beside a name."""
    for word in WORD.findall(NUMBER.sub(" ", EMAIL.sub(" ", text))):
        if len(word) >= SHORTEST and word.lower() not in COMMON:
            yield word.lower()
