"""Filters, tags and pieces: what they draw, and that they never draw what is not known."""

import datetime as dt
import re
from types import SimpleNamespace

import pytest
from django import forms
from django.conf import settings
from django.template import engines
from django.template.loader import render_to_string

from timdu.core.access import Verdict
from timdu.core.devices import device_name
from timdu.core.templatetags import ui
from timdu.core.words import NBSP

YES = Verdict(True, "")
NO = Verdict(False, "Yang memasukkan tidak memverifikasi.", "Kabid")


def draw(source, **context):
    """A template as the page would show it, blanks pressed together."""
    text = engines["django"].from_string(source).render(context)
    return re.sub(r"\s+", " ", text).strip()


MOMENTS = ["tanggal", "tanggal_pendek", "hari_tanggal", "waktu", "jam", "lalu", "usia", "tenggat"]


@pytest.mark.parametrize("name", [*MOMENTS, "iso"])
def test_a_moment_that_is_not_known_is_not_written(name):
    assert draw(f"{{{{ value|{name} }}}}", value=None) == ""
    assert draw(f"{{{{ value|{name} }}}}", value="") == ""


@pytest.mark.parametrize("name", ["angka", "rupiah", "persen", 'satuan:"orang"'])
def test_a_number_that_is_not_known_is_a_dash_and_no_zero(name):
    assert draw(f"{{{{ value|{name} }}}}", value=None) == "–"
    assert "0" in draw(f"{{{{ value|{name} }}}}", value=0)


def test_numbers():
    assert draw("{{ 1234.5|angka }} {{ 2|angka:1 }}") == "1.234,5 2,0"
    assert draw("{{ 1250000|rupiah }} {{ 16|terbilang }}") == "Rp1.250.000 16 (enam belas)"
    assert ui.satuan(3, "laporan") == f"3{NBSP}laporan"
    assert draw("{{ value|isi }}", value="") == "belum diisi"
    assert draw("{{ value|isi }}", value=0) == "0"


def test_what_a_person_typed_is_escaped():
    evil = "<script>"

    drawn = draw(
        '{% panel title=evil %}{{ evil }}{% endpanel %}{% status "draft" evil %}'
        "{% action evil no %}{% vacant title=evil %}{{ evil }}{% endvacant %}{{ evil|isi }}",
        evil=evil,
        no=NO,
    )

    assert evil not in drawn


def test_icons_come_from_the_sprite():
    sprite = (settings.BASE_DIR / "static" / "img" / "sprite.svg").read_text(encoding="utf-8")
    symbols = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    asked = set()
    for path in (settings.BASE_DIR / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        asked |= {f"i-{name}" for name in re.findall(r'{% icon "([a-z0-9-]+)"[^|]*?%}', text)}
        asked |= {f"m-{name}" for name in re.findall(r'{% glyph "([a-z0-9-]+)"(?!\|)', text)}

    assert asked - symbols == set()
    assert {f"m-{shape}" for shape, _ in ui.STATES.values()} - symbols == set()


def test_level_is_said_by_word_shape_and_colour():
    drawn = draw("{% level 4 %}")

    assert 'class="level-badge level-4"' in drawn
    assert "#m-level-4" in drawn
    assert "Sangat Tinggi" in drawn
    assert draw("{% level None %}") == ""


def test_status_takes_its_shape_from_the_state_and_its_tone_from_the_page():
    assert "status-open" in draw('{% status "submitted" "Diajukan" %}')
    assert "status-needs" in draw('{% status "submitted" "Diajukan" "needs" %}')
    assert "#m-merged" in draw('{% status "merged" "Mirip 1 laporan lain" "open" %}')


def test_action_is_a_button_a_link_or_a_reason():
    button = draw('{% action "Kirim" yes name="aksi" value="kirim" style="primary" %}', yes=YES)
    link = draw('{% action "Buka" href="/laporan/" %}')
    refused = draw('{% action "Verifikasi" no name="aksi" value="verify" %}', no=NO)

    assert re.match(
        r'<button class="btn btn-primary" type="submit" name="aksi" value="kirim">', button
    )
    assert link.startswith('<a class="btn btn-quiet" href="/laporan/">')
    assert 'aria-disabled="true"' in refused
    assert 'type="button"' in refused
    assert "Yang memasukkan tidak memverifikasi. Yang dapat: Kabid." in refused
    assert "verify" not in refused


def test_month_strip_says_each_state_in_words():
    states = ("report", "nil", "late", "missing", "exempt", "future")
    cells = [{"label": state, "state": state, "count": 3} for state in states]

    drawn = render_to_string("components/month_strip.html", {"cells": cells})

    spoken = re.findall(r'visually-hidden">: (.*?)</span>', drawn, flags=re.DOTALL)
    assert [" ".join(words.replace(NBSP, " ").split()) for words in spoken] == [
        "3 laporan", "nihil", "terlambat", "belum melapor", "tidak wajib lapor",
        "belum jatuh tempo",
    ]  # fmt: skip


def test_chronology_names_a_day_once():
    late = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
    entries = [
        {"at": late - dt.timedelta(hours=hours), "title": "Fakta", "text": "…", "by": "Camat"}
        for hours in (0, 1, 30)
    ]

    drawn = render_to_string("components/chronology.html", {"entries": entries})

    assert drawn.count("chronology-day") == 2
    assert drawn.count("chronology-entry") == 3


def test_field_mark_shows_whether_it_is_open():
    at = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    mark = SimpleNamespace(note="Cek.", by="Kabid", at=at, sent_at=None, answered_at=None)

    drawn = render_to_string("components/field_mark.html", {"mark": mark})

    assert "terbuka" in drawn
    assert "belum dikirim" in drawn


class Form(forms.Form):
    people = forms.IntegerField(label="Jumlah", widget=forms.TextInput)
    sure = forms.ChoiceField(
        label="Kepastian", choices=[("1", "Pasti"), ("2", "Sementara")], widget=forms.RadioSelect
    )


def test_errors_stand_on_top_and_beside_the_field_and_nothing_typed_is_lost():
    form = Form({"people": "puluhan"})

    drawn = draw("{% load crispy_forms_tags %}{{ form|crispy }}", form=form)

    assert '<a href="#id_people">Jumlah: Tulis angka saja, misalnya 40.</a>' in drawn
    assert '<a href="#id_sure">Kepastian: Belum diisi.</a>' in drawn
    assert 'id="id_people_error"' in drawn
    assert 'aria-describedby="id_people_error"' in drawn
    assert 'value="puluhan"' in drawn
    assert drawn.index("error-summary") < drawn.index("<label")


def test_a_few_choices_are_cards_and_many_are_a_list():
    few, many = Form(), Form()
    many.fields["sure"].choices = [(str(n), str(n)) for n in range(9)]

    assert 'class="choice"' in draw("{% load crispy_forms_tags %}{{ f|crispy }}", f=few)
    assert 'class="form-check"' in draw("{% load crispy_forms_tags %}{{ f|crispy }}", f=many)


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Linux; Android 13) Chrome/109.0 Mobile Safari/537.36", "Chrome di Android"),
        ("Mozilla/5.0 (Windows NT 10.0; rv:115.0) Firefox/115.0", "Firefox di Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537.36 Edg/120", "Edge di Windows"),
        ("curl/8", "Perangkat tidak dikenal"),
    ],
)
def test_device_name(agent, name):
    assert device_name(agent) == name
