"""Seeded runs: a phone, its holder and its line at their worst; nothing is lost or double.

Each run writes one report or two and breaks what its dice say. Failing runs name their seed.
"""

import random
import re

import pytest
from playwright.sync_api import expect

from tests.offline import phone, standing
from tests.offline import test_activity as activity
from tests.offline.proxy import PLACES
from tests.settings import FULL

pytestmark = pytest.mark.browser
KEPT = re.compile("Tersimpan di ponsel|Terkirim")
RUNS = 500 if FULL else 50
# The end of all patience with one of them, in seconds.
ONE_RUN = 600
ASK = ("GET", "/kiriman/saya/")
KINDS = ("kabar", "kabar", "perkembangan", "lengkapi", "nihil", "kegiatan", "langkah")
# Of the months one may answer for, counted from this one; each is answered once.
MONTHS = [1, 2, 3, 4, 5, 6]
FIELD = {"perkembangan": "#id_text", "lengkapi": "#id_situation"}
# Where what was written lies, and its words: each of them once.
TABLES = (
    ("incidents_incident", "summary"), ("incidents_development", "text"),
    ("renaksi_activity", "about"), ("cases_handling", "what"),
)  # fmt: skip
OWN_REPORT = (
    "SELECT code FROM incidents_incident JOIN team_user ON team_user.id = entered_by_id"
    " WHERE username = %s AND status = 'submitted' ORDER BY incidents_incident.id LIMIT 1"
)


def plain(run, page):
    """The holder waits and looks."""
    phone.press(page)


def impatient(run, page):
    """The button is pressed as fast as a thumb can."""
    phone.sender(page).dblclick(delay=5)


def without_line(run, page):
    """Written while nothing answers."""
    run.line.is_down = True
    phone.press(page)
    page.get_by_role("heading", name="Tersimpan di ponsel").wait_for()
    run.line.is_down = False


def tab_closed(run, page):
    """The tab is closed as soon as the report is said to be kept."""
    run.line.is_down = True
    phone.press(page)
    page.get_by_role("heading", name="Tersimpan di ponsel").wait_for()
    page.close()
    run.line.is_down = False


def tab_closed_sending(run, page):
    """The tab is closed while the report is on its way."""
    run.line.break_next("POST", run.to, "stalled")
    with page.expect_request(f"**{run.to}", timeout=60_000):
        phone.press(page)
    page.close()


def reloaded(run, page):
    """The page is loaded again in the middle of it."""
    phone.press(page)
    page.reload()


def two_tabs(run, page):
    """Another tab sends its own report at the same time."""
    other = run.context.new_page()
    words = run.new_words()
    phone.write(other, words)
    phone.press(page)
    phone.press(other)
    # Whoever closes a tab before it says that the report is kept finds a draft, not a report.
    other.get_by_role("heading", name=KEPT).first.wait_for()
    other.wait_for_timeout(run.dice.choice([0, 60, 200]))
    other.close()


def other_person(run, page):
    """Somebody else signs in on the phone before the report is out; it is none of theirs."""
    without_line(run, page)
    run.line.is_down = True
    run.become(phone.OPERATOR)
    run.line.is_down = False
    page.goto("/kotak-keluar/")
    expect(page.locator("[data-count=waiting] strong")).to_have_text("0")
    assert run.words[0] not in page.content()
    phone.try_again(page)
    page.wait_for_timeout(60)
    assert phone.arrived(run.site, run.words[0]) == []
    run.become(phone.CAMAT)
    page.goto("/kotak-keluar/")


WAYS = (
    plain,
    impatient,
    without_line,
    tab_closed,
    tab_closed_sending,
    reloaded,
    two_tabs,
    other_person,
)


class Run:
    """One report's way through one piece of bad luck."""

    def __init__(self, seed, site, line, context, cookies, *, months, matters):
        self.seed, self.site, self.line = seed, site, line
        self.context, self.cookies = context, cookies
        self.dice = random.Random(seed)
        self.months, self.matters = months, matters
        self.words = []

    def new_words(self):
        self.words.append(f"Kabar {self.seed} nomor {len(self.words)}: kelompok A di dermaga.")
        return self.words[-1]

    def become(self, who):
        self.context.clear_cookies()
        self.context.add_cookies(self.cookies(who))

    def go(self):
        page = self.context.pages[0] if self.context.pages else self.context.new_page()
        self.write(page, self.new_words())
        self.line.break_next(
            "POST", self.to, *self.dice.choices(PLACES, k=self.dice.choice([0, 1, 1, 2]))
        )
        self.line.break_next(*ASK, *self.dice.choices(PLACES, k=self.dice.choice([0, 0, 1])))
        way = self.dice.choice(WAYS)
        way(self, page)
        self.judge(way)

    def write(self, page, words):
        """Something of one kind or another, as far as the button."""
        kind, self.to = self.dice.choice(KINDS), "/laporan/baru/"
        found = self.site.rows(OWN_REPORT, phone.CAMAT)
        if kind == "nihil" and self.months:
            self.to = "/nihil/baru/"
            page.goto(f"{self.to}?{self.seed}#baru")
            page.locator("#id_month").select_option(index=self.months.pop())
            page.locator("#id_asked").fill(words)
        elif kind == "kegiatan":
            self.to = "/kegiatan/baru/"
            page.goto(f"{self.to}?{self.seed}#baru")
            activity.write(page, words)
        elif kind == "langkah" and found:
            self.to = self.matter(found[0][0])
            page.goto(f"{self.to}?{self.seed}#baru")
            page.get_by_label("Melakukan apa").fill(words)
        elif kind in FIELD and found:
            self.to = f"/laporan/{found[0][0]}/{kind}/"
            page.goto(f"{self.to}?{self.seed}#baru")
            # Of lengkapi the part may be folded away.
            page.locator(FIELD[kind]).evaluate(
                "(field) => { (field.closest('details') ?? {}).open = true; }"
            )
            page.locator(FIELD[kind]).fill(words)
        else:
            phone.write(page, words, very_urgent=self.dice.random() < 0.2)

    def matter(self, code):
        """The address of the langkah of one permasalahan, opened by the first who need it."""
        if not self.matters:
            script = f"from tests.offline import kabupaten; kabupaten.permasalahan({code!r})"
            self.matters.append(self.site.manage("shell", "-c", script).split()[-1])
        return f"/permasalahan/{self.matters[0]}/langkah/"

    def judge(self, way):
        """Everything arrived, once, from whom it was; the phone has its receipt and no more."""
        page = self.context.pages[0] if self.context.pages else self.context.new_page()
        if "127.0.0.1" not in page.url:
            page.goto("/kotak-keluar/")
        kept = phone.kept(page, "sent", trying=True)
        receipts = {item["hash"] for item in kept}
        for words in self.words:
            rows = phone.arrived(self.site, words)
            assert len(rows) == 1, (self.seed, way.__name__, words, rows)
            _, digest, who = rows[0]
            assert who == phone.CAMAT
            assert digest in receipts, (self.seed, way.__name__)
        assert not [item for item in kept if "fields" in item]
        assert phone.store(page, "drafts") == []


def test_nothing_is_lost_doubled_or_seen_by_another(make_phone, site, line, cookies):
    context, _ = make_phone()
    cookies(phone.OPERATOR)
    done, kept = 0, {"months": list(MONTHS), "matters": []}

    for seed in range(RUNS):
        with standing.within(ONE_RUN):
            Run(seed, site, line, context, cookies, **kept).go()
        line.mend()
        done += 1

    assert done == RUNS
    for table, words in TABLES:
        ((all_, different),) = site.rows(f"SELECT count(*), count(DISTINCT {words}) FROM {table}")
        assert all_ == different, table
