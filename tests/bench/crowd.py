"""A crowd of signed-in people for some minutes, and the database restarted in the middle.

    python -m tests.bench.crowd URL --catatan LOG [--orang 200] [--detik 300] [--jeda 15]
        [--putus "command"]

The application runs already, on this machine, and writes `%({x-request-id}o)s %(D)s` for each
answer into LOG; DATABASE_URL is the one it uses. Prints each page's p50 and p95, the server's time
and the person's, beside twice the budget; then looks for every report that was sent. Exit 1 when a
budget or a report is missed, or somebody saw an error without words.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from tests.bench import visitor
from tests.bench.run import spread
from tests.bench.visitor import Answer, Sent, Visitor

# p95 of the server's time in ms (design.md, section 7); twice that with a crowd.
BUDGETS = {
    visitor.HOME: 100, visitor.DASHBOARD: 100, visitor.LIST: 70, visitor.FILTER: 70,
    visitor.QUEUE: 70, visitor.SEARCH: 50, visitor.DETAIL: 40, visitor.CREATE: 40,
}  # fmt: skip
GOOD, AWAY = (200, 302), 503
ENOUGH = 20
DESKS = 12


def main(argv: list[str]) -> int:
    """Bring the crowd in, let it work, and judge what it saw."""
    told = arguments(argv)
    people = crowd(told)
    with ThreadPoolExecutor(4) as doors:
        list(doors.map(Visitor.sign_in, people))
    print(f"{len(people)} orang sudah masuk; {told.detik} detik, jeda rata-rata {told.jeda} detik")
    for one in people:
        one.answers.clear()
    work(people, told)
    answers = sorted(chain.from_iterable(one.answers for one in people), key=lambda one: one.begun)
    failed = table(answers, server_times(told.catatan), told.detik)
    failed += troubles(answers)
    return failed + nothing_lost(people)


def arguments(argv: list[str]) -> argparse.Namespace:
    """What was asked for; an address that is not this machine's own is refused."""
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("--catatan", type=Path, required=True)
    parser.add_argument("--orang", type=int, default=200)
    parser.add_argument("--detik", type=int, default=300)
    parser.add_argument("--jeda", type=float, default=15)
    parser.add_argument("--putus", default="")
    told = parser.parse_args(argv)
    if urlsplit(told.url).hostname != "127.0.0.1":
        parser.error("hanya 127.0.0.1: alat ini membebani peladen yang ditujunya")
    return told


def crowd(told: argparse.Namespace) -> list[Visitor]:
    """Accounts for all, at a dozen desks with an address each."""
    code = f"from tests.bench import inhabitants; inhabitants.settle({told.orang})"
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v", "0", "-c", code],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    known = json.loads(done.stdout.splitlines()[-1])
    return [
        Visitor(told.url, *facts, desk=f"127.0.{1 + number % DESKS}.1", seed=number)
        for number, facts in enumerate(known)
    ]


def work(people: list[Visitor], told: argparse.Namespace) -> None:
    """Everybody at once until the time is over; who waits for a receipt goes on a minute longer."""
    stop = threading.Event()
    until = time.monotonic() + told.detik
    rooms = [
        threading.Thread(target=one.live, args=(until, told.jeda, stop), daemon=True)
        for one in people
    ]
    for room in random.Random(1).sample(rooms, len(rooms)):
        room.start()
    if told.putus:
        time.sleep(max(told.detik / 2, 1))
        begun = time.monotonic()
        subprocess.run(told.putus, shell=True, check=True)
        print(f"basis data dimatikan dan dihidupkan lagi: {time.monotonic() - begun:.1f} detik")
    deadline = until + 2 * told.jeda + 60
    for room in rooms:
        room.join(max(0, deadline - time.monotonic()))
    stop.set()
    for room in rooms:
        room.join(visitor.PATIENCE)


def server_times(log: Path) -> dict[str, float]:
    """Seconds the application took, by the number of the request."""
    time.sleep(1)
    pairs = (line.split() for line in log.read_text().splitlines())
    return {number: int(took) / 1e6 for number, took in pairs if number != "-"}


def table(answers: list[Answer], served: dict[str, float], seconds: int) -> int:
    """One line for each page: what the server took, what the person waited; counts the misses."""
    print("| halaman | jumlah | peladen p50 | p95 | orang p50 | p95 | 2 × anggaran | |")
    print("|---|---|---|---|---|---|---|---|")
    missed = 0
    for page in sorted({one.page for one in answers}):
        good = [one for one in answers if one.page == page and one.status in GOOD]
        if len(good) < ENOUGH:
            print(f"| {page} | {len(good)} | | | | | | terlalu sedikit |")
            continue
        _, mid, late = spread([served[one.number] for one in good])
        _, seen, waited = spread([one.took for one in good])
        budget = 2 * BUDGETS.get(page, 0)
        verdict = "–" if not budget else "ya" if late <= budget else "TIDAK"
        missed += verdict == "TIDAK"
        print(f"| {page} | {len(good)} | {mid:.0f} | {late:.0f} | {seen:.0f} | {waited:.0f} "
              f"| {budget or '–'} | {verdict} |")  # fmt: skip
    print(f"{len(answers)} halaman, {len(answers) / seconds:.1f} per detik")
    return missed


def troubles(answers: list[Answer]) -> int:
    """What was no page: how many, for how long, and whether each said what to do."""
    bad = [one for one in answers if one.status not in GOOD]
    print("selain 200 dan 302:", dict(Counter(one.status for one in bad)) or "tidak ada")
    mute = [one for one in bad if one.status != AWAY or not one.has_words]
    for one in mute[:5]:
        print(f"TANPA KATA-KATA: {one.page} {one.status} {one.text[:200]}")
    away = [one for one in bad if one.status == AWAY]
    if away:
        ends = [one.begun + one.took for one in away]
        slowest = max(one.took for one in away)
        print(f"503 dengan kata-kata: {len(away)}, selama {max(ends) - away[0].begun:.1f} detik; "
              f"paling lama menunggu kata-kata {slowest:.1f} detik")  # fmt: skip
    return len(mute)


def nothing_lost(people: list[Visitor]) -> int:
    """Each report once, with the receipt's hash; what had no receipt is sent again and gets one."""
    sent = [(person, one) for person in people for one in person.sent]
    without = [(person, one) for person, one in sent if not one.code]
    again = without + [pair for pair in sent if pair[1].errors] + sent[:: max(1, len(sent) // 20)]
    codes = {one.uuid: one.code for _, one in again}
    for person, one in again:
        resend(person, one)
    changed = [one for _, one in again if codes[one.uuid] not in ("", one.code)]
    stored = rows([one.uuid for _, one in sent])
    wrong = [one for _, one in sent if stored.get(one.uuid) != [(one.code, one.hash)]]
    tried = sum(one.errors > 0 for _, one in sent)
    print(f"{len(sent)} kabar awal dikirim; {tried} sempat gagal, {len(without)} belum bertanda "
          f"terima pada akhir; {len(again)} dikirim ulang dengan kunci yang sama")  # fmt: skip
    print(f"tidak ada, ganda, atau sidiknya lain: {len(wrong)}; kode berubah: {len(changed)}")
    for one in wrong[:5]:
        print("SALAH:", one, stored.get(one.uuid))
    return len(wrong) + len(changed)


def resend(person: Visitor, one: Sent) -> None:
    """The same words under the same key once more."""
    page = person.ask(visitor.FORM, "/laporan/baru/")
    one.code = ""
    person.send(one, one.words | visitor.token(page.text), threading.Event())


def rows(uuids: list[str]) -> dict[str, list[tuple[str, str]]]:
    """Code and hash of every report under these keys, as the database has them."""
    found: dict[str, list[tuple[str, str]]] = {}
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        sql = "SELECT client_uuid, code, received_hash FROM incidents_incident"
        for uuid, code, digest in connection.execute(f"{sql} WHERE client_uuid = ANY(%s)", [uuids]):
            found.setdefault(str(uuid), []).append((code, digest))
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) > 0)
