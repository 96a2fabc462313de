"""Addresses of the inbox."""

from django.urls import path

from timdu.inbox.views import waiting

app_name = "inbox"
urlpatterns = [path("", waiting.inbox, name="list")]
