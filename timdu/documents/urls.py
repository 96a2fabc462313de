"""Addresses of documents, their recipients and the check page."""

from django.urls import path

from timdu.documents.views import addressees, deliveries, files, pages, public, steps

app_name = "documents"
urlpatterns = [
    path("dokumen/", pages.document_list, name="list"),
    path("dokumen/register/", pages.register, name="register"),
    path("dokumen/penerima/", addressees.recipient_list, name="recipients"),
    path("dokumen/penerima/baru/", addressees.recipient_create, name="recipient_create"),
    path("dokumen/penerima/<int:pk>/", addressees.recipient_edit, name="recipient_edit"),
    path("dokumen/penerima/<int:pk>/pastikan/", addressees.recipient_verify, name="verify"),
    path("dokumen/penerima/<int:pk>/henti/", addressees.recipient_retire, name="retire"),
    path("dokumen/kop/", addressees.letterhead_list, name="letterheads"),
    path("dokumen/kop/<str:kind>/", addressees.letterhead_edit, name="letterhead"),
    path(
        "dokumen/kop/kecamatan/<str:kecamatan>/",
        addressees.letterhead_edit,
        {"kind": "kecamatan"},
        name="letterhead_kecamatan",
    ),
    path("dokumen/<int:pk>/", pages.document_detail, name="detail"),
    path("dokumen/<int:pk>/pdf/", files.document_pdf, name="pdf"),
    path("dokumen/<int:pk>/naskah.pdf", files.unsigned_pdf, name="unsigned_pdf"),
    path("dokumen/<int:pk>/versi/<int:number>.pdf", files.version_pdf, name="version_pdf"),
    path("dokumen/<int:pk>/naskah/", steps.edit, name="edit"),
    path("dokumen/<int:pk>/segarkan/", steps.refresh, name="refresh"),
    path("dokumen/<int:pk>/cetak-ulang/", steps.draw_again, name="draw_again"),
    path("dokumen/<int:pk>/ajukan/", steps.submit, name="submit"),
    path("dokumen/<int:pk>/paraf/", steps.initial, name="initial"),
    path("dokumen/<int:pk>/paraf-basah/", steps.initial_on_paper, name="initial_on_paper"),
    path("dokumen/<int:pk>/nomor/", steps.number, name="number"),
    path("dokumen/<int:pk>/bertanda-tangan/", steps.sign, name="sign"),
    path("dokumen/<int:pk>/kirim/", deliveries.send, name="send"),
    path(
        "dokumen/<int:pk>/kembalikan/", steps.with_reason, {"action": "give_back"}, name="give_back"
    ),
    path("dokumen/<int:pk>/buka-kembali/", steps.with_reason, {"action": "reopen"}, name="reopen"),
    path("dokumen/<int:pk>/batalkan/", steps.with_reason, {"action": "cancel"}, name="cancel"),
    path("dokumen/<int:pk>/buka-untuk/", steps.share, name="share"),
    path("dokumen/pengiriman/<int:pk>/lagi/", deliveries.send_again, name="send_again"),
    path("dokumen/pengiriman/<int:pk>/tersampaikan/", deliveries.carried, name="carried"),
    path("dokumen/pengiriman/<int:pk>/diterima/", deliveries.receipt, name="receipt"),
    path("cek/<str:token>/", public.check, name="check"),
]
