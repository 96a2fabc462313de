"""Addresses of the inbox."""

from django.urls import path

from timdu.inbox.views import mails, waiting

app_name = "inbox"
urlpatterns = [
    path("", waiting.inbox, name="list"),
    path("surel/<int:pk>/", mails.detail, name="mail"),
]
