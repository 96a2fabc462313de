"""Addresses of nil reports."""

from django.urls import path

from incidents.views import calls, duties, nil

app_name = "nil"
urlpatterns = [
    path("", nil.nil_list, name="list"),
    path("baru/", nil.nil_create, name="create"),
    path("jawaban/", nil.nil_answers, name="answers"),
    path("unduh/", nil.nil_export, name="export"),
    path("kewajiban/", duties.duty_list, name="duties"),
    path("kewajiban/baru/", duties.duty_create, name="duty_create"),
    path("kewajiban/<int:pk>/akhiri/", duties.duty_end, name="duty_end"),
    path("hubungi/", calls.call_list, name="calls"),
    path("hubungi/<int:pk>/", calls.call_note, name="call"),
    path("<int:pk>/tarik/", nil.nil_withdraw, name="withdraw"),
]
