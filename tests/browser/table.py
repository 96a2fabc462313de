"""The pages a browser looks at, as people of the demo see them."""

from tests.browser.pages import Shot

CAMAT, STAFF, KABID = "camat.sungaikunyit", "staf.mempawah", "kabid.mempawah"
KABAN, WABUP, ADMIN = "kaban.mempawah", "wabup.mempawah", "admin.mempawah"

SHOTS = [
    Shot("masuk", "", "/masuk/"),
    Shot("masuk_lupa", "", "/masuk/sandi/lupa/"),
    Shot("bantuan", "", "/bantuan/"),
    Shot("kotak_masuk", CAMAT, "/kotak-masuk/"),
    Shot("sandi", CAMAT, "/masuk/sandi/"),
    Shot("ulang", CAMAT, "/masuk/ulang/"),
    Shot("langkah_kedua", CAMAT, "/masuk/langkah-kedua/"),
    Shot("autentikator", CAMAT, "/masuk/langkah-kedua/totp/activate/"),
    Shot("kunci", CAMAT, "/masuk/langkah-kedua/webauthn/"),
    Shot("perangkat", CAMAT, "/masuk/perangkat/"),
    Shot("keluar", CAMAT, "/masuk/keluar/"),
    Shot("tidak_ditemukan", CAMAT, "/tidak/ada/", status=404),
    Shot("tidak_diizinkan", CAMAT, "/pengaturan/pengguna/", status=403),
    Shot("komponen", KABID, "/pengaturan/komponen/"),
    Shot("pengaturan", KABAN, "/pengaturan/"),
    Shot("pengguna", ADMIN, "/pengaturan/pengguna/"),
    Shot("pengguna_baru", ADMIN, "/pengaturan/pengguna/baru/"),
    Shot("pengguna_ubah", ADMIN, "/pengaturan/pengguna/", follow="tbody th a"),
    Shot("instansi", ADMIN, "/pengaturan/instansi/"),
]
# Named addresses that answer a GET with something else than a page of their own.
NO_PAGES = {"core:health"}
