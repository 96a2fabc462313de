"""Permasalahan as lines of a table: one column for each fact, figures with their certainty."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from incidents import points
from incidents.cases.models import Case, CaseIncident, CaseParty, CasePlace
from incidents.cases.models.case import CaseQuerySet
from incidents.cases.models.visibility import reads_whole
from incidents.models import Party
from incidents.models.choices import Rank
from incidents.points import Point
from incidents.sheet import moment
from timdu.core import words
from timdu.core.tables import Cell
from timdu.team.models import User

CHUNK = 500
SURE, UP_TO = "pasti", "sebatas yang boleh dibaca"
UNKNOWN = "tidak diketahui"
JUDGED, UNJUDGED = "dinilai", "belum dinilai"
EXPLAINED = [
    ("Kode", "Kode permasalahan. Tidak menunjukkan urutan atau jumlah."),
    ("Permasalahan", "Judulnya, satu kalimat."),
    ("Keadaan", "Terbuka atau ditutup, pada saat berkas dibuat."),
    ("Klasifikasi", "Biasa atau Terbatas."),
    ("Tahap eskalasi", "Seberapa panas."),
    ("Tahap sejak", "Kapan tahap itu ditetapkan."),
    ("Fase penanganan", "Pencegahan, penghentian, atau pemulihan (UU 7/2012 Pasal 4)."),
    ("Sumber konflik", "Huruf menurut UU 7/2012 Pasal 5; kosong bila belum ditetapkan."),
    ("Pola isu", "Kosong bila belum ditetapkan."),
    ("Pemegang", "Kantor yang memegang permasalahan."),
    ("Tenggat berikut", "Kosong bila belum ditetapkan."),
    ("Untuk apa", "Apa yang harus selesai pada tenggat itu."),
    ("Kemungkinan", "Penilaian terakhir; kosong bila belum dinilai."),
    ("Dampak", "Penilaian terakhir; kosong bila belum dinilai."),
    ("Tingkat kerawanan", "Kemungkinan × dampak; kosong bila belum dinilai."),
    ("Tingkat kerawanan: kepastian", "Dinilai, atau belum dinilai. Belum dinilai bukan rendah."),
    ("Laporan terhubung", "Angka saja: laporan terhubung yang boleh dibaca pembuat berkas."),
    (
        "Laporan terhubung: kepastian",
        "Pasti, sebatas yang boleh dibaca, atau tidak diketahui. Tidak diketahui bukan nol.",
    ),
    ("Kecamatan", "Dari laporan yang boleh dibaca; bagi sekretariat juga yang ditambahkan."),
    ("Kode kecamatan", "Kode Kemendagri, dalam urutan yang sama."),
    ("Pihak", "Dari laporan yang boleh dibaca; bagi sekretariat juga yang ditambahkan."),
    ("Dibuka", "Kapan permasalahan dibuka."),
    ("Terakhir berubah", "Kapan sesuatu terakhir dilakukan atasnya."),
]
HEAD = [name for name, _ in EXPLAINED]


@dataclass
class Around:
    """What of the linked reports this reader may read: how many, where, about whom."""

    reports: int = 0
    kecamatan: dict[str, str] = field(default_factory=dict)
    parties: dict[str, None] = field(default_factory=dict)
    points: list[Point] = field(default_factory=list)


def lines(rows: CaseQuerySet, user: User) -> Iterator[tuple[list[Cell], list[Point]]]:
    """The rows in order, a chunk at a time with what surrounds them: the cells, the points."""
    found = rows.with_names().iterator(chunk_size=CHUNK)
    while chunk := list(islice(found, CHUNK)):
        known = around(chunk, user)
        for row in chunk:
            yield line(row, known[row.pk], user), known[row.pk].points


def line(row: Case, known: Around, user: User) -> list[Cell]:
    """One permasalahan; what is not known is empty and says so beside it."""
    codes = sorted(known.kecamatan)
    return [
        row.code,
        row.title,
        row.get_status_display(),
        row.get_classification_display(),
        row.get_stage_display(),
        moment(row.stage_since),
        row.get_phase_display(),
        row.get_source_display(),
        str(row.pattern or ""),
        row.holder_name,
        words.long_date(row.due_on).replace(words.NBSP, " ") if row.due_on else "",
        row.due_what,
        *(Rank(value).label if value else "" for value in (row.likelihood, row.impact, row.level)),
        JUDGED if row.level else UNJUDGED,
        *counted(known.reports, user),
        ", ".join(known.kecamatan[code] for code in codes),
        ", ".join(codes),
        ", ".join(known.parties),
        moment(row.opened_at),
        moment(row.changed_at),
    ]


def counted(reports: int, user: User) -> tuple[Cell, str]:
    """How many reports, and how sure that is: whoever reads some only does not know of none."""
    if user.is_secretariat:
        return reports, SURE
    return (reports, UP_TO) if reports else (None, UNKNOWN)


def around(cases: list[Case], user: User) -> defaultdict[int, Around]:
    """What surrounds some permasalahan, in as many questions however many they are."""
    found: defaultdict[int, Around] = defaultdict(Around)
    links = CaseIncident.objects.visible_to(user).standing().filter(case__in=cases)
    of_report: dict[int, int] = {}
    classes = {row.pk: row.classification for row in cases}
    for case, report, code, name, lat, lon, letter in links.order_by("pk").values_list(
        "case_id", "incident_id", "incident__kecamatan_id", "incident__kecamatan__name",
        "incident__latitude", "incident__longitude", "incident__classification",
    ):  # fmt: skip
        known = found[case]
        known.reports += 1
        known.kecamatan[code] = name
        if point := points.of([letter, classes[case]], lon, lat):
            known.points.append(point)
        of_report[report] = case
    named = Party.objects.filter(incident__in=list(of_report)).order_by("name")
    for report, name in named.values_list("incident_id", "name"):
        found[of_report[report]].parties[name] = None
    if reads_whole(user):
        add_own(found, cases)
    return found


def add_own(found: defaultdict[int, Around], cases: list[Case]) -> None:
    """The parties and kecamatan the desk added."""
    for case, name in CaseParty.objects.filter(case__in=cases).values_list("case_id", "name"):
        found[case].parties[name] = None
    places = CasePlace.objects.filter(case__in=cases)
    for case, code, name in places.values_list("case_id", "place_id", "place__name"):
        found[case].kecamatan[code] = name
