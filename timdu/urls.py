"""The roof: every address of the system."""

from django.urls import URLPattern, URLResolver, include, path

from timdu import pieces

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("timdu.core.urls")),
    path("", include("timdu.offline.urls")),
    path("masuk/", include("timdu.team.sign_in_urls")),
    path("mulai/", include("timdu.team.beginning.urls")),
    path("bantuan/", include("timdu.guide.urls")),
    path("pengaturan/komponen/", pieces.components, name="components"),
    path("wilayah/", include("timdu.wilayah.urls")),
    path("berkas/", include("timdu.files.urls")),
    path("pengaturan/pengguna/", include("timdu.team.audit.urls")),
    path("pengaturan/", include("timdu.team.urls")),
    path("pengaturan/", include("timdu.inbox.recovery_urls")),
    path("tim/", include("timdu.inbox.succession_urls")),
    path("tim/", include("timdu.documents.roster_urls")),
    path("tim/", include("timdu.team.roster.urls")),
    path("", include("timdu.documents.urls")),
    path("hak-akses/", include("timdu.rights.urls")),
    path("arahan/", include("timdu.inbox.arahan.urls")),
    path("akun/", include("timdu.inbox.account_urls")),
    path("kotak-masuk/", include("timdu.inbox.urls")),
    path("laporan/riwayat/", include("incidents.history.urls")),
    path("laporan/", include("incidents.urls")),
    path("permasalahan/", include("reports.nota.urls")),
    path("permasalahan/", include("incidents.cases.agreements.urls")),
    path("permasalahan/", include("incidents.cases.urls")),
    path("", include("incidents.cases.asking.urls")),
    path("status-keadaan/", include("incidents.cases.emergency.urls")),
    path("kegiatan/", include("renaksi.urls")),
    path("nihil/", include("incidents.nil_urls")),
    path("kiriman/", include("incidents.sending_urls")),
    path("cari/", include("reports.finding.urls")),
    path("peta/", include("reports.mapping.urls")),
    path("", include("reports.urls")),
]

handler400 = "timdu.core.views.unreadable"
handler403 = "timdu.core.views.denied"
handler404 = "timdu.core.views.not_found"
handler500 = "timdu.core.views.broken"
