"""Addresses of disposisi and permintaan koordinasi."""

from django.urls import path

from incidents.cases.asking.views import dates, dispositions, giving, lists, moves, requests, sheets

app_name = "asking"
ONE, ASKED = "disposisi/<str:code>", "permintaan/<str:code>"
urlpatterns = [
    path("disposisi/", lists.disposition_list, name="dispositions"),
    path("permasalahan/<str:code>/disposisi/", giving.give, name="give"),
    path("permasalahan/<str:code>/permintaan/", giving.ask, name="ask"),
    path("arahan/<int:pk>/disposisi/", giving.give_from_arahan, name="give_from_arahan"),
    path("arahan/<int:pk>/permintaan/", giving.ask_from_arahan, name="ask_from_arahan"),
    path(f"{ONE}/", dispositions.disposition_detail, name="disposition"),
    path(f"{ONE}/lembar.pdf", sheets.disposition_sheet, name="sheet"),
    path(f"{ONE}/terima/", moves.move, {"action": "accept"}, name="accept"),
    path(f"{ONE}/kembalikan/", moves.move, {"action": "return"}, name="return"),
    path(f"{ONE}/kirim-lagi/", giving.send_again, name="send"),
    path(f"{ONE}/lapor/", moves.move, {"action": "report"}, name="report"),
    path(f"{ONE}/terima-hasil/", moves.move, {"action": "finish"}, name="finish"),
    path(f"{ONE}/lengkapi/", moves.move, {"action": "send_back"}, name="send_back"),
    path(f"{ONE}/tarik/", moves.move, {"action": "withdraw"}, name="withdraw"),
    path(f"{ONE}/tanggal/", dates.date_ask, name="date"),
    path(f"{ONE}/tanggal/<int:pk>/", dates.date_answer, name="date_answer"),
    path("permintaan/", lists.request_list, name="requests"),
    path(f"{ASKED}/", requests.request_detail, name="request"),
    path(f"{ASKED}/surat.pdf", sheets.request_letter, name="letter"),
    path(f"{ASKED}/jawab/", requests.request_answer, name="answer"),
    path(f"{ASKED}/tarik/", requests.request_withdraw, name="request_withdraw"),
]
