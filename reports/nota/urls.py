"""Addresses of nota dinas; they stand before those of the permasalahan."""

from django.urls import path

from reports.nota import views

app_name = "nota"
urlpatterns = [
    path("<str:code>/nota-dinas/", views.nota_create, name="create"),
    path("<str:code>/nota-dinas/<int:pk>/keputusan/", views.nota_decide, name="decide"),
]
