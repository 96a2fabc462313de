"""Which reports of the demo belong together: one pola isu, one kecamatan, within some weeks."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from incidents.models import Incident
from incidents.models.choices import COUNTED, UP_TO_RESTRICTED
from timdu.demo.stage import Stage

# So many permasalahan of past years for each kabupaten.
MOST = {"mempawah": 8, "samosir": 5}
WITHIN = dt.timedelta(days=45)
OLDER_THAN = dt.timedelta(days=100)
LONGEST = 5
TITLES = {
    "Pilkades": "Perselisihan hasil pemilihan kepala desa di Kecamatan {place}",
    "batas desa": "Perselisihan batas desa di Kecamatan {place}",
    "bentrokan antarwarga": "Perselisihan antarkelompok pemuda di Kecamatan {place}",
    "hoaks": "Kabar bohong yang meresahkan warga Kecamatan {place}",
    "isu keamanan": "Keresahan warga Kecamatan {place} tentang keamanan lingkungan",
    "kesenjangan sosial": "Keberatan warga Kecamatan {place} atas pembagian bantuan",
    "pertambangan tanpa izin": "Pertambangan tanpa izin di Kecamatan {place}",
    "plasma/HGU": "Pembagian kebun plasma di Kecamatan {place}",
    "sengketa lahan": "Sengketa lahan di Kecamatan {place}",
    "tenaga kerja lokal": "Tuntutan tenaga kerja lokal di Kecamatan {place}",
    "wilayah tangkap nelayan": "Perebutan wilayah tangkap di Kecamatan {place}",
}
ENDINGS = (
    ("agreed", ("calm", "parties", "carried_out", "watched"),
     "Kesepakatan tertulis kedua pihak dijalankan; camat memantau sebulan sekali."),
    ("calmed", ("calm", "watched"),
     "Tidak ada laporan baru sesudah pertemuan; Bhabinkamtibmas tetap memantau."),
    ("passed_on", ("parties", "watched"),
     "Ditangani instansi yang berwenang; sekretariat menerima kabar berkala."),
    ("decided", ("calm", "parties", "carried_out"),
     "Keputusan instansi berwenang diterima para pihak."),
    ("unfounded", ("calm",), "Pengecekan bersama menunjukkan kabar itu tidak terbukti."),
)  # fmt: skip
RANKS = (((2, 2), (1, 2)), ((2, 3), (1, 2)), ((3, 3), (2, 2)), ((1, 2),), ((3, 4), (2, 3)))


@dataclass(frozen=True)
class Gathered:
    """The reports of one past permasalahan, and how it went."""

    number: int
    name: str
    title: str
    rows: list[Incident]
    is_over: bool
    was_reopened: bool

    @property
    def ending(self) -> tuple[str, tuple[str, ...], str]:
        return ENDINGS[self.number % len(ENDINGS)]

    @property
    def ranks(self) -> tuple[tuple[int, int], ...]:
        return RANKS[self.number % len(RANKS)]


def gathered(stage: Stage, *, taken: Collection[int]) -> list[Gathered]:
    """Those of the team, the oldest first, spread over the years."""
    found = sorted(runs(stage, taken), key=lambda rows: (rows[0].occurred_at, rows[0].code))
    most = MOST[stage.ground.kabupaten.key]
    step = max(len(found) // most, 1)
    chosen = found[::step][:most]
    return [
        Gathered(
            number=number,
            name=rows[0].code,
            title=title_of(rows[0], rows[0].pattern.name),
            rows=rows,
            is_over=number < most - 1,
            was_reopened=number == 2,
        )
        for number, rows in enumerate(chosen)
        if rows[0].pattern is not None
    ]


def title_of(row: Incident, pattern: str) -> str:
    """With its year: some come back."""
    return f"{TITLES[pattern].format(place=row.kecamatan.name)}, {row.occurred_at.year}"


def runs(stage: Stage, taken: Collection[int]) -> list[list[Incident]]:
    """Two reports and more of one pola isu in one kecamatan, none long after the one before."""
    groups: dict[tuple[str, str], list[Incident]] = defaultdict(list)
    for row in stage.ledger.incidents:
        if row.team == stage.people.team and row.pk not in taken and belongs(stage, row):
            assert row.pattern is not None
            groups[row.pattern.name, row.kecamatan.code].append(row)
    found: list[list[Incident]] = []
    for rows in groups.values():
        run: list[Incident] = []
        for row in sorted(rows, key=lambda row: (row.occurred_at, row.code)):
            if run and (row.occurred_at - run[-1].occurred_at > WITHIN or len(run) == LONGEST):
                found.append(run)
                run = []
            run.append(row)
        found.append(run)
    return [run for run in found if len(run) > 1]


def belongs(stage: Stage, row: Incident) -> bool:
    """Whether it may be part of a past permasalahan."""
    is_old = stage.clock.now - row.occurred_at > OLDER_THAN
    named = row.pattern is not None and row.pattern.name in TITLES
    plain = row.classification in UP_TO_RESTRICTED and not row.summary.startswith("Gladi")
    return is_old and named and plain and row.status in COUNTED
