"""The map: counts as on the list, each area a way to its rows, nothing of what one may not see."""

import json
import re
from html import unescape

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.cases.factories import CaseFactory, LinkFactory
from tests.documents import pdf_tools
from tests.incidents.factories import IncidentFactory
from tests.reading import words
from tests.wilayah.factories import DesaFactory
from timdu.wilayah.models import Boundary

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, world):
    client.force_login(world.verifier)
    return client


def lines(response):
    return {line.code: (line.count, line.level) for line, *_ in response.context["rows"]}


def urls(response):
    return {line.code: url for line, url, _ in response.context["rows"]}


def square(west, south, side=0.1):
    east, north = west + side, south + side
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def outlines(folder, shapes, **columns):
    path = folder / "batas.geojson"
    rows = [
        {"type": "Feature", "properties": {"kode": code} | columns,
         "geometry": {"type": "Polygon", "coordinates": shape}}
        for code, shape in shapes.items()
    ]  # fmt: skip
    path.write_text(json.dumps({"type": "FeatureCollection", "features": rows}))
    return path


@pytest.fixture
def bounded(world, tmp_path):
    """Every kecamatan of the team has an outline, side by side."""
    codes = [world.camat.kecamatan_id, world.other_camat.kecamatan_id]
    shapes = {code: square(109 + number / 10, 0.1) for number, code in enumerate(codes)}
    call_command("load_boundaries", outlines(tmp_path, shapes))
    return codes


def test_an_area_counts_what_its_list_shows(desk, world):
    own, other = world.camat.kecamatan_id, world.other_camat.kecamatan_id
    IncidentFactory(entered_by=world.camat, likelihood=4, impact=4, verified=True)
    IncidentFactory(entered_by=world.camat, likelihood=2, impact=2)
    IncidentFactory(entered_by=world.other_camat)

    page = desk.get("/peta/")

    assert lines(page) == {own: (2, 4), other: (1, None)}
    for code, url in urls(page).items():
        assert len(desk.get(url).context["page"].rows) == lines(page)[code][0]
    narrowed = desk.get("/peta/?status=dihitung")
    assert lines(narrowed) == {own: (1, 4), other: (0, None)}
    assert len(desk.get(urls(narrowed)[own]).context["page"].rows) == 1


def test_inside_a_kecamatan_each_desa_and_what_names_none(desk, world):
    kecamatan = world.camat.kecamatan
    row = IncidentFactory(entered_by=world.camat)
    IncidentFactory(entered_by=world.camat, place=kecamatan)
    empty = DesaFactory(parent=kecamatan)

    page = desk.get(f"/peta/?dalam={kecamatan.code}")

    none = f"{kecamatan.code}.tanpa-desa"
    assert lines(page) == {row.place_id: (1, None), empty.code: (0, None), none: (1, None)}
    for code, url in urls(page).items():
        assert len(desk.get(url).context["page"].rows) == lines(page)[code][0]
    assert "Desa tidak disebut" in words(page)


def test_a_permasalahan_is_counted_where_it_is_listed(desk, world):
    own, other = world.camat.kecamatan_id, world.other_camat.kecamatan_id
    case = CaseFactory(opened_by=world.staff, likelihood=3, impact=3)
    for person in (world.operator, world.other_camat):
        LinkFactory(case=case, incident=IncidentFactory(entered_by=person))
    CaseFactory(opened_by=world.staff, holder_kecamatan_id=other)
    CaseFactory(opened_by=world.staff)

    page = desk.get("/peta/?isi=permasalahan")

    assert lines(page) == {own: (1, 3), other: (2, 3)}
    for code, url in urls(page).items():
        assert len(desk.get(url).context["page"].rows) == lines(page)[code][0]


def test_what_one_may_not_read_is_neither_counted_nor_nought(client, world):
    IncidentFactory(entered_by=world.other_camat, classification="B",
                    latitude="0.15", longitude="109.15")  # fmt: skip
    case = CaseFactory(opened_by=world.staff)
    LinkFactory(case=case, incident=IncidentFactory(entered_by=world.other_camat))
    client.force_login(world.camat)

    for query in ("", "?isi=permasalahan"):
        page = client.get(f"/peta/{query}")
        assert set(lines(page).values()) == {(0, None)}
        assert "tidak terlihat" in words(page) and "belum tentu tenang" in words(page)


def test_tiles_until_every_area_has_an_outline(desk, world, tmp_path):
    IncidentFactory(entered_by=world.other_camat)
    code = world.camat.kecamatan_id
    path = outlines(tmp_path, {code.replace(".", ""): square(109, 0.1), "99.99.99": square(1, 1)})

    call_command("load_boundaries", path)

    assert Boundary.objects.get().place_id == code
    page = desk.get("/peta/").content.decode()
    assert "Petak bukan batas wilayah" in page and "<path d=" not in page


def test_outlines_are_links_and_points_only_of_what_is_biasa(desk, world, bounded):
    point = {"latitude": "0.15", "longitude": "109.05"}
    open_row = IncidentFactory(entered_by=world.camat, classification="B", **point)
    closed_row = IncidentFactory(entered_by=world.camat, classification="T", **point)

    page = desk.get("/peta/").content.decode()

    drawing = re.search(r"<svg class=\"drawing\".*?</svg>", page, re.DOTALL)[0]
    assert drawing.count("<path") == 2 and drawing.count("<circle") == 1
    assert open_row.code in drawing and closed_row.code not in drawing
    assert "Batas ilustratif, bukan batas resmi." in page and "style=" not in drawing
    (name,) = re.findall(rf'<a href="[^"]*wilayah={bounded[0]}" aria-label="([^"]+)"', drawing)
    assert unescape(name) == f"{world.camat.kecamatan.name} 2 belum dinilai"


def test_a_file_without_areas_is_refused_and_stores_nothing(world, tmp_path):
    code = world.camat.kecamatan_id
    bad = {
        "bukan.geojson": "{",
        "daftar.geojson": "[]",
        "luar.geojson": None,
    }
    for name, text in bad.items():
        path = tmp_path / name
        shapes = {code: square(200, 0)}
        path.write_text(text or outlines(tmp_path, shapes).read_text())
        with pytest.raises(CommandError):
            call_command("load_boundaries", path)
    with pytest.raises(CommandError, match="Tidak satu pun"):
        call_command("load_boundaries", outlines(tmp_path, {"99.99.99": square(1, 1)}))
    assert not Boundary.objects.exists()


def test_what_did_not_match_is_listed_and_official_is_said(desk, world, tmp_path, capsys):
    codes = [world.camat.kecamatan_id, world.other_camat.kecamatan_id]
    shapes = {code: square(109, 0.1) for code in codes} | {"": square(1, 1), "99.01": square(2, 2)}

    call_command("load_boundaries", outlines(tmp_path, shapes), "--resmi")

    said = capsys.readouterr().out
    assert "2 wilayah dimuat" in said and "Tidak cocok: 2." in said
    assert "99.01: kode tidak dikenal" in said and "tanpa kode" in said
    assert "Batas resmi menurut batas.geojson." in words(desk.get("/peta/"))


def test_on_paper_nothing_that_is_r_is_counted(desk, world):
    here = {"entered_by": world.verifier, "kecamatan": world.camat.kecamatan}
    IncidentFactory(**here)
    IncidentFactory(**here, secret=True)

    answer = desk.get("/peta/pdf/")

    (line,) = [
        line
        for line in pdf_tools.text(answer.content).splitlines()
        if f" {world.camat.kecamatan_id} " in line
    ]
    assert line.split()[-3:] == ["1", "belum", "dinilai"]
    assert lines(desk.get("/peta/"))[world.camat.kecamatan_id][0] == 2


@pytest.mark.parametrize(
    "query", ["isi=<script>", "dalam=x", "wilayah=%27", "dalam=61.02.12&q=%00"]
)
def test_hostile_filters_break_nothing(desk, query):
    assert desk.get(f"/peta/?{query}").status_code == 200


def test_the_cost_does_not_grow(desk, world, bounded, django_assert_max_num_queries):
    for more in (1, 2):
        IncidentFactory.create_batch(more, entered_by=world.camat, classification="B",
                                     latitude="0.15", longitude="109.05")  # fmt: skip
        LinkFactory(case=CaseFactory(opened_by=world.staff),
                    incident=IncidentFactory(entered_by=world.camat))  # fmt: skip
        for query in ("", "?isi=permasalahan"):
            desk.get(f"/peta/{query}")
            with django_assert_max_num_queries(13):
                desk.get(f"/peta/{query}")
