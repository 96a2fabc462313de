"""Measure the pages over the real web server, one sequential client, warm, against the budgets."""

import http.client
import json
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

import psycopg

from tests import servers
from tests.bench import neighbours
from tests.browser.pages import PASSWORD, SECOND_STEP, SECRET, code_now

RUNS, WARM = 200, 5
# Name, who, path, budget in ms (design.md, section 7).
PAGES = [
    ("daftar, staf", "staf.mempawah", "/laporan/", 70),
    ("daftar, camat", "camat.sungaikunyit", "/laporan/", 70),
    ("saring: bulan, kecamatan, sumber", "staf.mempawah",
     "/laporan/?bulan={month}&kecamatan=61.02.12&sumber=d", 70),
    ("saring: tingkat 4", "staf.mempawah", "/laporan/?tingkat=4", 70),
    ("antrean", "kabid.mempawah", "/laporan/antrean/", 70),
    ("cari: nelayan", "staf.mempawah", "/laporan/?q=nelayan", 50),
    ("cari: patok batas", "staf.mempawah", "/laporan/?q=patok+batas", 50),
    ("cari: tidak ada", "staf.mempawah", "/laporan/?q=zzzz", 50),
    ("belum punya permasalahan", "kabid.mempawah", "/permasalahan/laporan-lepas/", 70),
    ("periksa satu laporan", "kabid.mempawah", "/laporan/{waiting}/verifikasi/", 70),
    ("permasalahan, daftar", "staf.mempawah", "/permasalahan/", 70),
    ("permasalahan, saring", "staf.mempawah",
     "/permasalahan/?keadaan=open&tingkat=3-4&kecamatan=61.02.12", 70),
    ("permasalahan, cari", "staf.mempawah", "/permasalahan/?q=patok+batas", 50),
    ("permasalahan, 12 laporan", "staf.mempawah", "/permasalahan/{case}/", 70),
    ("permasalahan, camat", "camat.sungaikunyit", "/permasalahan/", 70),
    ("cari semua: nelayan", "staf.mempawah", "/cari/?q=nelayan", 50),
    ("cari semua: tidak ada", "staf.mempawah", "/cari/?q=zzzz", 50),
    ("cari semua, camat", "camat.sungaikunyit", "/cari/?q=nelayan", 50),
    ("peta", "staf.mempawah", "/peta/", 100),
    ("rincian", "staf.mempawah", "/laporan/{code}/", 40),
    ("beranda kecamatan", "camat.sungaikunyit", "/", 100),
    ("meja", "kabid.mempawah", "/", 100),
    ("dasbor", "kaban.mempawah", "/dasbor/", 100),
]  # fmt: skip
SENT = {"place": "61.02.12.2003", "when": "now", "urgency": "normal", "do": "send"}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
FIELD = re.compile(r'name="(client_uuid|opened_at)"[^>]* value="([^"]*)"')


class Client:
    """One signed-in person, one request at a time."""

    def __init__(self, url, who):
        parts = urlsplit(url)
        self.url, self.cookies = url, {}
        self.line = http.client.HTTPConnection(parts.hostname, parts.port, timeout=120)
        page = self.get("/masuk/")[1]
        words = {"login": who, "password": PASSWORD}
        status, _ = self.post("/masuk/", page, words)
        assert status == 302, status
        # Everybody of this kabupaten has a telephone that shows a code.
        page = self.get(SECOND_STEP)[1]
        status, _ = self.post(SECOND_STEP, page, {"code": code_now(SECRET)})
        assert status == 302, status

    def ask(self, method, path, body=None):
        """One request; returns status, body and seconds until the last byte."""
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": self.url}
        # The server ends a kept connection that rests for two seconds.
        self.line.close()
        self.line.connect()
        begin = time.perf_counter()
        self.line.request(method, path, body, headers)
        answer = self.line.getresponse()
        first = time.perf_counter() - begin
        text = answer.read().decode("utf-8", "replace")
        took = time.perf_counter() - begin
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.split(";")[0]
        self.first = first
        return answer.status, text, took

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, page, words):
        token = TOKEN.search(page).group(1)
        status, text, self.took = self.ask(
            "POST", path, urlencode({**words, "csrfmiddlewaretoken": token})
        )
        return status, text


# How many reports make one permasalahan, over all; how many one team has at most.
PER_CASE, PER_TEAM = 5, 100_000


def main(rows):
    """Fill a site, start it, measure, print the table; exit 1 when a budget is missed."""
    with tempfile.TemporaryDirectory() as folder:
        template = servers.make_template(servers.make_base())
        log = Path(folder) / "dilayani.log"
        options = f"--access-logfile {log} --access-logformat '%(D)s'"
        site = servers.Site("bangku", Path(folder) / "situs", template, GUNICORN_CMD_ARGS=options)
        try:
            begin = time.perf_counter()
            own = min(rows, PER_TEAM)
            site.manage("shell", "-c", f"from tests.browser import kabupaten; kabupaten.found()\n"
                        f"from tests.bench import matters, seed; seed.fill({own})\n"
                        f"matters.fill({own // PER_CASE})")  # fmt: skip
            add_neighbours(site, rows // PER_TEAM - 1)
            analyse(site)
            told = f"{rows:,} laporan dan {rows // PER_CASE:,} permasalahan dibuat"
            print(f"{told} dalam {time.perf_counter() - begin:.0f} detik")
            site.start("web")
            return report(site, log)
        finally:
            site.close()


def add_neighbours(site, many):
    """So many other teams with as much each."""
    if many > 0:
        script = f"from tests.bench import seed; seed.found_neighbours({many})"
        told = json.loads(site.manage("shell", "-c", script).splitlines()[-1])
        neighbours.copy(site.env["DATABASE_OWNER_URL"], told)


def analyse(site):
    """What autovacuum would have done by now."""

    with psycopg.connect(site.env["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE")


def report(site, log):
    """Measure everything and print one line each."""
    ((waiting,),) = site.rows(
        "SELECT code FROM incidents_incident WHERE status = 'submitted' ORDER BY pk DESC LIMIT 1"
    )
    ((case,),) = site.rows(
        "SELECT code FROM cases_case WHERE status = 'open' AND (SELECT count(*) FROM"
        " cases_caseincident WHERE case_id = cases_case.id) = 12 ORDER BY pk DESC LIMIT 1"
    )
    ((code, month),) = site.rows(
        "SELECT code, to_char(occurred_at, 'YYYY-MM') FROM incidents_incident"
        " WHERE status = 'verified' AND kecamatan_id = '61.02.12' ORDER BY occurred_at DESC LIMIT 1"
    )
    clients, failed = {}, 0
    print("| halaman | terbaik ms | p50 ms | p95 ms | anggaran p95 | |\n|---|---|---|---|---|---|")
    yardstick()
    for name, who, path, budget in PAGES:
        # A code works once: nobody signs in twice.
        if who not in clients:
            clients[who] = Client(site.url, who)
        client = clients[who]
        visit(client, path.format(code=code, month=month, case=case, waiting=waiting))
        failed += line(name, budget, served(log))
    create(clients["camat.sungaikunyit"])
    failed += line("kirim kabar awal", 40, served(log))
    yardstick()
    failed += export(clients["staf.mempawah"])
    return failed + paper(site, month)


def paper(site, month):
    """The monthly report: seconds for its facts and for a page of its PDF, and the memory."""
    told = site.manage("shell", "-c", f"from tests.bench import paper; paper.measure('{month}')")
    found = json.loads(told.splitlines()[-1])
    verdict = found["page"] <= 0.25 and found["MB"] <= 300
    print(f"| PDF bulanan, {found['pages']} halaman; data {found['facts'] * 1000:.0f} ms "
          f"| {found['best'] * 1000:.0f} | {found['page'] * 1000:.0f} per halaman "
          f"| {found['MB']} MB | 250, 300 MB "
          f"| {'ya' if verdict else 'TIDAK'} |")  # fmt: skip
    return not verdict


def visit(client, path):
    """Open a page again and again."""
    for _ in range(WARM + RUNS):
        status, _, _ = client.get(path)
        assert status == 200, (path, status)


def served(log):
    """The server's own times of the last requests, in seconds, from the first byte to the last."""
    # A line is written just after the client has everything.
    time.sleep(0.2)
    return [int(line) / 1e6 for line in log.read_text().splitlines()[-RUNS:]]


def create(client):
    """Send kabar awal; the form is fetched once, each report has its own key."""
    page = client.get("/laporan/baru/")[1]
    fixed = dict(FIELD.findall(page))
    for number in range(WARM + RUNS):
        summary = f"Kelompok A berkumpul, ke-{number}."
        words = {**fixed, **SENT, "client_uuid": uuid4(), "summary": summary}
        status, _ = client.post("/laporan/baru/", page, words)
        assert status == 302, status


def export(client):
    """CSV of everything of the last 24 months at most: first byte and whole."""
    status, text = client.post(
        "/laporan/unduh/", client.get("/laporan/unduh/")[1], {"bentuk": "csv"}
    )
    took = client.took
    assert status == 200, status
    rows = text.count("\n")
    print(f"| CSV, {rows:,} baris | pertama {client.first * 1000:.0f} | | {took * 1000:.0f} "
          "| 300 / 4.000 per 100.000 | |")  # fmt: skip
    return client.first > 0.3


def line(name, budget, times):
    """Print one row; true when the budget is missed."""
    best, p50, p95 = spread(times)
    verdict = "ya" if p95 <= budget else "TIDAK"
    print(f"| {name} | {best:.0f} | {p50:.0f} | {p95:.0f} | {budget} | {verdict} |", flush=True)
    return p95 > budget


def spread(times):
    """Best, median and 95th of a hundred, in milliseconds."""
    p95 = statistics.quantiles(times, n=20)[18]
    return [1000 * value for value in (min(times), statistics.median(times), p95)]


def yardstick():
    """Print times of one fixed piece of arithmetic: how far the machine is from being still."""
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        sum(number * number for number in range(200_000))
        times.append(time.perf_counter() - begin)
    print("| takaran mesin |", " | ".join(f"{value:.1f}" for value in spread(times)), "| | |")


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000) > 0)
