"""One person of a crowd: signs in, reads, reports, and sends again what was not taken."""

import http.client
import random
import re
import time
from dataclasses import dataclass, field
from threading import Event
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

from tests.bench.run import FIELD, SENT, TOKEN
from tests.browser.pages import PASSWORD, SECOND_STEP, SECRET, code_now

FORM, CREATE, RECEIPT = "formulir kabar awal", "kirim kabar awal", "tanda terima"
HOME, DASHBOARD, LIST, FILTER = "beranda", "dasbor", "daftar", "saring"
SEARCH, DETAIL, QUEUE = "cari", "rincian", "antrean"
# What each does, as often as it stands there.
DAY = {
    "kecamatan": [HOME] * 3 + [LIST] * 3 + [FILTER] * 2 + [SEARCH] + [DETAIL] * 3 + [CREATE] * 2,
    "staff": [HOME] * 2 + [LIST] * 3 + [FILTER] * 3 + [SEARCH] * 3 + [DETAIL] * 5 + [CREATE],
    "verifier": [HOME] * 2 + [QUEUE] * 4 + [DETAIL] * 5 + [FILTER],
    "secretary": [DASHBOARD] * 4 + [HOME] * 2 + [LIST] + [DETAIL] * 2,
}
FILTERS = ["?tingkat=4", "?kecamatan=61.02.12", "?sumber=d", "?tingkat=3&sumber=c"]
WORDS = ["nelayan", "patok batas", "musyawarah", "zzzz", "penolakan jalan"]
CODE = re.compile(r'href="/laporan/(TDU-[^/"]+)/"')
HASH = re.compile(r"\b[0-9a-f]{64}\b")
# So long a browser waits for an answer, and a person before pressing again.
PATIENCE, AGAIN = 120, 10
AWAY = "Belum tersimpan, dan tidak hilang"
KEPT = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


@dataclass(frozen=True)
class Answer:
    """What came back for one click, and when it was made (seconds of the same clock)."""

    page: str
    begun: float
    took: float
    status: int
    number: str
    text: str = field(repr=False)

    @property
    def has_words(self) -> bool:
        """Whether a person who reads it knows what to do next."""
        return "sedang tidak dapat" in self.text and "lalu" in self.text


@dataclass
class Sent:
    """One kabar awal: under which key, and what came of it."""

    who: str
    uuid: str
    code: str = ""
    hash: str = ""
    errors: int = 0
    words: dict[str, str] = field(default_factory=dict, repr=False)


class Visitor:
    """One session of one person at one desk; `desk` is the address the person comes from."""

    def __init__(self, url: str, who: str, role: str, desa: str, desk: str, seed: int) -> None:
        self.parts, self.desk = urlsplit(url), desk
        self.who, self.role, self.desa = who, role, desa
        self.dice = random.Random(seed)
        self.cookies: dict[str, str] = {}
        self.codes: list[str] = []
        self.answers: list[Answer] = []
        self.sent: list[Sent] = []

    def ask(self, page: str, path: str, words: dict[str, str] | None = None) -> Answer:
        """One click on a connection of its own; a line that breaks is status 0."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        headers["Accept"] = "text/html"
        if words is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Referer"] = self.parts.geturl()
        line = http.client.HTTPConnection(
            self.parts.hostname or "", self.parts.port, PATIENCE, source_address=(self.desk, 0)
        )
        begun = time.monotonic()
        try:
            line.request(
                "GET" if words is None else "POST", path, words and urlencode(words), headers
            )
            reply = line.getresponse()
            text = reply.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException) as error:
            answer = Answer(page, begun, time.monotonic() - begun, 0, "", repr(error))
        else:
            self.keep_cookies(reply)
            number, took = reply.getheader("X-Request-ID", ""), time.monotonic() - begun
            goes = reply.getheader("Location") or text
            answer = Answer(page, begun, took, reply.status, number, goes)
        finally:
            line.close()
        self.answers.append(answer)
        return answer

    def keep_cookies(self, reply: http.client.HTTPResponse) -> None:
        for value in reply.headers.get_all("Set-Cookie", []):
            name, _, rest = value.partition("=")
            self.cookies[name] = rest.split(";")[0]

    def sign_in(self) -> None:
        """Through the form, as everybody; AssertionError when the door stays shut."""
        steps = [("/masuk/", lambda: {"login": self.who, "password": PASSWORD})]
        if self.role != "kecamatan":
            steps.append((SECOND_STEP, lambda: {"code": code_now(SECRET)}))
        for path, words in steps:
            page = self.ask("masuk", path).text
            answer = self.ask("masuk", path, {**words(), **token(page)})
            assert answer.status == 302, (self.who, path, answer.status, answer.text[:300])

    def live(self, until: float, pause: float, stop: Event) -> None:
        """Click, read, click again, until the time is over."""
        while not stop.wait(self.dice.uniform(0.5, 1.5) * pause) and time.monotonic() < until:
            self.step(self.dice.choice(DAY[self.role]), pause, stop)

    def step(self, page: str, pause: float, stop: Event) -> None:
        """One thing a person does."""
        if page == CREATE:
            self.report(pause, stop)
            return
        paths = {
            HOME: "/",
            DASHBOARD: "/dasbor/",
            LIST: "/laporan/",
            FILTER: f"/laporan/{self.dice.choice(FILTERS)}",
            SEARCH: f"/laporan/?{urlencode({'q': self.dice.choice(WORDS)})}",
            QUEUE: "/laporan/antrean/",
        }
        if page == DETAIL and not self.codes:
            page = LIST
        path = f"/laporan/{self.dice.choice(self.codes)}/" if page == DETAIL else paths[page]
        answer = self.ask(page, path)
        if page != DETAIL and answer.status == 200:
            self.codes = CODE.findall(answer.text) or self.codes

    def report(self, pause: float, stop: Event) -> None:
        """Open the form, type, send; sent again from the page that says it was not taken."""
        page = self.ask(FORM, "/laporan/baru/")
        if page.status != 200:
            return
        one = Sent(self.who, str(uuid4()))
        words = dict(FIELD.findall(page.text)) | SENT | {"client_uuid": one.uuid}
        words |= {"place": self.desa, "summary": f"Kelompok A berkumpul, kabar {one.uuid[:8]}."}
        if self.role != "kecamatan":
            words |= {"origin": "secretariat", "on_behalf": "Warga"}
        stop.wait(2 * pause)
        one.words = words
        self.sent.append(one)
        self.send(one, words | token(page.text), stop)

    def send(self, one: Sent, words: dict[str, str], stop: Event) -> None:
        """Press the button until there is a receipt; each time with the same key."""
        while not one.code:
            answer = self.ask(CREATE, "/laporan/baru/", words)
            if answer.status == 302 and (found := re.search(r"TDU-[^/]+", answer.text)):
                one.code = found[0]
                self.read_receipt(one, answer.text)
                return
            one.errors += 1
            if AWAY in answer.text:
                words = token(answer.text) | dict(KEPT.findall(answer.text))
            if answer.status == 200 or stop.wait(AGAIN):
                return

    def read_receipt(self, one: Sent, path: str) -> None:
        """The page of the receipt, with the hash of what was received."""
        answer = self.ask(RECEIPT, path)
        if answer.status == 200 and (found := HASH.search(answer.text)):
            one.hash = found[0]


def token(page: str) -> dict[str, str]:
    """The token of a form of the page."""
    found = TOKEN.search(page)
    return {"csrfmiddlewaretoken": found[1]} if found else {}
