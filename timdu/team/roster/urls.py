"""Addresses of the roster."""

from django.urls import path

from timdu.team.roster.views import decrees, duty, partners, seats, sheets

app_name = "roster"
urlpatterns = [
    path("", sheets.team, name="team"),
    path("bagan/", sheets.chart, name="chart"),
    path("kontak/", sheets.contacts, name="contacts"),
    path("kecamatan/", sheets.kecamatan_list, name="kecamatan_list"),
    path("kecamatan/<str:code>/", sheets.kecamatan_team, name="kecamatan"),
    path("piket/", duty.rota_now, name="rota"),
    path("piket/petugas/", duty.officer_list, name="duty_officers"),
    path("piket/petugas/<int:pk>/", duty.officer_edit, name="duty_officer"),
    path("piket/petugas/<int:pk>/akhiri/", duty.officer_retire, name="duty_officer_retire"),
    path("piket/<str:month>/", duty.rota_month, name="rota_month"),
    path("piket/<str:month>/susun/", duty.rota_plan, name="rota_plan"),
    path("piket/<str:month>/isi/", duty.rota_fill, name="rota_fill"),
    path("piket/<str:month>/salin/", duty.rota_copy, name="rota_copy"),
    path("piket/<str:month>/tukar/", duty.rota_swap, name="rota_swap"),
    path("mitra/", partners.partner_list, name="partners"),
    path("mitra/baru/", partners.partner_create, name="partner_create"),
    path("mitra/<int:pk>/", partners.partner_edit, name="partner_edit"),
    path("mitra/<int:pk>/akhiri/", partners.partner_retire, name="partner_retire"),
    path("sk/", decrees.decree_list, name="decrees"),
    path("sk/baru/", decrees.decree_create, name="decree_create"),
    path("sk/<int:pk>/", decrees.decree_detail, name="decree"),
    path("sk/<int:pk>/ubah/", decrees.decree_edit, name="decree_edit"),
    path("sk/<int:pk>/berlakukan/", decrees.decree_issue, name="decree_issue"),
    path("sk/<int:pk>/batalkan/", decrees.decree_withdraw, name="decree_withdraw"),
    path("sk/<int:pk>/pindaian/<int:file>/tarik/", decrees.scan_withdraw, name="scan_withdraw"),
    path("sk/<int:pk>/kedudukan/", seats.seat_create, name="seat_create"),
    path("kedudukan/<int:pk>/", seats.seat_detail, name="seat"),
    path("kedudukan/<int:pk>/ubah/", seats.seat_edit, name="seat_edit"),
    path("kedudukan/<int:pk>/akhiri/", seats.seat_end, name="seat_end"),
    path("kedudukan/<int:pk>/keluarkan/", seats.seat_drop, name="seat_drop"),
    path("kedudukan/<int:pk>/pejabat/", seats.holder_create, name="holder_create"),
    path("pejabat/<int:pk>/", seats.holder_edit, name="holder_edit"),
]
