"""What the page Hak akses says: each address in words, with its rule and who grants it."""

from collections.abc import Callable

from incidents import permissions as incident
from reports import permissions as report
from timdu.core.access import SENTENCES, Verdict
from timdu.documents import permissions as document
from timdu.files import permissions as file
from timdu.inbox.arahan import permissions as arahan
from timdu.rights import permissions as rights
from timdu.team import permissions as team
from timdu.team.audit import permissions as audit
from timdu.team.entrance import permissions as entrance
from timdu.team.roster import permissions as roster

Question = Callable[..., Verdict]


def said(reason: str, who: str = "") -> Verdict:
    """A rule in words, where no question speaks for it alone."""
    return Verdict(False, reason, who)


DESK = "Sekretariat Tim Terpadu"
HEAD = "Kepala Badan"
OPEN = said("Terbuka bagi setiap orang yang masuk; isinya milik orang itu sendiri.")
PUBLIC = said("Terbuka tanpa masuk; tidak memuat isi laporan.")
SEEN = said(
    "Laporan dilihat pelapor dan kantornya, sekretariat, dan Inspektorat sampai Terbatas; oleh "
    "yang lain bila dibagikan. Rahasia hanya bagi orang yang disebut namanya.",
    "Kabid atau Kepala Badan; untuk Rahasia hanya Kepala Badan",
)
PAPER = said(
    "Dokumen dilihat sekretariat, pimpinan, dan Inspektorat sampai Terbatas, kecamatan untuk "
    "dokumennya sendiri, dan penerima sesudah dikirim. Rahasia hanya bagi orang yang disebut.",
    "Kepala Badan",
)
FILE = said("Berkas dibuka oleh siapa pun yang boleh membuka catatannya.", "pemilik catatannya")
INITIAL = said("Paraf diberikan menurut jenjang, oleh pemegang jabatannya.", "pejabat jenjang itu")

WORDS: dict[str, tuple[str, Verdict | Question]] = {
    "home": ("Beranda menurut peran", OPEN),
    "dashboard": ("Dasbor pimpinan", report.can_see_dashboard),
    "report_compile": ("Menyusun laporan", report.can_compile),
    "system": ("Status sistem", report.can_see_system),
    "help": ("Bantuan", PUBLIC),
    "help_book": ("Panduan satu peran", PUBLIC),
    "help_stories": ("Coba sendiri (hanya pada data contoh)", PUBLIC),
    "help_order": ("Konsep surat Bupati tentang pelaporan", PUBLIC),
    "help_order_text": ("Unduh konsep surat Bupati", PUBLIC),
    "components": ("Contoh bagian halaman", team.can_see_settings),
    "begin": ("Halaman pertama (hanya selama belum ada tim)", PUBLIC),
    "incidents:list": ("Daftar laporan", incident.can_read),
    "incidents:queue": ("Antrean verifikasi", incident.can_triage),
    "incidents:export": ("Unduh daftar laporan (CSV)", incident.can_read),
    "incidents:create": ("Membuat laporan", incident.can_report),
    "incidents:detail": ("Membuka laporan", SEEN),
    "incidents:receipt": ("Bukti penerimaan laporan", incident.can_read_receipt),
    "incidents:versions": ("Riwayat perubahan laporan", incident.can_read_history),
    "incidents:complete": ("Melengkapi laporan", incident.can_edit),
    "incidents:files": ("Menambah lampiran laporan", incident.can_attach),
    "incidents:file_withdraw": ("Menarik lampiran laporan", file.can_withdraw),
    "incidents:verify": ("Memeriksa dan memverifikasi", incident.can_verify),
    "incidents:correct": ("Mencatat koreksi fakta", incident.can_correct),
    "incidents:share": ("Membagikan laporan", incident.can_share),
    "incidents:share_withdraw": ("Menarik pembagian", incident.can_share),
    "incidents:drop": ("Tidak menindaklanjuti", incident.can_verify),
    "incidents:merge": ("Menggabung laporan", incident.can_verify),
    "incidents:close": ("Menutup laporan", incident.can_verify),
    "incidents:reopen": ("Membuka lagi laporan", incident.can_verify),
    "incidents:restore": ("Memulihkan laporan", incident.can_verify),
    "incidents:separate": ("Memisahkan gabungan", incident.can_verify),
    "incidents:patterns": ("Daftar pola isu", incident.can_edit_reference),
    "incidents:pattern_create": ("Menambah pola isu", incident.can_edit_reference),
    "incidents:pattern_edit": ("Mengubah pola isu", incident.can_edit_reference),
    "incidents:families": ("Daftar keluarga kata", incident.can_edit_reference),
    "incidents:family_edit": ("Mengubah keluarga kata", incident.can_edit_reference),
    "nil:list": ("Kepatuhan dan laporan nihil", incident.can_see_nil),
    "nil:create": ("Menyatakan nihil", incident.can_file_nil),
    "nil:withdraw": ("Menarik laporan nihil", incident.can_withdraw_nil),
    "files:show": ("Membuka berkas lampiran", FILE),
    "files:small": ("Gambar kecil lampiran", FILE),
    "documents:list": ("Daftar dokumen", PAPER),
    "documents:register": ("Buku nomor surat keluar", document.can_see_register),
    "documents:detail": ("Membuka dokumen", PAPER),
    "documents:pdf": ("PDF dokumen", PAPER),
    "documents:unsigned_pdf": ("PDF tanpa tanda tangan", PAPER),
    "documents:version_pdf": ("PDF versi terdahulu", PAPER),
    "documents:edit": ("Mengubah naskah", document.can_prepare),
    "documents:refresh": ("Memperbarui data naskah", document.can_prepare),
    "documents:draw_again": ("Mencetak ulang PDF", document.can_prepare),
    "documents:submit": ("Mengajukan paraf", document.can_prepare),
    "documents:initial": ("Memberi paraf", INITIAL),
    "documents:initial_on_paper": (
        "Mencatat paraf basah",
        said("Paraf basah dicatat bila jabatannya tidak memiliki akun.", DESK),
    ),
    "documents:number": ("Mencatat nomor surat", document.can_prepare),
    "documents:sign": ("Mengunggah berkas bertanda tangan", document.can_prepare),
    "documents:send": ("Mengirim dokumen", document.can_prepare),
    "documents:give_back": ("Mengembalikan naskah", document.can_give_back),
    "documents:reopen": ("Membuka kembali yang bernomor", document.can_reopen),
    "documents:cancel": ("Membatalkan dokumen", document.can_cancel),
    "documents:share": ("Membuka dokumen Rahasia", document.can_share),
    "documents:send_again": ("Mengirim ulang", document.can_prepare),
    "documents:carried": ("Mencatat pengantaran", document.can_prepare),
    "documents:receipt": ("Mencatat tanda terima", document.can_note_receipt),
    "documents:recipients": ("Daftar penerima", document.can_manage_recipients),
    "documents:recipient_create": ("Menambah penerima", document.can_manage_recipients),
    "documents:recipient_edit": ("Mengubah penerima", document.can_manage_recipients),
    "documents:verify": ("Memastikan alamat", document.can_verify_address),
    "documents:retire": ("Mengakhiri penerima", document.can_manage_recipients),
    "documents:letterheads": ("Daftar kop surat", document.can_change_letterhead),
    "documents:letterhead": ("Mengubah kop surat", document.can_change_letterhead),
    "documents:letterhead_kecamatan": ("Mengubah kop kecamatan", document.can_change_letterhead),
    "documents:check": ("Memeriksa keaslian dokumen", PUBLIC),
    "roster:team": ("Susunan tim", roster.can_see_roster),
    "roster:chart": ("Bagan tim", roster.can_see_roster),
    "roster:contacts": ("Kontak", roster.can_see_roster),
    "roster:kecamatan_list": ("Daftar tim kecamatan", roster.can_see_roster),
    "roster:kecamatan": ("Tim Terpadu Kecamatan", roster.can_see_roster),
    "roster_pdf:team": ("Susunan tim (PDF)", roster.can_see_roster),
    "roster_pdf:contacts": ("Kontak (PDF)", roster.can_see_roster),
    "roster_pdf:kecamatan": ("Tim Terpadu Kecamatan (PDF)", roster.can_see_roster),
    "roster:rota": ("Jadwal piket", roster.can_see_roster),
    "roster:rota_month": ("Jadwal piket satu bulan", roster.can_see_roster),
    "roster:rota_plan": ("Menyusun jadwal piket", roster.can_plan_duty),
    "roster:rota_fill": ("Mengisi jadwal piket berurutan", roster.can_plan_duty),
    "roster:rota_swap": ("Menukar dua giliran piket", roster.can_plan_duty),
    "roster:rota_copy": ("Menyalin pola bulan lalu", roster.can_plan_duty),
    "roster:duty_officers": ("Petugas piket", roster.can_plan_duty),
    "roster:duty_officer": ("Mengubah petugas piket", roster.can_plan_duty),
    "roster:duty_officer_retire": ("Mengakhiri petugas piket", roster.can_plan_duty),
    "roster:partners": ("Daftar mitra", roster.can_see_roster),
    "roster:partner_create": ("Menambah mitra", roster.can_edit_partners),
    "roster:partner_edit": ("Mengubah mitra", roster.can_edit_partners),
    "roster:partner_retire": ("Mengakhiri mitra", roster.can_edit_partners),
    "roster:decrees": ("Daftar SK", roster.can_see_roster),
    "roster:decree": ("Membuka SK", roster.can_see_roster),
    "roster:decree_create": ("Menyusun SK", roster.can_edit_roster),
    "roster:decree_edit": ("Mengubah SK", roster.can_edit_roster),
    "roster:decree_issue": ("Memberlakukan SK", roster.can_issue),
    "roster:decree_withdraw": ("Membatalkan konsep SK", roster.can_edit_roster),
    "roster:scan_withdraw": ("Menarik pindaian SK", file.can_withdraw),
    "roster:seat": ("Membuka kedudukan", roster.can_see_roster),
    "roster:seat_create": ("Menambah kedudukan", roster.can_edit_roster),
    "roster:seat_edit": ("Mengubah kedudukan", roster.can_edit_seat),
    "roster:seat_end": ("Mengakhiri kedudukan", roster.can_edit_roster),
    "roster:seat_drop": ("Tidak memuat kedudukan", roster.can_edit_roster),
    "roster:holder_create": ("Mencatat pejabat", roster.can_edit_roster),
    "roster:holder_edit": ("Memperbaiki pejabat", roster.can_edit_roster),
    "succession:replace": ("Mengganti pejabat", roster.can_move_access),
    "succession:withdraw": ("Menarik pencatatan pejabat", roster.can_move_access),
    "succession:redate": ("Membetulkan tanggal pejabat", roster.can_move_access),
    "team:user_list": ("Daftar pengguna", team.can_manage_users),
    "team:user_create": ("Menambah pengguna", team.can_manage_users),
    "team:user_edit": ("Mengubah pengguna", team.can_manage_users),
    "team:user_end": ("Mengakhiri akses", team.can_manage_users),
    "team:user_restore": ("Membuka kembali akses", team.can_manage_users),
    "team:user_confirm": ("Menyetujui peran", team.can_confirm_grant),
    "recovery:ask": ("Meminta pemulihan kata sandi atau verifikasi", team.can_manage_users),
    "recovery:answer": ("Menyetujui pemulihan", entrance.can_answer),
    "recovery:told": ("Kabar pemulihan kepada pemiliknya", entrance.can_acknowledge),
    "team:agency_list": ("Instansi", team.can_manage_users),
    "team:agency_edit": ("Mengubah instansi", team.can_manage_users),
    "team:settings": ("Pengaturan tim", team.can_see_settings),
    "team:setting_edit": ("Mengubah pengaturan", team.can_change_settings),
    "audit:surat_tugas": ("Mencatat surat tugas Inspektorat", audit.can_admit_auditor),
    "rights:matrix": ("Hak akses", rights.can_see_matrix),
    "rights:openings": ("Siapa yang membuka", team.can_see_openings),
    "rights:openings_export": ("Unduh catatan pembukaan (CSV)", team.can_see_openings),
    "rights:bundle": ("Berkas pemeriksaan", rights.can_take_bundle),
    "arahan:list": ("Daftar arahan", arahan.can_see_arahan),
    "arahan:create": ("Mencatat arahan pimpinan", arahan.can_record),
    "arahan:detail": ("Membuka arahan", arahan.can_see_arahan),
    "arahan:confirm": ("Membenarkan atau memperbaiki arahan", arahan.can_confirm),
    "arahan:finish": ("Mencatat pelaksanaan arahan", arahan.can_finish),
    "inbox:list": ("Kotak masuk", OPEN),
    "core:job": ("Kemajuan pekerjaan", said("Dilihat oleh yang memulainya.", "pemulainya")),
    "core:health": ("Kesehatan sistem (untuk mesin)", PUBLIC),
    "wilayah:search": ("Mencari kode wilayah", OPEN),
}
RELATIONS = {
    "": "",
    "own": "milik sendiri atau sekantor",
    "verified": "sudah terverifikasi",
    "agency": "milik satu instansi",
    "shared": "dibagikan kepada instansi lain",
    "R": "Rahasia, satu orang disebut namanya",
    "draft": "masih konsep",
    "draft-of-kecamatan": "konsep kecamatan",
    "empty": "tanpa isi",
    "saring": "dengan saringan",
    "old-version": "versi lama",
    "save": "menyimpan",
    "addressed": "dialamatkan kepada pengamat, sudah dikirim",
    "own-kecamatan": "milik kecamatan camat itu",
    "kecamatan": "milik kecamatan camat itu",
    "intelligence": "unsur intelijen",
    "no-account": "pejabat tanpa akun",
    "of-an-ordinary-report": "laporan biasa",
    "of-a-secret-report": "laporan Rahasia",
    "withdrawn": "sudah ditarik",
    "held": "dipilih, belum dikirim",
    "the-team's-report": "laporan tim",
    "a-kecamatan's-own": "laporan kecamatan sendiri",
    "unknown": "tanda tidak dikenal",
}


def sentence(url: str) -> Verdict:
    """The rule behind an address, and who can grant it."""
    behind = WORDS[url][1]
    return behind if isinstance(behind, Verdict) else SENTENCES[behind]
