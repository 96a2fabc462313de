"""Addresses of the help."""

from django.urls import path

from timdu.guide import views

urlpatterns = [
    path("", views.index, name="help"),
    path("coba-sendiri/", views.stories, name="help_stories"),
    path("surat-bupati/", views.order_letter, name="help_order"),
    path("surat-bupati/teks/", views.order_text, name="help_order_text"),
    path("<slug:key>/", views.guide, name="help_book"),
]
