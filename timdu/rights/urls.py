"""Addresses of who may do what, and of who opened what."""

from django.urls import path

from timdu.rights import views

app_name = "rights"
urlpatterns = [
    path("", views.matrix_page, name="matrix"),
    path("pembukaan/", views.openings, name="openings"),
    path("pembukaan/unduh/", views.openings_export, name="openings_export"),
    path("berkas-pemeriksaan/", views.bundle, name="bundle"),
]
