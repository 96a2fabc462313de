"""Reports told one by one: this morning's queue, drafts, and the stories of the last weeks."""

import datetime as dt
import tomllib
from typing import Any

from incidents.actions.intake import Sender, Telling
from incidents.models.choices import Channel, Classification, Origin
from timdu.demo import answers, courses, situations, verdicts
from timdu.demo.lives import Life
from timdu.demo.situations import Told
from timdu.demo.stage import Slot, Stage, begin, told
from timdu.demo.verdicts import Finding
from timdu.team.models import User

HOUR = dt.timedelta(hours=1)
MINUTE = dt.timedelta(minutes=1)
# The telephone was put down so long before the report was typed.
TOLD_BEFORE = dt.timedelta(minutes=5)
# What an entry says besides the situation it tells.
OWN = {
    "like", "desa", "by", "on_behalf", "at", "groups", "state", "complete", "verified", "marks",
    "note", "share", "channel", "share_kecamatan", "corrected_people", "named", "photo",
}  # fmt: skip
SHARED_FOR = "Untuk diketahui dan ditangani bersama."
Entry = dict[str, Any]


def entries(team: str) -> list[Entry]:
    """What is written down for the team."""
    text = (situations.TEXTS / f"{team}.toml").read_text("utf-8")
    return [full(entry) for entry in tomllib.loads(text)["report"]]


def full(entry: Entry) -> Entry:
    """An entry with what it takes over from the situation it is like."""
    base = next(one for one in situations.written_down() if one["key"] == entry["like"])
    told = {key: value for key, value in entry.items() if key not in OWN}
    own = {key: value for key, value in entry.items() if key in OWN}
    return {**own, "key": entry["key"], "situation": situations.read({**base, **told})}


def tell_all(stage: Stage) -> list[Entry]:
    """Tell each of them; returns the entries for whoever adds to them."""
    found = entries(stage.ground.kabupaten.key)
    for entry in found:
        stage.lives[entry["key"]] = tell(stage, entry)
    return found


def tell(stage: Stage, entry: Entry) -> Life:
    """One report with the course its entry gives it."""
    days, clock = entry["at"]
    hour, minute = map(int, clock.split("."))
    dice = stage.dice.child("tercatat", entry["key"])
    area = stage.area(entry["desa"][:8])
    slot = Slot(
        dice=dice,
        area=area,
        place=stage.ground.find(entry["desa"]),
        situation=entry["situation"],
        occurred_at=stage.clock.ago(days, hour, minute),
    )
    words = told(stage, slot, entry.get("groups", ""))
    by = stage.people[entry["by"]]
    sent_at = slot.occurred_at + dice.whole(6, 14) * MINUTE
    life = begin(stage, slot, words, by, sender(by, entry, sent_at))
    life.report(sent_at, as_draft=entry["state"] == "draft")
    if entry["state"] != "draft":
        go_on(stage, entry, life, words, sent_at)
    return life


def sender(by: User, entry: Entry, at: dt.datetime) -> Sender:
    """Whose report it is, by who typed it."""
    if by.is_secretariat:
        told = Telling(Channel(entry["channel"]), at - TOLD_BEFORE) if "channel" in entry else None
        return Sender(Origin.SECRETARIAT, on_behalf=entry["on_behalf"], telling=told)
    knows = True if by.is_operator else None
    if by.kecamatan:
        return Sender(Origin.KECAMATAN, known_to_head=knows)
    return Sender(Origin.AGENCY, by.agency, known_to_head=knows)


def go_on(stage: Stage, entry: Entry, life: Life, words: Told, sent_at: dt.datetime) -> None:
    """Completed, asked about, checked: as far as the entry goes."""
    hours = entry.get("complete", 3)
    if not hours:
        return
    at = sent_at + hours * HOUR
    dice, scene = life.dice.child("answers"), stage.scene(stage.area(entry["desa"][:8]))
    life.edit(at, answers.everything(words, dice, stage.patterns, scene.area, at))
    if entry.get("marks") or entry.get("note"):
        at = notes(scene, entry, life, at)
    if entry["state"] in ("verified", "closed"):
        check(scene, entry, life, words, at)


def notes(scene: courses.Scene, entry: Entry, life: Life, at: dt.datetime) -> dt.datetime:
    """Notes go to the reporter; those that were answered come back with the report."""
    kabid = scene.people["kabid"]
    found = entry.get("marks", [])
    at = min(scene.clock.office_hours(at + HOUR), scene.clock.now - 20 * HOUR)
    for number, mark in enumerate(found):
        verdicts.mark(life, at + number * MINUTE, kabid, mark[0], mark[1])
    at += 10 * MINUTE
    verdicts.send_back(life, at, kabid, entry.get("note", ""))
    if entry["state"] == "waiting":
        at += 6 * HOUR
        life.answer(at, [mark[2] for mark in found])
        life.submit(at + 2 * MINUTE)
    return at


def check(scene: courses.Scene, entry: Entry, life: Life, words: Told, at: dt.datetime) -> None:
    """Verified, shared, closed."""
    kabid = scene.people["kabid"]
    latest = scene.clock.now - HOUR
    completed_at = at
    at = scene.clock.office_hours(at + entry.get("verified", 20) * HOUR)
    if at > latest:
        at = max(scene.clock.last_office_hour(latest), min(completed_at + 30 * MINUTE, latest))
    if right := entry.get("corrected_people"):
        new = {"people": right[0], "people_certainty": "sure"}
        verdicts.correct(life, at - 9 * MINUTE, kabid, "people", new, right[1])
    verdicts.verify(life, at, kabid, finding(words))
    share(scene, entry, life, at + 4 * MINUTE)
    if entry["state"] == "closed":
        closed_at = min(scene.clock.office_hours(at + 120 * HOUR), latest)
        verdicts.close(life, closed_at, kabid, courses.CLOSED[0])


def finding(words: Told) -> Finding:
    """The verdict as the situation has it; what is told one by one is at least Terbatas."""
    situation = words.situation
    secret = situation.classification == Classification.SECRET
    return Finding(
        source=situation.source,
        field=situation.field,
        classification=Classification.SECRET if secret else Classification.RESTRICTED,
        likelihood=situation.risk[0],
        impact=situation.risk[1],
    )


def share(scene: courses.Scene, entry: Entry, life: Life, at: dt.datetime) -> None:
    """Opened to agencies and kecamatan; what is secret to persons, by name."""
    people = scene.people
    for short in entry.get("share", ()):
        agency = people.agencies[short]
        verdicts.share(life, at, people["kabid"], SHARED_FOR, agency=agency)
    if code := entry.get("share_kecamatan"):
        kecamatan = life.row.kecamatan
        assert kecamatan.code == code
        verdicts.share(life, at, people["kabid"], SHARED_FOR, kecamatan=kecamatan)
    if named := entry.get("named"):
        kaban = people["kaban"]
        known = [kaban, *(people[key] for key in named)]
        for number, person in enumerate(known):
            named_at = at + (40 + number) * MINUTE
            verdicts.name(life, named_at, kaban, person, "Perlu mengetahui untuk tugasnya.")
        readings = [(person, at + (3 + 2 * n) * HOUR) for n, person in enumerate(known)]
        verdicts.opened(life, readings)
