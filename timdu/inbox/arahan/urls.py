"""Addresses of arahan."""

from django.urls import path

from timdu.inbox.arahan import views

app_name = "arahan"
urlpatterns = [
    path("", views.arahan_list, name="list"),
    path("baru/", views.arahan_create, name="create"),
    path("<int:pk>/", views.arahan_detail, name="detail"),
    path("<int:pk>/benar/", views.arahan_confirm, name="confirm"),
    path("<int:pk>/dilaksanakan/", views.arahan_finish, name="finish"),
]
