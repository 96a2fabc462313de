"""Disposisi and permintaan koordinasi of the demo in words: to whom, what, how far they came."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """One disposisi: `story` names its permasalahan by a word of the title; days count back."""

    story: str
    giver: str
    to: str
    days: int
    subject: str
    text: str
    reach: str
    due: int = 0
    within: int = 0
    reason: str = ""
    result: str = ""
    moved_from: int = 0
    wish: int = 0
    urgency: str = "normal"
    arahan: str = ""


@dataclass(frozen=True)
class Asked:
    """One permintaan: its answers as (days back, answer, sentence, who told the desk)."""

    story: str
    to: str
    days: int
    subject: str
    text: str
    expected: int = 0
    answers: tuple[tuple[int, str, str, str], ...] = ()
    withdrawn: str = ""
    urgency: str = "normal"
    arahan: str = ""


TOLD = {
    "mempawah": (
        Told("tangkap", "kaban", "camat.sungaikunyit", 1, "Pertemuan kedua kelompok nelayan",
             "Fasilitasi pertemuan kedua kelompok, hadirkan kepala desa. Laporkan hasilnya.",
             "sent", due=3, urgency="urgent"),
        Told("tangkap", "leader", "camat.sungaikunyit", 8, "Jadwal melaut sementara",
             "Sepakati jadwal melaut sementara dengan kedua kelompok, lalu umumkan di dermaga.",
             "accepted", due=2, wish=9),
        Told("tangkap", "kaban", "Dinas Perikanan", 9, "Data kapal dan alat tangkap",
             "Kirim data kapal dan alat tangkap kedua kelompok, menurut dermaganya.",
             "accepted", within=5, moved_from=2, due=6),
        Told("kuota", "leader", "Disnaker", 20, "Perundingan kuota tenaga kerja lokal",
             "Pertemukan perwakilan warga dan perusahaan; laporkan butir yang disepakati.",
             "reported", due=-2,
             result="Perundingan berlangsung dua kali. Tiga butir disepakati, satu ditunda."),
        Told("Patok", "leader", "Dinas PMD", 21, "Pemasangan patok bersama",
             "Pasang patok batas bersama kedua desa sesudah pengukuran disetujui.",
             "accepted", due=-3),
        Told("Patok", "kaban", "camat.sungaikunyit", 6, "Pengamanan hari pengukuran",
             "Siapkan tempat dan undangan bagi kedua desa pada hari pengukuran.",
             "returned", due=4, reason="Kedua desa berada di kecamatan lain."),
        Told("tambang", "kaban", "camat.sungaikunyit", 30, "Pendataan keluhan warga hilir",
             "Data keluhan warga hilir menurut desa, dengan foto keadaan air.",
             "done", due=-14,
             result="Keluhan 34 keluarga di dua desa didata; foto keadaan air terlampir di kantor "
             "camat."),
        Told("jalan masuk", "leader", "Satpol PP", 12, "Penjagaan jalan masuk kebun",
             "Jaga jalan masuk kebun selama perundingan.",
             "withdrawn", due=-8, reason="Jalan sudah dibuka oleh warga sendiri."),
        Told("", "leader", "Dinas PMD", 4, "Data batas desa untuk rapat Forkopimda",
             "Siapkan angka terakhir tentang batas desa untuk satu halaman keadaan.",
             "accepted", due=1, arahan="Siapkan satu halaman"),
    ),
    "samosir": (
        Told("keramba", "kaban", "camat.pangururan", 2, "Pemindahan letak keramba",
             "Dampingi pemindahan letak keramba menurut peta yang disepakati.",
             "sent", due=4),
        Told("keramba", "leader", "Dinas Perikanan", 14, "Peta letak keramba",
             "Perbarui peta letak keramba bersama kelompok nelayan.",
             "reported", due=-1, result="Peta diperbarui dan ditempel di kantor camat."),
        Told("hutan", "kaban", "Dinas PMD", 11, "Pengecekan batas bersama",
             "Kumpulkan surat batas yang dipegang desa sebelum pengecekan.",
             "accepted", due=-1),
        Told("Tomok", "leader", "camat.pangururan", 40, "Giliran pemandu wisata",
             "Tetapkan giliran pemandu bersama kedua kelompok.",
             "done", due=-30, result="Giliran ditetapkan dan ditempel di dermaga."),
    ),
}  # fmt: skip
ASKED = {
    "mempawah": (
        Asked("tangkap", "Polres", 3, "Patroli perairan bersama",
              "Mohon patroli perairan bersama pada malam hari sampai kesepakatan tercapai.", 2,
              ((2, "followed_up", "Patroli malam dijadwalkan Satpolairud.", ""),),
              urgency="urgent"),
        Asked("tangkap", "Kodim", 5, "Keadaan di dermaga",
              "Mohon kabar keadaan dermaga menurut Babinsa.", -2),
        Asked("kuota", "BPS", 15, "Angka penduduk usia kerja",
              "Mohon angka penduduk usia kerja menurut desa.", -5,
              ((10, "no_information", "", "Kasi Statistik Sosial lewat surat"),
               (4, "confirmed", "Angka tahun lalu dikirim lewat surat.",
                "Kasi Statistik Sosial lewat surat"))),
        Asked("tambang", "Polres", 18, "Penanganan di lokasi tambang",
              "Mohon informasi penanganan di lokasi.", 0,
              ((15, "cannot_say", "Masih dalam penyelidikan.", ""),)),
        Asked("jalan masuk", "FKUB", 10, "Pertemuan tokoh di sekitar kebun",
              "Mohon tokoh setempat mengajak warga menahan diri.", -3,
              ((8, "confirmed", "Pertemuan tokoh sudah berlangsung.", ""),)),
        Asked("Patok", "mitra", 9, "Pendampingan warga dua desa",
              "Mohon pendampingan warga selama pengukuran.", 3),
        Asked("Patok", "BPN", 25, "Hasil pengukuran terakhir",
              "Mohon salinan hasil pengukuran terakhir.", 0,
              withdrawn="Salinannya ditemukan di arsip kecamatan."),
        Asked("", "Polres", 4, "Angka terakhir untuk rapat Forkopimda",
              "Mohon angka terakhir kejadian di pelabuhan untuk satu halaman keadaan.", 1,
              arahan="Siapkan satu halaman"),
    ),
    "samosir": (
        Asked("keramba", "Polres", 4, "Pendampingan pemindahan keramba",
              "Mohon pendampingan pada hari pemindahan keramba.", 4),
        Asked("hutan", "BPN", 12, "Peta batas kawasan",
              "Mohon salinan peta batas kawasan.", 2,
              ((7, "not_confirmed", "Petanya ada di instansi lain.",
                "Kasi Survei lewat telepon"),)),
    ),
}  # fmt: skip
