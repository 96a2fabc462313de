"""Addresses of the map."""

from django.urls import path

from reports.mapping import views

app_name = "mapping"
urlpatterns = [
    path("", views.area_map, name="map"),
    path("pdf/", views.map_pdf, name="pdf"),
]
