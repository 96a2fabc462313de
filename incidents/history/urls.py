"""Addresses of imported history."""

from django.urls import path

from incidents.history.views import found, lists, preparing

app_name = "history"
urlpatterns = [
    path("", lists.history_list, name="list"),
    path("<uuid:key>/", found.history_detail, name="detail"),
    path("<uuid:key>/lembar/", preparing.history_sheet, name="sheet"),
    path("<uuid:key>/kolom/", preparing.history_columns, name="columns"),
    path("<uuid:key>/nilai/", preparing.history_values, name="values"),
    path("<uuid:key>/simpan/", found.history_store, name="store"),
    path("<uuid:key>/ditinggal.xlsx", found.history_left, name="left"),
    path("<uuid:key>/batalkan/", found.history_undo, name="undo"),
]
