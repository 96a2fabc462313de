"""Addresses of signing in: allauth's views under Indonesian paths; nobody signs up."""

from allauth.account import views
from allauth.mfa.recovery_codes.views import view_recovery_codes
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache

from timdu.team.entrance import views as entrance

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
    path("langkah-kedua/perlu/", entrance.factor_needed, name="account_factor"),
    path("langkah-kedua/lanjut/", entrance.factor_done, name="account_factor_done"),
    # Codes are shown once: no cache keeps them either.
    path(
        "langkah-kedua/recovery-codes/",
        never_cache(view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path("langkah-kedua/", include("allauth.mfa.urls")),
    path("perangkat/<int:pk>/keluarkan/", entrance.device_end, name="usersessions_end"),
    path("perangkat/", include("allauth.usersessions.urls")),
]
