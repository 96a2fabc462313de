"""Addresses of handing an office over and back; that moves what waits, above the roster."""

from django.urls import path

from timdu.inbox.views import succession, withdrawing

app_name = "succession"
urlpatterns = [
    path("kedudukan/<int:pk>/ganti/", succession.replace, name="replace"),
    path("pejabat/<int:pk>/batalkan/", withdrawing.withdraw, name="withdraw"),
    path("pejabat/<int:pk>/tanggal/", withdrawing.redate, name="redate"),
]
