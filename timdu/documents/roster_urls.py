"""Addresses of the roster on paper; the roster lies below what draws it."""

from django.urls import path

from timdu.documents.views import rosters

app_name = "roster_pdf"
urlpatterns = [
    path("susunan.pdf", rosters.team_pdf, name="team"),
    path("kontak.pdf", rosters.contacts_pdf, name="contacts"),
    path("kecamatan/<str:code>/susunan.pdf", rosters.kecamatan_pdf, name="kecamatan"),
]
