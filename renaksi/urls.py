"""Addresses of kegiatan."""

from django.urls import path

from renaksi.views import detail, exporting, lists, recording, reference

app_name = "activities"
urlpatterns = [
    path("", lists.activity_list, name="list"),
    path("baru/", recording.activity_create, name="create"),
    path("unduh/", exporting.activity_export, name="export"),
    path("jenis/", reference.kind_list, name="kinds"),
    path("jenis/baru/", reference.kind_create, name="kind_create"),
    path("jenis/<int:pk>/", reference.kind_edit, name="kind_edit"),
    path("<str:code>/", detail.activity_detail, name="detail"),
    path("<str:code>/ubah/", recording.activity_edit, name="edit"),
    path("<str:code>/berkas/", detail.activity_files, name="files"),
    path("<str:code>/berkas/<int:pk>/tarik/", detail.file_withdraw, name="file_withdraw"),
    path("<str:code>/tarik/", recording.activity_withdraw, name="withdraw"),
]
