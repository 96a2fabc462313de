"""The database goes away under a running server: words, nothing typed is lost, nothing doubled."""

import html
import json
import re
import urllib.error
import urllib.request
from contextlib import contextmanager

import psycopg
import pytest
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from tests import servers
from tests.browser.pages import PASSWORD
from timdu.core import views
from timdu.core.resending import fields

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
FIELD = re.compile(r'name="(client_uuid|opened_at)"[^>]* value="([^"]*)"')
KEPT = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
FOUND = """
from allauth.mfa.models import Authenticator
from tests.browser import kabupaten
kabupaten.found()
Authenticator.objects.all().delete()
"""
TYPED = 'Warga <b>Kelompok A</b> & "B" menutup jalan.'


def test_words_and_what_was_typed_survive_an_outage(make_site):
    site = make_site("pergi")
    site.manage("shell", "-c", FOUND)
    site.start("web")
    person = Person(site.url)
    person.post("/masuk/", {"login": "camat.sungaikunyit", "password": PASSWORD})
    form = person.get("/laporan/baru/")[1]
    typed = dict(FIELD.findall(form)) | {
        "place": "61.02.12.2003", "when": "now", "urgency": "normal", "do": "send",
        "summary": TYPED, "csrfmiddlewaretoken": TOKEN.search(form)[1],
    }  # fmt: skip

    with no_database(site):
        status, page = person.post("/laporan/baru/", typed)
        seen = person.get("/laporan/")
        health = Person(site.url).get("/sehat/")

    assert (status, seen[0], health[0]) == (503, 503, 503)
    assert "Belum tersimpan, dan tidak hilang" in page
    assert "Buka lagi" in seen[1]
    assert json.loads(health[1]) == {"database": "mati"}
    kept = {name: html.unescape(value) for name, value in KEPT.findall(page)}
    assert {name: kept[name] for name in typed if name[0] != "c"} == {
        name: value for name, value in typed.items() if name[0] != "c"
    }
    # The button of that page, pressed twice.
    assert [person.post("/laporan/baru/", kept)[0] for _ in range(2)] == [200, 200]
    assert site.rows("SELECT summary FROM incidents_incident") == [(TYPED,)]
    assert "Traceback" not in (site.folder / "web.log").read_text()


class Person:
    """One browser; follows redirects."""

    def __init__(self, url):
        self.url = url
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        self.opener.addheaders = [("Accept", "text/html"), ("Referer", url)]

    def get(self, path, data=None):
        try:
            with self.opener.open(self.url + path, data, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode()

    def post(self, path, words):
        if "csrfmiddlewaretoken" not in words:
            words = words | {"csrfmiddlewaretoken": TOKEN.search(self.get(path)[1])[1]}
        return self.get(path, urllib.parse.urlencode(words).encode())


@contextmanager
def no_database(site):
    """Every connection ends, and no new one is let in."""
    allow = f'ALTER DATABASE "{site.database}" ALLOW_CONNECTIONS'
    others = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = %s AND pid <> pg_backend_pid()"
    )
    with servers.owner() as owner, psycopg.connect(servers.app_url(site.database)) as app:
        owner.execute(f"{allow} false")
        app.execute(others, [site.database])
        try:
            yield
        finally:
            owner.execute(f"{allow} true")


def fails(error):
    def view(request):
        raise error

    view.login_required = False
    return view


AWAY, BROKEN = OperationalError("server closed"), ValueError("ours")
urlpatterns = [
    path("pergi/", fails(AWAY)),
    path("tutup/", fails(InterfaceError("connection already closed"))),
    path("masuk/", fails(AWAY), name="account_login"),
    path("rusak/", fails(BROKEN)),
    path("bantuan/", lambda request: HttpResponse(), name="help"),
]
handler500 = views.broken
here = pytest.mark.parametrize("reader", [Client(raise_request_exception=False)])


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
@here
def test_only_what_passes_is_called_passing(reader):
    assert reader.get("/pergi/").status_code == 503
    assert reader.get("/tutup/").status_code == 503
    assert reader.get("/rusak/").status_code == 500


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
@here
def test_a_password_is_never_shown_back(reader):
    page = reader.post("/masuk/", {"login": "camat", "password": "sangat-rahasia"})
    other = reader.post("/pergi/", {"oldpassword": "sangat-rahasia", "note": "lain"})

    for answer in (page, other):
        assert answer.status_code == 503
        assert "rahasia" not in answer.content.decode()
        assert "Kirim lagi" not in answer.content.decode()
        assert "kembali" in answer.content.decode()


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
@here
def test_a_program_reads_it_as_json(reader):
    answer = reader.post("/pergi/", {"a": "1"}, headers={"Accept": "application/json"})

    assert answer.status_code == 503
    assert answer["Retry-After"] == "15"
    assert "Tunggu" in answer.json()["errors"]["__all__"][0]


def test_fields_leaves_out_passwords_and_files(rf):
    request = rf.post("/", {"a": ["1", "2"], "password1": "x", "csrfmiddlewaretoken": "y"})

    assert fields(request) == [("a", "1"), ("a", "2")]
