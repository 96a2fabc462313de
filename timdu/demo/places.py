"""The two kabupaten as the demo knows them: what each kecamatan lives from, how it reports."""

from dataclasses import dataclass

from timdu.wilayah.models import Wilayah


@dataclass(frozen=True)
class Area:
    """One kecamatan. `tags` choose its situations, `rate` is its mean number of reports a month.

    `late` and `silent` are the shares of months it reports too late or not at all; the point is
    roughly where its main road runs (a hundredth of a degree), the tile its place on the tile map.
    """

    code: str
    tags: frozenset[str]
    rate: float
    late: float
    silent: float
    latitude: float
    longitude: float
    tile: str


@dataclass(frozen=True)
class Kabupaten:
    """One team of the demo."""

    code: str
    seat: str
    key: str
    leader: tuple[str, str]
    aide: tuple[str, str]
    province: str
    province_seat: str
    number: str
    # Last month: who had nothing to tell, who was not heard of; the months with exercises.
    quiet: tuple[str, ...]
    silent: str
    drills: tuple[int, ...]
    # How far last month's report to the Gubernur is; the kecamatan with a shelf of its own.
    newest_report: str
    shown: str
    # Of that kecamatan: months ago, and what came of them (quiet: nihil).
    shown_months: tuple[tuple[int, str], ...]
    areas: tuple[Area, ...]


def area(
    code: str, tags: str, rate: float, late: float, silent: float, point: tuple[float, float],
    tile: str,
) -> Area:  # fmt: skip
    return Area(code, frozenset(tags.split()), rate, late, silent, *point, tile)


MEMPAWAH = Kabupaten(
    code="61.02",
    seat="Mempawah",
    key="mempawah",
    leader=("wabup", "Wakil Bupati Mempawah"),
    aide=("ajudan", "Ajudan Wakil Bupati Mempawah"),
    province="kalbar",
    province_seat="Pontianak",
    number="300.2/{}/BKBP/{}",
    quiet=("61.02.16", "61.02.18"),
    silent="61.02.17",
    drills=(4, 9),
    newest_report="draft",
    shown="61.02.12",
    shown_months=((9, "quiet"), (7, "quiet"), (5, "late"), (4, "silent")),
    areas=(
        area("61.02.01", "kota pasar sekolah pesisir", 1.5, 0.05, 0.02, (0.36, 108.96), "1 2"),
        area("61.02.06", "kebun tambang sawah", 1.1, 0.10, 0.05, (0.42, 109.20), "3 2"),
        area("61.02.07", "pasar jalan pesisir sekolah", 1.6, 0.05, 0.02, (0.27, 109.05), "2 3"),
        area("61.02.08", "pesisir jalan industri", 1.3, 0.18, 0.04, (0.06, 109.20), "3 4"),
        area("61.02.12", "pesisir pelabuhan jalan", 2.1, 0.06, 0.03, (0.50, 108.92), "1 1"),
        area("61.02.15", "sawah pesisir batas", 0.9, 0.08, 0.05, (0.17, 109.14), "2 4"),
        area("61.02.16", "jalan pasar kebun", 0.8, 0.08, 0.04, (0.34, 109.18), "3 3"),
        area("61.02.17", "kebun tambang hutan", 1.2, 0.16, 0.14, (0.56, 109.15), "2 1"),
        area("61.02.18", "sawah sekolah kota", 0.9, 0.05, 0.03, (0.38, 109.00), "2 2"),
    ),
)
SAMOSIR = Kabupaten(
    code="12.17",
    seat="Pangururan",
    key="samosir",
    leader=("sekda", "Sekretaris Daerah Kabupaten Samosir"),
    aide=("prokopim", "Kepala Bagian Prokopim Kabupaten Samosir"),
    province="sumut",
    province_seat="Medan",
    number="300.2/{}/KESBANGPOL/{}",
    quiet=("12.17.04", "12.17.07"),
    silent="12.17.02",
    drills=(5, 10),
    newest_report="initialling",
    shown="12.17.08",
    shown_months=((10, "quiet"), (8, "late"), (6, "quiet"), (3, "silent")),
    areas=(
        area("12.17.01", "wisata dermaga danau pasar", 1.7, 0.06, 0.02, (2.68, 98.84), "3 2"),
        area("12.17.02", "sawah danau kopi", 0.7, 0.08, 0.06, (2.48, 98.94), "4 4"),
        area("12.17.03", "pasar danau sekolah", 1.0, 0.06, 0.04, (2.47, 98.89), "3 4"),
        area("12.17.04", "sawah danau sekolah", 1.0, 0.08, 0.04, (2.51, 98.79), "2 4"),
        area("12.17.05", "hutan air wisata tambang", 1.3, 0.14, 0.07, (2.52, 98.64), "1 3"),
        area("12.17.06", "hutan air kopi", 1.1, 0.10, 0.06, (2.65, 98.63), "1 2"),
        area("12.17.07", "kopi hutan sawah", 0.7, 0.08, 0.05, (2.61, 98.78), "2 3"),
        area(
            "12.17.08", "kota pasar sekolah dermaga wisata", 2.0, 0.04, 0.02, (2.61, 98.70), "2 2"
        ),
        area("12.17.09", "danau dermaga hutan", 1.0, 0.15, 0.12, (2.44, 98.77), "2 5"),
    ),
)
TEAMS = (MEMPAWAH, SAMOSIR)


@dataclass(frozen=True)
class Ground:
    """The areas of one team with their rows: kecamatan and the desa in each."""

    kabupaten: Kabupaten
    place: Wilayah
    kecamatan: dict[str, Wilayah]
    desa: dict[str, list[Wilayah]]

    def find(self, code: str) -> Wilayah:
        """A desa or kecamatan by its code."""
        if code in self.kecamatan:
            return self.kecamatan[code]
        return next(row for row in self.desa[code[:8]] if row.code == code)


def ground(kabupaten: Kabupaten) -> Ground:
    """Read the areas of the team from the table of area codes; two queries."""
    rows = Wilayah.objects.within(kabupaten.code).current().select_related("parent")
    found = {row.code: row for row in rows}
    desa: dict[str, list[Wilayah]] = {one.code: [] for one in kabupaten.areas}
    for code, row in found.items():
        if row.level == Wilayah.Level.DESA:
            desa[code[:8]].append(row)
    return Ground(
        kabupaten=kabupaten,
        place=found[kabupaten.code],
        kecamatan={one.code: found[one.code] for one in kabupaten.areas},
        desa=desa,
    )
