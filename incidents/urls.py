"""Addresses of reports from the field."""

from django.urls import path

from incidents.views import (
    complete,
    corrections,
    detail,
    files,
    lists,
    moves,
    reference,
    report,
    sharing,
    verify,
)

app_name = "incidents"
urlpatterns = [
    path("", lists.incident_list, name="list"),
    path("antrean/", lists.incident_queue, name="queue"),
    path("unduh/", lists.incident_export, name="export"),
    path("baru/", report.incident_create, name="create"),
    path("acuan/pola-isu/", reference.pattern_list, name="patterns"),
    path("acuan/pola-isu/baru/", reference.pattern_create, name="pattern_create"),
    path("acuan/pola-isu/<int:pk>/", reference.pattern_edit, name="pattern_edit"),
    path("acuan/kata/", reference.family_list, name="families"),
    path("acuan/kata/<int:pk>/", reference.family_edit, name="family_edit"),
    path("<str:code>/", detail.incident_detail, name="detail"),
    path("<str:code>/terkirim/", report.incident_receipt, name="receipt"),
    path("<str:code>/lengkapi/", complete.incident_complete, name="complete"),
    path("<str:code>/verifikasi/", verify.incident_verify, name="verify"),
    path("<str:code>/versi/", detail.incident_versions, name="versions"),
    path("<str:code>/koreksi/<str:field>/", corrections.incident_correct, name="correct"),
    path("<str:code>/bagikan/", sharing.incident_share, name="share"),
    path("<str:code>/bagikan/<int:pk>/tarik/", sharing.share_withdraw, name="share_withdraw"),
    path("<str:code>/lampiran/", files.incident_files, name="files"),
    path("<str:code>/lampiran/<int:pk>/tarik/", files.file_withdraw, name="file_withdraw"),
    path("<str:code>/gabung/", moves.incident_merge, name="merge"),
    path("<str:code>/tutup/", moves.incident_move, {"action": "close"}, name="close"),
    path("<str:code>/buka-lagi/", moves.incident_move, {"action": "reopen"}, name="reopen"),
    path("<str:code>/tidak-ditindaklanjuti/", moves.incident_move, {"action": "drop"}, name="drop"),
    path("<str:code>/pulihkan/", moves.incident_move, {"action": "restore"}, name="restore"),
    path("<str:code>/pisahkan/", moves.incident_move, {"action": "separate"}, name="separate"),
]
