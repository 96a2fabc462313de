"""The field that asks for a place: a select for one kecamatan, a search for more."""

import datetime as dt

import pytest
from django import forms

from tests.wilayah.factories import DesaFactory, KecamatanFactory, RegencyFactory
from timdu.wilayah.forms import WilayahField

pytestmark = pytest.mark.django_db


class PlaceForm(forms.Form):
    place = WilayahField(label="Desa atau kelurahan", levels=(3, 4))

    def __init__(self, *args, scope, keep=None, required=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].required = required
        self.fields["place"].narrow(scope, keep=keep)


@pytest.fixture
def regency():
    return RegencyFactory(code="61.02", name="Kabupaten Uji")


@pytest.fixture
def kecamatan(regency):
    return KecamatanFactory(code="61.02.12", parent=regency, name="Sungai Uji")


@pytest.fixture
def desa(kecamatan):
    return DesaFactory(code="61.02.12.2003", parent=kecamatan, name="Semudun")


def drawn(form):
    """The field as HTML, without the line breaks between attributes."""
    return " ".join(str(form["place"]).split())


def options(form):
    return list(form.fields["place"].widget.choices)


def test_one_kecamatan_is_a_select_by_name(kecamatan, desa):
    DesaFactory(code="61.02.12.2001", parent=kecamatan, name="Zaitun")
    DesaFactory(code="61.02.12.2002", parent=kecamatan, name="Anggrek")
    DesaFactory(parent=KecamatanFactory(parent=kecamatan.parent))

    assert options(PlaceForm(scope="61.02.12")) == [
        ("", "Pilih desa atau kelurahan"),
        ("61.02.12", "Kecamatan Sungai Uji (desa atau kelurahan belum diketahui)"),
        ("61.02.12.2002", "Anggrek"),
        ("61.02.12.2003", "Semudun"),
        ("61.02.12.2001", "Zaitun"),
    ]


def test_a_select_tells_namesakes_apart(kecamatan, desa):
    DesaFactory(code="61.02.12.1003", parent=kecamatan, name="Semudun")

    assert [label for _, label in options(PlaceForm(scope="61.02.12"))][2:] == [
        "Kelurahan Semudun",
        "Desa Semudun",
    ]


def test_a_select_keeps_the_retired_place_of_an_old_record(kecamatan, desa):
    desa.retired_on = dt.date(2026, 1, 1)
    desa.save()
    again = PlaceForm({"place": desa.pk}, scope="61.02.12", keep=desa.pk)
    fresh = PlaceForm({"place": desa.pk}, scope="61.02.12")

    assert options(again)[-1] == (desa.pk, "Semudun (tidak berlaku lagi)")
    assert again.is_valid()
    assert desa.pk not in dict(options(fresh))
    assert fresh.errors == {"place": ["Wilayah ini tidak dapat dipilih. Pilih dari daftar."]}


def test_the_kecamatan_of_a_kabupaten_are_a_select(kecamatan):
    field = WilayahField(scope="61.02", levels=(3,))

    assert list(field.widget.choices) == [("", "Pilih kecamatan"), ("61.02.12", "Sungai Uji")]


@pytest.mark.parametrize("scope", ["61.02.12", "61.02", "61", ""])
def test_clean_returns_the_place(desa, scope):
    form = PlaceForm({"place": desa.pk}, scope=scope)

    assert form.is_valid()
    assert form.cleaned_data["place"] == desa


@pytest.mark.parametrize("scope", ["61.02.12", "61.02"])
def test_clean_refuses_what_lies_outside(desa, scope):
    far = DesaFactory(parent=KecamatanFactory(parent=RegencyFactory(code="12.17")))

    for code in (far.pk, "61.02", "' OR 1=1", "\x00"[:0] + "99"):
        assert not PlaceForm({"place": code}, scope=scope).is_valid()


@pytest.mark.parametrize("scope", ["61.02.12", "61.02"])
def test_clean_asks_for_a_place(desa, scope):
    assert PlaceForm({}, scope=scope).errors == {"place": ["Pilih desa atau kelurahan."]}
    assert PlaceForm({}, scope=scope, required=False).is_valid()


def test_a_name_typed_in_full_is_enough(desa):
    form = PlaceForm({"place_cari": " semudun"}, scope="61.02")

    assert form.is_valid()
    assert form.cleaned_data["place"] == desa


def test_a_part_of_a_name_shows_what_fits(desa):
    form = PlaceForm({"place_cari": "sem"}, scope="61.02")

    assert form.errors == {"place": ["Pilih salah satu wilayah di bawah ini."]}
    page = drawn(form)
    assert 'value="sem"' in page
    assert 'type="radio" name="place" id="place-61.02.12.2003" value="61.02.12.2003"' in page
    assert "desa, Kec. Sungai Uji</span>" in page


def test_a_name_nobody_has_is_said_so(desa):
    form = PlaceForm({"place_cari": "<b>xyz"}, scope="61.02")

    assert form.errors["place"] == ["Tidak ada wilayah bernama “<b>xyz”. Periksa ejaannya."]
    assert "“&lt;b&gt;xyz”" in drawn(form)


def test_the_search_button_never_sends_the_form(desa):
    data = {"place": desa.pk, "place_cari": "sungai", "place_tombol": "1"}
    form = PlaceForm(data, scope="61.02")

    assert form.errors == {"place": ["Pilih salah satu wilayah di bawah ini."]}
    page = drawn(form)
    assert 'value="61.02.12.2003" checked' in page
    assert 'value="61.02.12"' in page


def test_the_search_shows_the_place_there_is(desa):
    page = drawn(PlaceForm(scope="61.02", initial={"place": desa}))

    assert 'value="61.02.12.2003" checked' in page
    assert "/wilayah/cari/?nama=place&amp;dalam=61.02&amp;tingkat=3,4" in page


@pytest.mark.parametrize("scope", ["61.02.12", "61.02"])
def test_has_changed(desa, kecamatan, scope):
    def changed(code):
        return PlaceForm({"place": code}, scope=scope, initial={"place": desa}).changed_data

    assert changed(desa.pk) == []
    assert changed(kecamatan.pk) == ["place"]


def test_forms_do_not_share_a_scope(desa):
    narrow, wide = PlaceForm(scope="61.02.12"), PlaceForm(scope="61.02")

    assert isinstance(narrow.fields["place"].widget, forms.Select)
    assert not isinstance(wide.fields["place"].widget, forms.Select)


@pytest.mark.parametrize("scope", ["61.02.12", "61.02"])
def test_the_field_asks_little(desa, django_assert_max_num_queries, scope):
    form = PlaceForm({"place": desa.pk}, scope=scope)

    with django_assert_max_num_queries(2):
        assert form.is_valid()
        assert drawn(form)
