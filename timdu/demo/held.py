"""What a kabupaten holds in a year: kegiatan by their season, with what usually comes of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Held:
    """One kind of occasion: how likely in a month, more so in its season, and how it goes."""

    kind: str
    about: str
    by: str
    share: float
    result: str
    season: tuple[int, ...] = ()
    most: int = 1
    where: str = "kecamatan"
    place_text: str = ""
    agencies: tuple[str, ...] = ()
    partner: float = 0.0
    people: tuple[int, int] = (20, 60)
    people_text: str = ""
    follow_up: str = ""
    hour: int = 9


EVERY_YEAR = (
    Held(
        "sosialisasi", "Sosialisasi [hidup rukun|kewaspadaan dini] bagi warga {desa}",
        "sekretariat", 0.35, "Peserta sepakat [menyampaikan kabar lebih awal|menjaga kerukunan].",
        season=(2, 3, 8, 11), most=2, where="desa", place_text="balai desa",
        agencies=("FKUB",), partner=0.4, people=(35, 90),
        people_text="kepala desa, tokoh masyarakat, pemuda",
        follow_up="Pertemuan lanjutan di tingkat dusun.",
    ),
    Held(
        "dialog", "Dialog warga {desa} tentang [batas kebun|jalur perahu|pengelolaan air]",
        "camat", 0.3, "Kedua pihak sepakat [bertemu lagi bulan depan|menahan diri].",
        season=(6, 7, 9), most=3, where="desa", place_text="balai desa", partner=0.2,
        people=(12, 40), people_text="wakil kedua kelompok, perangkat desa",
        follow_up="Hasilnya dilaporkan kepada sekretariat.",
    ),
    Held(
        "mediasi", "Mediasi antara Kelompok A dan Kelompok B di {desa}", "sekretariat", 0.18,
        "Disepakati [gencatan keluhan dua minggu|jadwal bersama]; berita acara ditandatangani.",
        season=(5, 10), where="desa", place_text="kantor camat", agencies=("Polres", "Dinas PMD"),
        people=(8, 20), people_text="wakil kelompok, saksi desa",
        follow_up="Pemantauan pelaksanaan kesepakatan.",
    ),
    Held(
        "patroli terpadu", "Patroli terpadu [malam|akhir pekan] di Kecamatan {desa}",
        "polres", 0.3, "Keadaan [tertib|kondusif]; tidak ditemukan gangguan.",
        season=(7, 8, 12), most=2, agencies=("Kodim", "Satpol PP"), people=(10, 24),
        people_text="personel gabungan", hour=19,
    ),
    Held(
        "rapat", "Rapat koordinasi tim terpadu Kecamatan {desa}", "camat", 0.2,
        "Pembagian tugas pemantauan [disepakati|diperbarui].", season=(1, 4, 10), most=2,
        place_text="aula kantor camat", people=(10, 25),
        people_text="Danramil, Kapolsek, kepala desa",
    ),
    Held(
        "monitoring", "Monitoring [harga dan stok|keadaan pasar|wilayah rawan] di {desa}",
        "satpolpp", 0.25, "Keadaan [normal|perlu dipantau minggu depan].",
        season=(3, 4, 11, 12), most=2, agencies=("Dinsos",), people=(6, 14),
        people_text="petugas dan perangkat desa",
    ),
    Held(
        "pembinaan", "Pembinaan kerukunan bagi [pemuda|pengurus organisasi] Kecamatan {desa}",
        "fkub", 0.15, "Peserta menyusun rencana kegiatan bersama.", season=(5, 9), partner=0.5,
        people=(25, 50), people_text="pemuda dan pengurus organisasi",
    ),
    Held(
        "pelatihan", "Pelatihan pelaporan dini bagi operator kecamatan di {desa}", "sekretariat",
        0.08, "Semua peserta mencoba mengirim kabar awal.", season=(2, 8),
        place_text="aula kantor camat", people=(18, 30), people_text="operator kecamatan",
    ),
)  # fmt: skip
