"""The stories of the demo: steps a page prints and a test walks, from the same lines."""

from dataclasses import dataclass
from enum import Enum

from timdu.team.models import Team, User

PASSWORD = "contoh-timdu"  # nosec B105


class Do(Enum):
    """What a reader does in one step, as the page says it: words before and after the name."""

    OPEN = ("Buka", "")
    PRESS = ("Tekan", "")
    FILL = ("Isi", "dengan")
    CHOOSE = ("Pada", "pilih")
    TICK = ("Tandai", "")
    UNFOLD = ("Buka lipatan", "")
    LOOK = ("Lihat", "")

    @property
    def verb(self) -> str:
        return self.value[0]

    @property
    def link(self) -> str:
        """What stands between the name and the text to type or choose."""
        return self.value[1]


@dataclass(frozen=True)
class Step:
    """One thing to do: with what it is called on the screen, and why it matters.

    `name` is the word on the screen; for LOOK it is what must stand there. `text` is what is typed
    or chosen, for OPEN the address.
    """

    do: Do
    name: str
    text: str = ""
    why: str = ""


@dataclass(frozen=True)
class Story:
    """Five minutes in one role."""

    key: str
    role: str
    who: str
    title: str
    lead: str
    steps: tuple[Step, ...]


GO, PRESS, FILL, PICK, TICK, LOOK = Do.OPEN, Do.PRESS, Do.FILL, Do.CHOOSE, Do.TICK, Do.LOOK
CAMAT = (
    Step(GO, "Beranda", "/"),
    Step(LOOK, "Menunggu Anda", why="Catatan perbaikan dan laporan belum lengkap ada di sini."),
    Step(PRESS, "Lapor"),
    Step(
        FILL, "Apa yang terjadi?",
        "Sekitar 20 nelayan Kelompok A berkumpul di dermaga, keadaan tertib",
    ),
    Step(PICK, "Desa atau kelurahan", "Sungai Kunyit Laut"),
    Step(PICK, "Seberapa mendesak?", "Segera"),
    Step(PRESS, "Kirim laporan", why="Empat isian itu sudah cukup."),
    Step(LOOK, "Terkirim, TDU-", why="Kode ini cukup disebut bila menelepon."),
    Step(Do.UNFOLD, "Salin untuk WhatsApp", why="Laporan Terbatas: tanpa pihak dan angka."),
    Step(PRESS, "Lengkapi sekarang"),
    Step(LOOK, "0 dari 5 bagian sudah dijawab", why="“Belum diketahui” juga jawaban."),
    Step(GO, "Beranda", "/"),
    Step(LOOK, "menunggu verifikasi", why="Laporan Anda kini terhitung di situ."),
)  # fmt: skip
STAFF = (
    Step(GO, "Meja", "/"),
    Step(
        LOOK, "Menunggu verifikasi", why="Setiap angka dapat ditekan; isinya tepat yang dihitung."
    ),
    Step(PRESS, "Kepatuhan kecamatan"),
    Step(LOOK, "Nihil dan belum melapor adalah dua hal yang berbeda"),
    Step(GO, "Dokumen yang masih konsep", "/dokumen/?keadaan=draft&milik=tim"),
    Step(PRESS, "Laporan Bulanan Tim Terpadu"),
    Step(LOOK, "Yang menghalangi pengiriman", why="Yang masih kurang, dan siapa yang dapat."),
    Step(PRESS, "Ubah naskah"),
    Step(FILL, "Saran", "Pertemuan kedua kelompok nelayan difasilitasi bulan depan."),
    Step(
        PRESS, "Simpan naskah", why="Angka dan tabel tidak diketik; yang ditulis orang hanya ini."
    ),
    Step(LOOK, "Langkah berikut", why="Berikutnya diajukan untuk paraf."),
)
VERIFIER = (
    Step(GO, "Antrean", "/laporan/antrean/"),
    Step(PRESS, "Sekitar 40 nelayan Kelompok C", why="Yang paling mendesak ada di atas."),
    Step(LOOK, "Laporan seperti dikirim", why="Isi asli tidak pernah ditimpa."),
    Step(TICK, "Waktu dan tempat jelas"),
    Step(TICK, "Pihak disebut tanpa label suku atau agama"),
    Step(PICK, "Nilai informasi", "Satu sumber"),
    Step(PICK, "Sumber konflik", "d. Sengketa sumber daya alam"),
    Step(PICK, "Bidang", "Ekonomi"),
    Step(PICK, "Kemungkinan", "Tinggi"),
    Step(PICK, "Dampak", "Sedang", why="Tingkat kerawanan dihitung dari keduanya."),
    Step(PRESS, "Verifikasi"),
    Step(LOOK, "Laporan seperti dikirim", why="Laporan berikutnya terbuka sendiri."),
    Step(PRESS, "Lewati dulu"),
    Step(GO, "Laporan terverifikasi", "/laporan/?status=verified"),
    Step(LOOK, "Sekitar 40 nelayan Kelompok C"),
)
SECRETARY = (
    Step(GO, "Meja", "/"),
    Step(LOOK, "Menunggu Anda"),
    Step(GO, "Dokumen yang menunggu paraf", "/dokumen/?keadaan=initialling&milik=tim"),
    Step(PRESS, "Laporan Bulanan Tim Terpadu"),
    Step(LOOK, "Langkah berikut: paraf Kepala Badan", why="Kabid sudah memberi parafnya."),
    Step(PRESS, "Beri paraf", why="Artinya: sudah dibaca dan disetujui untuk diteruskan."),
    Step(LOOK, "Langkah berikut: nomor", why="Nomor berasal dari Setda atau SRIKANDI."),
    Step(GO, "Dokumen yang sudah dikirim", "/dokumen/?keadaan=sent&milik=tim"),
    Step(PRESS, "Laporan Bulanan Tim Terpadu"),
    Step(LOOK, "tanda terima", why="Siapa menerima, kapan, dan dengan nomor agenda berapa."),
)
LEADER = (
    Step(GO, "Beranda", "/"),
    Step(LOOK, "kerawanan Tinggi ke atas", why="Di sebelahnya angka bulan sebelumnya."),
    Step(PRESS, "laporan terverifikasi", why="Jumlah baris sama dengan angka yang ditekan."),
    Step(GO, "Beranda", "/"),
    Step(
        LOOK, "Kerawanan per kecamatan", why="Tepi putus-putus berarti belum melapor, bukan aman."
    ),
    Step(PRESS, "Tinggi ke atas"),
    Step(GO, "Surat yang sudah dikirim", "/dokumen/?keadaan=sent&milik=tim"),
    Step(PRESS, "Laporan Bulanan Tim Terpadu"),
    Step(LOOK, "Seperti yang dikirim", why="Berkas yang sama dengan yang diterima Gubernur."),
)
ONCE = "Sekali jalan: yang sudah diputuskan tidak kembali ke daftar."
STORIES = (
    Story(
        "camat", "Camat", "camat.sungaikunyit", "Melapor dari ponsel",
        "Nelayan berkumpul di dermaga. Anda mengabari kabupaten dalam tiga puluh detik.", CAMAT,
    ),
    Story(
        "staf", "Staf sekretariat", "staf.mempawah", "Pagi di meja sekretariat",
        "Siapa belum melapor, dan bagaimana laporan bulanan ditulis tanpa mengetik angka.", STAFF,
    ),
    Story(
        "verifikator", "Verifikator (Kabid)", "kabid.mempawah", "Memeriksa satu laporan",
        f"Dari antrean sampai terverifikasi. {ONCE}", VERIFIER,
    ),
    Story(
        "sekretaris", "Sekretaris (Kepala Badan)", "kaban.samosir", "Menyetujui surat",
        f"Satu surat menunggu paraf terakhir. {ONCE}", SECRETARY,
    ),
    Story(
        "pimpinan", "Pimpinan (Wakil Bupati)", "wabup.mempawah", "Sembilan puluh detik",
        "Apa yang berubah, di mana, dan apa yang sudah dilaporkan ke atas.", LEADER,
    ),
)  # fmt: skip


def is_offered(user: User | None) -> bool:
    """Whether the reader's data is invented; without a sign-in, whether any is."""
    if user and user.team:
        return user.team.is_demo
    return Team.objects.demo().exists()
