"""The page that shows every piece of the interface in every state."""

import datetime as dt
from types import SimpleNamespace as Example
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from timdu.core.access import Verdict, require
from timdu.core.periods import MONTHS_SHORT
from timdu.core.svg import SCREEN
from timdu.core.tiles import Tile, tile_map
from timdu.core.typing import AppRequest
from timdu.core.words import NBSP
from timdu.team import permissions

MONTH_STATES = (
    *("exempt", "nil", "report", "nil", "report", "late"),
    *("missing", "report", "report", "report", "future", "future"),
)
COUNTS = {2: 1, 4: 3, 7: 1, 8: 2, 9: 12}
RUNNING = 10
RISK = (
    (4, "Sangat Tinggi", "2344"),
    (3, "Tinggi", "2334"),
    (2, "Sedang", "1233"),
    (1, "Rendah", "1122"),
)
PATTERNS = ("Batas desa", "Hoaks", "Pilkades", "Rumah ibadah", "Belum diketahui")
TYPED = {"what": "Sekitar 40 nelayan", "people": "puluhan", "sure": "2", "urgency": "3"}
TOLD = (
    (messages.SUCCESS, "Laporan terkirim, TDU-26-7KQ4M."),
    (messages.INFO, "Halaman ini hanya contoh; tidak ada yang tersimpan."),
    (messages.WARNING, "Laporan ini berubah sejak Anda membukanya."),
    (messages.ERROR, "Berkas ditolak: bukan gambar dan bukan PDF."),
)
EVENTS = (
    ("handling", "Penanganan", "Camat mengundang pertemuan kedua pihak."),
    ("fact", "Fakta", "Sekitar 40 orang mendatangi dermaga. Tidak ada benturan fisik."),
    ("opinion", "Pendapat", "Kedua pihak kemungkinan menerima pembatasan per musim."),
    ("order", "Disposisi Sekda", "Fasilitasi pertemuan kedua kelompok."),
    ("request", "Permintaan koordinasi", "Mohon patroli perairan bersama."),
    ("agreed", "Kesepakatan Rakor", "Zona tangkap disusun bersama."),
    ("level", "Penilaian: kerawanan dinaikkan", "Sedang menjadi Tinggi."),
    ("doc", "Dokumen", "Nota Dinas kepada Bupati melalui Sekda."),
)
PERIODS = (
    ("B04", "Jan–Apr", f"92,4{NBSP}%", 17, "verified", "Terkunci"),
    ("B08", "Mei–Agu", f"90,1{NBSP}%", 17, "verified", "Terkunci"),
    ("B12", "Sep–Des", "6 dari 17", 6, "wait", "Berjalan"),
)
STEPS = (
    ("done", "Konsep", (f"22{NBSP}Nov{NBSP}2026", "Kabid")),
    ("done", "Paraf", ("3 dari 3",)),
    ("now", "Bernomor", ("menunggu",)),
    ("next", "Ditandatangani", ()),
    ("next", "Dikirim", ()),
    ("next", "Diterima", ()),
)
LETTERS = {"1": "R", "2": "S", "3": "T", "4": "ST"}


class ExampleForm(forms.Form):
    """One field of each kind."""

    what = forms.CharField(
        label="Apa yang terjadi?",
        max_length=280,
        help_text="Satu kalimat: siapa melakukan apa.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    people = forms.IntegerField(
        label="Perkiraan jumlah orang",
        help_text="Angka saja, tanpa kata “orang”.",
        required=False,
        # A number field would throw away what it cannot read.
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    place = forms.ChoiceField(
        label="Desa atau kelurahan",
        choices=[("", "Pilih desa"), ("1", "Sungai Kunyit Laut"), ("2", "Semudun")],
    )
    sure = forms.ChoiceField(
        label="Kepastian",
        choices=[("1", "Pasti"), ("2", "Sementara"), ("3", "Tidak diketahui")],
        widget=forms.RadioSelect,
    )
    urgency = forms.ChoiceField(
        label="Seberapa mendesak?",
        choices=[("1", "Biasa"), ("2", "Segera"), ("3", "Sangat Segera")],
        widget=forms.RadioSelect(attrs={"glyph": "urgency"}),
    )
    pattern = forms.ChoiceField(
        label="Pola isu",
        choices=[(word, word) for word in PATTERNS],
        widget=forms.RadioSelect,
    )
    known = forms.BooleanField(label="Sudah diketahui Camat")

    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True


def months() -> list[dict[str, Any]]:
    """Twelve months with every state a month can have."""
    return [
        {
            "label": MONTHS_SHORT[index],
            "state": state,
            "count": COUNTS.get(index, 0),
            "url": "#k-bulan",
            "now": index == RUNNING,
        }
        for index, state in enumerate(MONTH_STATES)
    ]


def risk_rows() -> list[dict[str, Any]]:
    """The matrix of likelihood and impact, with one cell marked."""
    return [
        {
            "word": word,
            "cells": [
                {"level": level, "letter": LETTERS[level], "here": (likelihood, impact) == (3, 3)}
                for impact, level in enumerate(levels, 1)
            ],
        }
        for likelihood, word, levels in RISK
    ]


def periods() -> list[dict[str, Any]]:
    """The three periods of a Renaksi year, the last one running."""
    return [
        {
            "name": name,
            "months": words,
            "figure": figure,
            "done": done,
            "total": 17,
            "shape": shape,
            "note": note,
            "now": shape == "wait",
        }
        for name, words, figure, done, shape, note in PERIODS
    ]


def entries(now: dt.datetime) -> list[dict[str, Any]]:
    """A chronology with each kind of entry."""
    return [
        {
            "at": now - dt.timedelta(hours=7 * index),
            "kind": kind,
            "title": title,
            "text": text,
            "by": "Kabid",
        }
        for index, (kind, title, text) in enumerate(EVENTS)
    ]


def tiles() -> list[Tile]:
    """A tile in each state."""
    return [
        Tile("Sungai Kunyit", 3, 3, href="#k-peta"),
        Tile("Sadaniang", 3, 2, silent="belum melapor", href="#k-peta"),
        Tile("Mempawah Hilir", 2, 1, href="#k-peta"),
        Tile("Mempawah Timur", None, word="tidak ada", href="#k-peta"),
        Tile("Toho", 4, 2, href="#k-peta"),
        Tile("Sungai Pinyuh", 1, 1, href="#k-peta"),
    ]


def samples(now: dt.datetime) -> dict[str, Any]:
    """What the pieces show."""
    mark = Example(
        note="Mohon dicek jumlah orang.", by="Kabid", at=now, sent_at=None, answered_at=None
    )
    answered = Example(
        note="Kelompok D dari desa mana?", by="Kabid", at=now, sent_at=now,
        answer="Dari Desa Semudun.", answered_by="Camat Sungai Kunyit", answered_at=now,
    )  # fmt: skip
    done = [
        {"state": "done", "word": word, "note": f"09.4{step}{NBSP}WIB"}
        for step, word in enumerate(("Tersimpan", "Terkirim", "Diterima"))
    ]
    return {
        "months": months(),
        "risk_rows": risk_rows(),
        "entries": entries(now),
        "marks": [mark, answered],
        "sent": done,
        "unsent": [
            done[0],
            {"state": "now", "word": "Terkirim", "note": "menunggu sinyal"},
            {"state": "", "word": "Diterima", "note": "kode menyusul"},
        ],
        "map": tile_map("Contoh peta ubin enam kecamatan", tiles(), frame=SCREEN),
        "yes": Verdict(True, ""),
        "no": Verdict(False, "Yang memasukkan laporan tidak memverifikasinya.", "Kepala Badan"),
        "periods": periods(),
        "steps": [{"state": state, "word": word, "lines": lines} for state, word, lines in STEPS],
        "blockers": [
            {
                "met": False,
                "words": "Alamat surel belum dipastikan",
                "who": "Kepala Badan",
                "url": "#k-dok",
                "link": "pastikan alamat",
            },
            {"met": True, "words": "Paraf lengkap"},
        ],
        "files": [{"url": "#k-kosong", "name": "Notulen rapat", "note": f"PDF{NBSP}· 4 halaman"}],
        "page": {"next_cursor": "contoh", "is_first": False},
        "told": [Message(level, words) for level, words in TOLD],
    }


@require_safe
def components(request: AppRequest) -> HttpResponse:
    """Show the pieces to the secretariat and the administrator."""
    require(permissions.can_see_settings(request.user))
    now = timezone.now()
    context = {"form": ExampleForm(TYPED), "now": now, **samples(now)}
    return render(request, "core/components.html", context)
