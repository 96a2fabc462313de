"""Addresses of permasalahan."""

from django.urls import path

from incidents.cases.views import detail, exporting, handlings, links, lists, moves, sharing, work

app_name = "cases"
urlpatterns = [
    path("", lists.case_list, name="list"),
    path("unduh/", exporting.case_export, name="export"),
    path("baru/", work.case_create, name="create"),
    path("laporan-lepas/", lists.ungathered, name="ungathered"),
    path("hubungkan/<str:code>/", links.link_case, name="link_case"),
    path("<str:code>/", detail.case_detail, name="detail"),
    path("<str:code>/kronologi/", detail.case_chronology, name="chronology"),
    path("<str:code>/ubah/", work.case_edit, name="edit"),
    path("<str:code>/nilai/", work.case_assess, name="assess"),
    path("<str:code>/laporan/", links.link_report, name="link_report"),
    path("<str:code>/laporan/<int:pk>/lepas/", links.unlink, name="unlink"),
    path("<str:code>/langkah/", handlings.handling_create, name="handle"),
    path(
        "<str:code>/langkah/<int:pk>/tarik/", handlings.handling_withdraw, name="handling_withdraw"
    ),
    path("<str:code>/siapa/", sharing.case_share, name="share"),
    path("<str:code>/siapa/<int:pk>/tarik/", sharing.share_withdraw, name="share_withdraw"),
    path("<str:code>/tutup/", moves.case_close, name="close"),
    path("<str:code>/buka-lagi/", moves.case_reopen, name="reopen"),
]
