"""Address of handing an office over; it moves what waits, so it lives above the roster."""

from django.urls import path

from timdu.inbox.views import succession

app_name = "succession"
urlpatterns = [path("kedudukan/<int:pk>/ganti/", succession.replace, name="replace")]
