"""Addresses of files; names and owners stay out of them."""

from django.urls import path

from timdu.files import views

app_name = "files"
urlpatterns = [
    path("<uuid:pk>/", views.file_show, name="show"),
    path("<uuid:pk>/kecil/", views.file_small, name="small"),
]
