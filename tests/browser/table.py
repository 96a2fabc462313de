"""The pages a browser looks at, as people of the demo see them.

Words in braces are filled from the demo itself: the code of a report in each state. A document on
its way is looked at by the test of the whole job.
"""

from tests.browser.pages import Shot

CAMAT, STAFF, KABID = "camat.sungaikunyit", "staf.mempawah", "kabid.mempawah"
KABAN, WABUP, ADMIN = "kaban.mempawah", "wabup.mempawah", "admin.mempawah"
POLRES, DANDIM, PROVINCE = "polres.mempawah", "kapolres.mempawah", "provinsi.kalbar"
AUDITOR = "inspektorat.mempawah"

ACCOUNT = [
    Shot("masuk", "", "/masuk/"),
    Shot("masuk_lupa", "", "/masuk/sandi/lupa/"),
    Shot("bantuan", "", "/bantuan/"),
    Shot("sandi", CAMAT, "/masuk/sandi/"),
    Shot("ulang", CAMAT, "/masuk/ulang/"),
    Shot("langkah_kedua", CAMAT, "/masuk/langkah-kedua/"),
    Shot("autentikator", CAMAT, "/masuk/langkah-kedua/totp/activate/"),
    Shot("kunci", CAMAT, "/masuk/langkah-kedua/webauthn/"),
    Shot("perangkat", CAMAT, "/masuk/perangkat/"),
    Shot("keluar", CAMAT, "/masuk/keluar/"),
    Shot("tidak_ditemukan", CAMAT, "/tidak/ada/", status=404),
    Shot("tidak_diizinkan", CAMAT, "/pengaturan/pengguna/", status=403),
]
HOMES = [
    Shot("beranda_kecamatan", CAMAT, "/"),
    Shot("beranda_instansi", POLRES, "/"),
    Shot("meja", KABID, "/"),
    Shot("beranda_pimpinan", WABUP, "/"),
    Shot("beranda_forkopimda", DANDIM, "/"),
    Shot("beranda_provinsi", PROVINCE, "/"),
    Shot("beranda_inspektorat", AUDITOR, "/"),
    Shot("beranda_admin", ADMIN, "/"),
    Shot("dasbor", KABAN, "/dasbor/"),
    Shot("kotak_masuk", CAMAT, "/kotak-masuk/"),
]
REPORTS = [
    Shot("laporan", CAMAT, "/laporan/"),
    Shot("laporan_saring", KABID, "/laporan/?status=verified&tingkat=3-4&q=nelayan"),
    Shot("laporan_kosong", KABID, "/laporan/?q=tidakadakataini"),
    Shot("antrean", KABID, "/laporan/antrean/"),
    Shot("lapor", CAMAT, "/laporan/baru/"),
    Shot("lapor_meja", STAFF, "/laporan/baru/"),
    Shot("terkirim", CAMAT, "/laporan/{submitted}/terkirim/"),
    Shot("lengkapi", CAMAT, "/laporan/{draft}/lengkapi/"),
    Shot("lengkapi_dikembalikan", CAMAT, "/laporan/{returned}/lengkapi/"),
    Shot("laporan_dikembalikan", CAMAT, "/laporan/{returned}/"),
    Shot("laporan_terverifikasi", CAMAT, "/laporan/{verified}/"),
    Shot("verifikasi", KABID, "/laporan/{submitted}/verifikasi/"),
    Shot("versi", KABID, "/laporan/{verified}/versi/"),
    Shot("koreksi", KABID, "/laporan/{submitted}/koreksi/summary/"),
    Shot("bagikan", KABAN, "/laporan/{verified}/bagikan/"),
    Shot("lampiran", CAMAT, "/laporan/{returned}/lampiran/"),
    Shot("gabung", KABID, "/laporan/{submitted}/gabung/"),
    Shot("tutup", KABID, "/laporan/{verified}/tutup/"),
    Shot("buka_lagi", KABID, "/laporan/{closed}/buka-lagi/"),
    Shot("tidak_ditindaklanjuti", KABID, "/laporan/{submitted}/tidak-ditindaklanjuti/"),
    Shot("pola_isu", KABID, "/laporan/acuan/pola-isu/"),
    Shot("kata", KABID, "/laporan/acuan/kata/"),
    Shot("nihil", KABID, "/nihil/"),
    Shot("nihil_baru", CAMAT, "/nihil/baru/"),
]
DOCUMENTS = [
    Shot("dokumen", KABID, "/dokumen/"),
    Shot("dokumen_susun", STAFF, "/dokumen/susun/"),
    Shot("dokumen_register", STAFF, "/dokumen/register/"),
    Shot("dokumen_penerima", KABAN, "/dokumen/penerima/"),
    Shot("dokumen_penerima_baru", KABAN, "/dokumen/penerima/baru/"),
    Shot("dokumen_kop", KABAN, "/dokumen/kop/"),
    Shot("dokumen_kop_bupati", KABAN, "/dokumen/kop/bupati/"),
]
HOUSE = [
    Shot("komponen", KABID, "/pengaturan/komponen/"),
    Shot("pengaturan", KABAN, "/pengaturan/"),
    Shot("pengguna", ADMIN, "/pengaturan/pengguna/"),
    Shot("pengguna_baru", ADMIN, "/pengaturan/pengguna/baru/"),
    Shot("pengguna_ubah", ADMIN, "/pengaturan/pengguna/", follow="tbody th a"),
    Shot("instansi", ADMIN, "/pengaturan/instansi/"),
]
SHOTS = [*ACCOUNT, *HOMES, *REPORTS, *DOCUMENTS, *HOUSE]
