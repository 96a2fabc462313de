"""Addresses of the register of Status Keadaan Konflik."""

from django.urls import path

from incidents.cases.emergency.views import duties, pages, work

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
    path("<int:pk>/laporan/", duties.progress_create, name="progress"),
    path("<int:pk>/laporan/<int:note_pk>/tarik/", duties.progress_withdraw,
         name="progress_withdraw"),
    path("<int:pk>/tni/", duties.troops_create, name="troops"),
    path("<int:pk>/tni/<int:request_pk>/", duties.troops_edit, name="troops_edit"),
    path("<int:pk>/tni/<int:note_pk>/tarik/", duties.troops_withdraw, name="troops_withdraw"),
]  # fmt: skip
