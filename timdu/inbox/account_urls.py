"""Addresses of what one wants of mail."""

from django.urls import path

from timdu.inbox.views import mails

app_name = "mail"
urlpatterns = [path("surel/", mails.choices, name="choices")]
