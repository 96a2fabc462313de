"""Addresses a phone keeps, and those by which it installs."""

from django.urls import path

from timdu.offline import views

app_name = "offline"
urlpatterns = [
    path("sw.js", views.service_worker, name="worker"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("luring/", views.report, name="report"),
    path("bagikan/", views.shared, name="shared"),
    path("luring/nihil/", views.nil, name="nil"),
    path("luring/kegiatan/", views.activity, name="activity"),
    path("kotak-keluar/", views.outbox, name="outbox"),
]
