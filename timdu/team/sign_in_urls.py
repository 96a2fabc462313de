"""Addresses of signing in: allauth's views under Indonesian paths; nobody signs up."""

from allauth.account import views
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path

urlpatterns = [
    path("", login_not_required(views.login), name="account_login"),
    path("keluar/", views.logout, name="account_logout"),
    path("tidak-aktif/", login_not_required(views.account_inactive), name="account_inactive"),
    path("ulang/", views.reauthenticate, name="account_reauthenticate"),
    path("sandi/", views.password_change, name="account_change_password"),
    path("sandi/lupa/", login_not_required(views.password_reset), name="account_reset_password"),
    path(
        "sandi/lupa/terkirim/",
        login_not_required(views.password_reset_done),
        name="account_reset_password_done",
    ),
    # The key has a dash of its own: only the first one parts it from the person.
    re_path(
        r"^sandi/baru/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        login_not_required(views.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "sandi/baru/selesai/",
        login_not_required(views.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("langkah-kedua/", include("allauth.mfa.urls")),
    path("perangkat/", include("allauth.usersessions.urls")),
]
