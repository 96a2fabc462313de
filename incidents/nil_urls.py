"""Addresses of nil reports."""

from django.urls import path

from incidents.views import nil

app_name = "nil"
urlpatterns = [
    path("", nil.nil_list, name="list"),
    path("baru/", nil.nil_create, name="create"),
    path("<int:pk>/tarik/", nil.nil_withdraw, name="withdraw"),
]
