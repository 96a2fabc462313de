"""Addresses of the inbox."""

from django.urls import path

from timdu.inbox import views

app_name = "inbox"
urlpatterns = [path("", views.inbox, name="list")]
