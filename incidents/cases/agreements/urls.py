"""Addresses of kesepakatan; they stand before those of the permasalahan."""

from django.urls import path

from incidents.cases.agreements.views import pages, work

app_name = "agreements"
urlpatterns = [
    path("kesepakatan/", pages.agreement_list, name="list"),
    path("<str:code>/kesepakatan/", work.agreement_create, name="create"),
    path("<str:code>/kesepakatan/<int:pk>/", pages.agreement_detail, name="detail"),
    path("<str:code>/kesepakatan/<int:pk>/ubah/", work.agreement_amend, name="amend"),
    path("<str:code>/kesepakatan/<int:pk>/periksa/", work.agreement_check, name="check"),
    path("<str:code>/kesepakatan/<int:pk>/tarik/", work.agreement_withdraw, name="withdraw"),
    path("<str:code>/kesepakatan/<int:pk>/berita-acara.pdf", pages.agreement_pdf, name="pdf"),
]
