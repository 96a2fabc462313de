"""Addresses of the areas."""

from django.urls import path

from timdu.wilayah import views

app_name = "wilayah"
urlpatterns = [path("cari/", views.wilayah_search, name="search")]
