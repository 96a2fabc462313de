"""From the page a person is on to the section that explains it."""

from functools import cache

from timdu.guide import books
from timdu.guide.books import Book

# Section (its title as an address) → names of pages; one ending in ":" means the whole app.
TOPICS: dict[str, tuple[str, ...]] = {
    "beranda": ("home", "dashboard"),
    "kotak-masuk-dan-surel": ("inbox:", "mail:"),
    "tanpa-sinyal": ("offline:",),
    "melapor": ("incidents:create", "incidents:receipt", "sending:"),
    "mencatat-atas-nama": ("incidents:paste",),
    "impor-dari-lembar": (
        "incidents:imports", "incidents:import", "incidents:import_template",
        "incidents:import_store", "incidents:import_undo",
    ),
    "impor-riwayat": ("history:",),
    "formulir-kertas": ("incidents:forms", "incidents:form_pdf"),
    "melengkapi-laporan": ("incidents:complete", "incidents:files", "incidents:file_withdraw"),
    "memverifikasi": ("incidents:verify", "incidents:queue", "cases:ungathered"),
    "mengoreksi-dan-menutup": (
        "incidents:correct", "incidents:close", "incidents:reopen", "incidents:drop",
        "incidents:restore", "incidents:merge", "incidents:separate", "incidents:versions",
    ),
    "membagikan-laporan": ("incidents:share", "incidents:share_withdraw"),
    "daftar-acuan": (
        "incidents:patterns", "incidents:pattern_create", "incidents:pattern_edit",
        "incidents:families", "incidents:family_edit",
    ),
    "perkembangan-dan-koreksi": (
        "incidents:develop", "incidents:development_withdraw", "incidents:propose",
        "incidents:retract", "incidents:mine",
    ),
    "kabar-baru": ("incidents:news", "incidents:answer_pace"),
    "permasalahan": ("cases:",),
    "kesepakatan-para-pihak": ("agreements:",),
    "status-keadaan-konflik": ("emergency:",),
    "kegiatan": ("activities:",),
    "mencari": ("finding:",),
    "peta": ("mapping:",),
    "disposisi-dan-permintaan": ("asking:",),
    "nota-dinas": ("nota:",),
    "membaca-laporan": ("incidents:",),
    "nihil": ("nil:",),
    "siapa-yang-wajib-lapor": ("nil:duties", "nil:duty_create", "nil:duty_end"),
    "untuk-dihubungi": ("nil:calls", "nil:call"),
    "menyusun-laporan-bulanan": ("report_compile", "core:job", "documents:edit"),
    "penerima-dan-kop-surat": (
        "documents:recipients", "documents:recipient_create", "documents:recipient_edit",
        "documents:letterheads", "documents:letterhead", "documents:letterhead_kecamatan",
    ),
    "dokumen": ("documents:",),
    "keadaan-sistem": ("system",),
    "pengguna": ("team:user_", "team:agency_", "recovery:"),
    "pengaturan": ("team:", "components"),
    "sk-dan-susunan-tim": (
        "roster:decree", "roster:seat", "roster:holder", "roster:partner", "succession:",
    ),
    "petugas-piket": ("roster:rota", "roster:duty_officer", "roster:duty_officers"),
    "tim-dan-kontak": ("roster:", "roster_pdf:"),
    "arahan": ("arahan:",),
    "surat-tugas": ("audit:",),
    "hak-akses": ("rights:",),
    "lupa-kata-sandi": ("account_reset_password",),
    "verifikasi-dua-langkah": ("mfa_",),
    "perangkat-yang-masuk": ("usersessions_",),
    "masuk": ("account_", "begin"),
}  # fmt: skip


@cache
def topic_of(page: str) -> str:
    """The section for a page, by the longest name that fits; empty where none does."""
    found = [
        (len(name), topic)
        for topic, names in TOPICS.items()
        for name in names
        if page == name or (name.endswith((":", "_")) and page.startswith(name))
        or (not name.endswith((":", "_")) and page.startswith(f"{name}_"))
    ]  # fmt: skip
    return max(found, default=(0, ""))[1]


@cache
def place_of(own: str, topic: str) -> tuple[Book, str] | None:
    """The guide that speaks of it, one's own before another's."""
    shelf = sorted(books.books(), key=lambda one: one.key != own)
    return next(((one, topic) for one in shelf if topic and one.has(topic)), None)


def address(own: str, page: str) -> str:
    """Where the help for a page stands; the front page of help where nothing is said of it."""
    found = place_of(own, topic_of(page))
    return f"{found[0].url}#{found[1]}" if found else ""
