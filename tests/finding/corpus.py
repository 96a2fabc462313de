"""A fixed set of records, and what somebody in the office would type to find each of them.

Places, groups and firms are invented. `meant` marks queries with a wrong spelling: nothing is found
by them as they stand, and what is proposed instead has to find the records.
"""

from dataclasses import dataclass
from pathlib import Path

LINES = Path(__file__).parent / "laporan.txt"

DESA = {
    "Sungai Laut": "Sungai Kunyit Uji",
    "Muara Tenang": "Sungai Kunyit Uji",
    "Bukit Seraya": "Toho Uji",
    "Pasir Panjang": "Jongkat Uji",
    "Tanjung Harapan": "Segedong Uji",
}
# Key → desa, parties, what happened.
REPORTS = {
    key.strip(): (desa.strip(), parties.strip(), summary.strip())
    for key, desa, parties, summary in (
        line.split("|") for line in LINES.read_text(encoding="utf-8").splitlines()
    )
}
# Key → (title, parties and kecamatan the desk added).
CASES = {
    "tangkap": ("Perebutan wilayah tangkap Kelompok C dan Kelompok D", "Paguyuban Bahari"),
    "sawit": ("Tuntutan lahan plasma terhadap PT Contoh Makmur", "Koperasi Tani Sejati"),
    "batas": ("Sengketa batas dua desa di Segedong", ""),
    "parkir": ("Persaingan pengelolaan parkir terminal", ""),
}
# Report → catatan perbaikan; report → perkembangan; case → step; report → name of a file.
NOTES = {"jaring": "Lengkapi jumlah jaring dan taksiran kerugian pemiliknya."}
NEWS = {"banjir": "Tenda darurat didirikan, logistik tiba dari gudang kabupaten."}
STEPS = {"tangkap": "memfasilitasi pertemuan nakhoda di kantor syahbandar"}
FILES = {"patok": "berita-acara_pengukuran.jpg", "ibadah": "rekomendasi_FKUB.jpg"}


@dataclass(frozen=True)
class Query:
    """What is typed, what has to be found, and whether it is spelled wrong."""

    text: str
    wanted: frozenset[str]
    meant: bool = False
    group: str = ""


def group(name, pairs, *, meant=False):
    return [Query(text, frozenset(wanted.split()), meant, name) for text, wanted in pairs]


QUERIES = [
    *group("bentuk kata", [
        ("bentrok", "bentrok"), ("bentrokan", "bentrok"), ("tolak", "jalan ibadah"),
        ("menolak", "jalan ibadah"), ("penolakan", "jalan ibadah"), ("bakar", "bakar"),
        ("dibakar", "bakar"), ("merusak", "rusak"), ("kerusakan", "rusak"),
        ("pengungsi", "banjir"), ("memblokir", "blokir"), ("blokade", "blokir"),
        ("pertambangan", "tambang"), ("demo", "bakar"), ("demonstrasi", "bakar"),
        ("wafat", "tewas"), ("ancaman", "galian"), ("sengketa", "batas-pm"),
        ("bersengketa", "batas-pm"), ("hoax", ""), ("perebutan", "tangkap-pm"),
        ("memprotes", "solar"), ("protes", "solar"), ("nelaya", "kapal jaring damai"),
        ("musyawarah", "damai"), ("pencurian", "curi"), ("pemindahan", "makam"),
    ]),
    *group("nama pihak", [
        ("PT Contoh Makmur", "plasma jalan blokir curi sawit-pm"), ("pukat jaya", "jaring"),
        ("kelompok c", "kapal tangkap-pm"), ("koperasi tani", "plasma sawit-pm"),
        ("dermaga uji", "proyek"), ("ormas satu", "ormas"), ("paguyuban bahari", "tangkap-pm"),
        ("pemuda dusun", "bentrok"), ("lembah uji", "patok"),
    ]),
    *group("tempat", [
        ("bukit seraya", "patok plasma jalan tambang galian blokir makam"),
        ("muara tenang", "jaring bansos banjir damai listrik"),
        ("segedong", "tapal pilkades bakar ormas curi sumur batas-pm"),
        ("sungai laut", "kapal solar tewas"), ("tanjung harapan sumur", "sumur"),
        ("jembatan seraya", "galian blokir"),
    ]),
    *group("beberapa kata", [
        ("patok batas", "patok"), ("tapal batas", "tapal"), ("rumah ibadah", "ibadah"),
        ("lahan plasma", "plasma sawit-pm"), ("bantuan sosial", "bansos"),
        ("kabar bohong", "hoaks"), ("nelayan damai", "damai"),
        ("parkir terminal", "ormas parkir-pm"),
        ("penghitungan ulang", "pilkades"), ("unjuk rasa", "bakar"),
    ]),
    *group("catatan dan berkas", [
        ("taksiran kerugian", "n-jaring"), ("tenda darurat", "d-banjir"), ("nakhoda", "s-tangkap"),
        ("berita acara", "f-patok"), ("fkub", "f-ibadah"), ("rekomendasi", "f-ibadah"),
    ]),
    *group("salah ketik", [
        ("nelaian", "kapal jaring damai"), ("pilkdes", "pilkades"), ("bentorkan", "bentrok"),
        ("batas desaa", "patok"), ("perusahan", "jalan"), ("plasmma", "plasma sawit-pm"),
        ("musawarah", "damai"),
        ("tanjng harapan", "tapal pilkades bakar ormas curi sumur"),
        ("bukit seraia", "patok plasma jalan tambang galian blokir makam"),
        ("penambngan", "tambang"), ("skolah iuran", "sekolah"), ("terminel", "ormas parkir-pm"),
    ], meant=True),
    *group("tidak ada", [("gempa bumi", ""), ("zzzz", ""), ("kebakaran hutan", "")]),
]  # fmt: skip
