"""Address of the search."""

from django.urls import path

from reports.finding import views

app_name = "finding"
urlpatterns = [path("", views.find, name="find")]
