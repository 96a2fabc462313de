"""Addresses of people and settings."""

from django.urls import path

from timdu.team import views
from timdu.team.holidays import views as holidays

app_name = "team"
urlpatterns = [
    path("", views.settings_page, name="settings"),
    path("isi/<str:key>/", views.setting_edit, name="setting_edit"),
    path("pengguna/", views.user_list, name="user_list"),
    path("pengguna/baru/", views.user_create, name="user_create"),
    path("pengguna/<int:pk>/", views.user_edit, name="user_edit"),
    path("pengguna/<int:pk>/akhiri/", views.user_end, name="user_end"),
    path("pengguna/<int:pk>/pulihkan/", views.user_restore, name="user_restore"),
    path("pengguna/<int:pk>/persetujuan/", views.user_confirm, name="user_confirm"),
    path("hari-libur/", holidays.holiday_list, name="holidays"),
    path("hari-libur/<int:pk>/batalkan/", holidays.holiday_withdraw, name="holiday_withdraw"),
    path("instansi/", views.agency_list, name="agency_list"),
    path("instansi/<int:pk>/", views.agency_edit, name="agency_edit"),
]
