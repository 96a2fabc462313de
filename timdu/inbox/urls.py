"""Addresses of the inbox."""

from django.urls import path

from timdu.inbox.views import filters, mails, waiting

app_name = "inbox"
urlpatterns = [
    path("", waiting.inbox, name="list"),
    path("saringan/", filters.filter_list, name="filters"),
    path("saringan/baru/", filters.filter_create, name="filter_create"),
    path("saringan/<int:pk>/", filters.filter_edit, name="filter"),
    path("surel/<int:pk>/", mails.detail, name="mail"),
]
