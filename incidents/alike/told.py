"""What of a report is compared, and the few reports it is compared with: one bounded question."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Q

from incidents.models import Incident
from incidents.models.choices import COMPARED
from incidents.models.incident import IncidentQuerySet

# How far apart two tellings of one matter happen, and how many reports are looked at at most.
DAYS, MOST = 7, 300
# About five kilometres, in degrees: tellings from both sides of a border between kecamatan.
NEAR = Decimal("0.045")
SHORTEST_WORD = 3
WORD = re.compile(r"\w+")
READ = (
    "code", "summary", "what", "occurred_at", "place__name", "kecamatan__name", "latitude",
    "longitude", "pattern_id", "team_id", "status",
)  # fmt: skip
# Said of anything: they make no two reports alike.
EMPTY = frozenset(
    WORD.findall("""
    ada adalah agar akan akibat antar antara apa atas atau awal bagi bahwa banyak baru bawah
    beberapa belum beredar bersama bila bisa bulan camat dalam dan dapat dari datang dengan desa
    di dini dua dusun guna hadir hal hanya hari harus hendak hingga ingin ini itu jalan jam jika
    juga kabar kami kantor karena ke kecamatan kelurahan kembali kepada ketika kini lagi lain
    laporan lebih lewat lima maka malam masih masuk meminta menjadi menjelang menurut menyatakan
    mereka minta namun oleh orang pada pagi para pihak pukul pun rencana rumah saat saja salah
    sambil sampai sangat sebagai sebelum sebuah secara sedang segera sejak sejumlah sekitar
    selama seluruh semua seorang seperti sepuluh serta sesudah setelah setempat setiap siang
    sore suatu sudah tadi tahun tanggal tanpa telah tempat tentang terhadap terjadi terkait
    tersebut tetap tidak tiga tim tingkat untuk waktu warga wilayah yaitu yakni yang
    """)
)


def plain(text: str) -> str:
    """Lower case words with one space between, and one at each end."""
    return f" {' '.join(WORD.findall(text.lower()))} "


@dataclass(frozen=True)
class Told:
    """One telling: a report that stands, or what somebody is about to send."""

    text: str
    occurred_at: dt.datetime
    place_id: str
    place: str
    kecamatan_id: str
    kecamatan: str
    point: tuple[Decimal, Decimal] | None = None
    pattern_id: int | None = None
    parties: Sequence[str] = ()
    key: int | None = None

    @cached_property
    def spoken(self) -> str:
        """The text as names are looked for in it."""
        return plain(self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that say something; where it was is compared by itself."""
        where = set(plain(f"{self.place} {self.kecamatan}").split())
        said = {word for word in self.spoken.split() if len(word) >= SHORTEST_WORD}
        return frozenset(said - where - EMPTY)


def of_row(row: Incident, parties: Iterable[str]) -> Told:
    """What a report tells."""
    has_point = row.latitude is not None and row.longitude is not None
    return Told(
        text=f"{row.summary} {row.what}",
        occurred_at=row.occurred_at,
        place_id=row.place_id,
        place=row.place.name,
        kecamatan_id=row.kecamatan_id,
        kecamatan=row.kecamatan.name,
        point=(row.latitude, row.longitude) if has_point else None,  # type: ignore[arg-type]
        pattern_id=row.pattern_id,
        parties=tuple(parties),
        key=row.pk,
    )


def around(rows: IncidentQuerySet, told: Told) -> list[Told]:
    """The reports among `rows` from about the same place and days, the latest first.

    A few hundred at the most, whatever the table holds: the index by kecamatan or team gives them.
    """
    apart = dt.timedelta(days=DAYS)
    found: Any = rows.filter(
        beside(told),
        status__in=COMPARED,
        occurred_at__gte=told.occurred_at - apart,
        occurred_at__lte=told.occurred_at + apart,
    )
    found = found.exclude(pk=told.key) if told.key else found
    found = found.select_related("place", "kecamatan").only(*READ).prefetch_related("parties")
    return [
        of_row(row, [party.name for party in row.parties.all()])
        for row in found.order_by("-occurred_at", "-pk")[:MOST]
    ]


def beside(told: Told) -> Q:
    """The same kecamatan, or a point nearby on the other side of its border."""
    here = Q(kecamatan_id=told.kecamatan_id)
    if told.point is None:
        return here
    latitude, longitude = told.point
    near_lat = (latitude - NEAR, latitude + NEAR)
    near_lon = (longitude - NEAR, longitude + NEAR)
    return here | Q(latitude__range=near_lat, longitude__range=near_lon)
