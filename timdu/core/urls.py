"""Addresses of the machinery."""

from django.urls import path

from timdu.core import views

app_name = "core"
urlpatterns = [
    path("pekerjaan/<int:pk>/", views.job_detail, name="job"),
    path("sehat/", views.health, name="health"),
]
