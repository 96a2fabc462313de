"""Addresses of what one handed in, and of what a telephone asks before and after."""

from django.urls import path

from incidents.views import sending, uploads

app_name = "sending"
urlpatterns = [
    path("", sending.sent_list, name="list"),
    path("saya/", sending.whoami, name="whoami"),
    path("berkas/", uploads.upload_announce, name="uploads"),
    path("berkas/<uuid:pk>/", uploads.upload_piece, name="upload"),
    path("<str:key>/", sending.sent_receipt, name="receipt"),
]
