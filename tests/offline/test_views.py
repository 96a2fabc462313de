"""What a phone may keep: shells and files in which nobody is named."""

import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.incidents.factories import NilReportFactory
from timdu.offline import kept

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]
SHELLS = ("/luring/", "/luring/nihil/", "/luring/kegiatan/", "/kotak-keluar/")


@pytest.mark.parametrize("address", SHELLS)
def test_a_shell_names_nobody_and_holds_no_token(client, world, address):
    page = client.get(address)
    text = page.content.decode()

    assert page.status_code == 200
    assert "csrfmiddlewaretoken" not in text and "X-CSRFToken" not in text
    assert "data-account" not in text
    assert not page.cookies
    # Whoever is signed in looks at the same place, in a frame of their own that no phone keeps.
    client.force_login(world.camat)
    assert world.camat.byline in client.get(address).content.decode()


def names(text, form="kabar-awal"):
    form = text.partition(f'id="{form}"')[2].partition("</form>")[0]
    return set(re.findall(r'\bname="(\w+)"', form)) - {"csrfmiddlewaretoken"}


def test_the_shell_of_nihil_asks_what_the_form_asks(client, world):
    shell = client.get("/luring/nihil/").content.decode()
    NilReportFactory(kecamatan=world.camat.kecamatan, entered_by=world.camat)
    client.force_login(world.operator)
    form = client.get("/nihil/baru/").content.decode()

    assert names(shell, "nihil") == names(form, "nihil")
    assert {"month", "said", "asked", "known_to_head", "client_uuid"} == names(shell, "nihil")


def test_the_shell_of_kegiatan_asks_what_the_form_asks_but_for_lists_of_others(client, world):
    shell = client.get("/luring/kegiatan/").content.decode()
    client.force_login(world.camat)
    form = client.get("/kegiatan/baru/").content.decode()

    # Whom it names and what it is about are lists of others: no phone keeps them.
    later = {
        "agencies", "kecamatan_list", "partners", "cases", "case_codes", "begins", "ends",
        "until_on", "people_text", "classification",
    }  # fmt: skip
    assert names(shell, "kegiatan") == names(form, "kegiatan") - later
    assert {"kind", "about", "held_on", "place", "photos"} < names(shell, "kegiatan")


def test_the_shell_asks_what_the_form_asks(client, world):
    shell = client.get("/luring/").content.decode()
    client.force_login(world.operator)
    form = client.get("/laporan/baru/").content.decode()

    # How somebody else told it is asked at a desk; none of it has to be answered.
    told = {"channel", "told_at", "told_by", "told_contact"}
    assert names(shell) == names(form) - told


def test_the_worker_keeps_the_shells_and_files_that_are_there(client, world):
    answer = client.get("/sw.js")
    facts = json.loads(answer.content.decode().partition("self.KEPT = ")[2].rstrip().rstrip(";"))

    assert answer["Content-Type"].startswith("text/javascript")
    assert "no-store" in answer["Cache-Control"]
    assert set(facts["shells"]) == set(SHELLS)
    assert set(facts["instead"].values()) | {facts["otherwise"]} <= set(SHELLS)
    assert all(finders.find(name) for name in kept.FILES + kept.LATER)
    assert "importScripts" in client.get("/sw.js?polos").content.decode()


def test_what_the_shells_load_is_kept(client, world):
    """A module that is not in the list would be missing where there is no signal."""
    loaded = {"js/app.js"}
    waiting = list(loaded)
    while waiting:
        name = waiting.pop()
        text = Path(finders.find(name)).read_text(encoding="utf-8")
        for path in re.findall(r'(?:from|import\() ?"(\.[^"]+)"', text):
            parts = name.split("/")[:-1]
            for step in path.split("/"):
                if step == "..":
                    parts.pop()
                elif step != ".":
                    parts.append(step)
            found = "/".join(parts)
            if found not in loaded:
                loaded.add(found)
                waiting.append(found)

    assert loaded == {name for name in kept.FILES + kept.LATER if name.endswith(".js")}


def test_every_way_of_signing_out_asks_for_what_is_unsent_and_forgets_whose_phone_it_is():
    """But for the one half way in: nobody is signed in there yet."""
    forms = [
        (path.name, form)
        for path in (ROOT / "templates").rglob("*.html")
        if path.name != "authenticate.html"
        for form in re.findall(r"<form\b(?:[^>{]|{{.*?}}|{%.*?%})*>", path.read_text(), re.S)
        if "'account_logout'" in form
    ]

    assert len(forms) > 3
    assert [name for name, form in forms if "data-sign-out" not in form] == []


def test_the_version_changes_with_a_shell(monkeypatch, settings, tmp_path):
    folder = tmp_path / "templates" / "offline"
    folder.mkdir(parents=True)
    (folder / "report.html").write_text("lama")
    settings.BASE_DIR = tmp_path
    before = kept.version.__wrapped__()
    (folder / "report.html").write_text("baru")

    assert kept.version.__wrapped__() != before


def test_the_application_can_be_installed(client, world):
    answer = client.get("/manifest.webmanifest")
    facts = answer.json()

    assert answer["Content-Type"] == "application/manifest+json"
    assert facts["display"] == "standalone" and facts["start_url"] == facts["scope"] == "/"
    assert {icon.get("purpose", "any") for icon in facts["icons"]} == {"any", "maskable"}
    # What is shared is taken by the worker, or answered by the server.
    assert facts["share_target"]["method"] == "POST"
    assert client.get(facts["share_target"]["action"])["Location"] == "/laporan/baru/"
    for icon in facts["icons"]:
        assert finders.find(icon["src"].removeprefix("/static/"))
