"""Address of the first page."""

from django.urls import path

from timdu.team.beginning import views

urlpatterns = [path("", views.begin, name="begin")]
