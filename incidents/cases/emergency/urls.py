"""Addresses of the register of Status Keadaan Konflik."""

from django.urls import path

from incidents.cases.emergency.views import pages, work

app_name = "emergency"
urlpatterns = [
    path("", pages.emergency_list, name="list"),
    path("baru/", work.emergency_create, name="create"),
    path("<int:pk>/", pages.emergency_detail, name="detail"),
    path("<int:pk>/perpanjang/", work.emergency_extend, name="extend"),
    path("<int:pk>/cabut/", work.emergency_revoke, name="revoke"),
    path("<int:pk>/sk/<int:act_pk>/perbaiki/", work.act_edit, name="edit"),
    path("<int:pk>/sk/<int:act_pk>/konfirmasi/", work.act_confirm, name="confirm"),
    path("<int:pk>/sk/<int:act_pk>/tarik/", work.act_withdraw, name="withdraw"),
    path("<int:pk>/laporan/", work.progress_create, name="progress"),
    path("<int:pk>/tni/", work.troops_create, name="troops"),
    path("<int:pk>/tni/<int:request_pk>/", work.troops_edit, name="troops_edit"),
]
