"""Addresses of letting somebody in again; others hear of it, so it lives above the accounts."""

from django.urls import path

from timdu.inbox.views import recovery

app_name = "recovery"
urlpatterns = [
    path("pengguna/<int:pk>/pemulihan/", recovery.ask, name="ask"),
    path("pemulihan/<int:pk>/", recovery.answer, name="answer"),
    path("pemulihan/<int:pk>/kabar/", recovery.told, name="told"),
]
