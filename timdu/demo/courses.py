"""The course of a report of the past: sent, completed, checked, and what became of it."""

import datetime as dt
from dataclasses import dataclass

from incidents.models import IssuePattern
from incidents.models.choices import Classification, InformationValue
from timdu.demo import answers, verdicts
from timdu.demo.clock import Clock
from timdu.demo.dice import Dice
from timdu.demo.lives import Life
from timdu.demo.people import People
from timdu.demo.places import Area
from timdu.demo.situations import Told

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
MINUTE = dt.timedelta(minutes=1)
# What a verifier asks about a report, and what the reporter answers.
QUESTIONS = (
    ("people", "Mohon dicek jumlahnya kepada perangkat desa.", "Sudah dicek, jumlahnya sesuai."),
    ("situation", "Bagaimana keadaan terakhir?", "Keadaan terakhir sudah kami tambahkan."),
    ("place", "Mohon dilengkapi nama dusun atau tempatnya.", "Tempat sudah kami lengkapi."),
    ("parties", "Mohon pihak ditulis tanpa label.", "Sudah ditulis dengan nama kelompoknya saja."),
    ("steps", "Apakah Polsek sudah mengetahui?", "Sudah, Bhabinkamtibmas hadir di lokasi."),
)
ADDED = (
    "Keadaan terakhir dipantau bersama Babinsa dan tetap tenang.",
    "Sampai laporan ini dilengkapi tidak ada kejadian susulan.",
    "Pemerintah desa melaporkan keadaan tetap terkendali.",
)
CLOSED = (
    "Selesai; tidak ada kejadian susulan.",
    "Tidak ada perkembangan baru selama dipantau.",
    "Keadaan kembali seperti biasa.",
)
CLOSED_BETWEEN_TWO = (
    "Kesepakatan kedua pihak dipatuhi sampai masa pemantauan berakhir.",
    "Kedua pihak menyatakan persoalan selesai.",
)
CLOSED_BY_STEPS = ("Sudah ditangani sampai tuntas di tingkat kecamatan.",)
CLOSED_AFTER_A_MONTH = ("Tidak ada perkembangan baru sesudah dipantau satu bulan.",)
EXERCISE = "Gladi, bukan kejadian nyata; disimpan untuk evaluasi dan tidak dihitung dalam rekap."
DROPPED = (
    "Bukan urusan konflik sosial; diteruskan kepada dinas yang membidangi.",
    "Tidak terbukti sesudah dicek ke lapangan.",
    "Sudah selesai di tingkat RT sebelum dilaporkan; tidak perlu ditindaklanjuti.",
)


@dataclass(frozen=True)
class Scene:
    """What the course of one report needs to know."""

    clock: Clock
    people: People
    patterns: dict[str, IssuePattern]
    area: Area


def run(scene: Scene, life: Life, told: Told, dice: Dice, sent_at: dt.datetime) -> None:
    """Play the whole course, as far as the demo's day allows."""
    now = scene.clock.now
    life.report(sent_at)
    at = completed_at(sent_at, told, dice)
    if told.situation.urgency == "normal":
        at = scene.clock.awake(at)
    if at >= now:
        return
    life.edit(at, answers.everything(told, dice, scene.patterns, scene.area, at))
    at = second_look(scene, life, told, dice, at)
    at = scene.clock.office_hours(at + dice.whole(180, 3000) * MINUTE)
    if at >= now:
        return
    if dice.chance(0.06):
        at = back_and_forth(scene, life, dice, at)
    if at >= now:
        return
    conclude(scene, life, told, dice, at)


def completed_at(sent_at: dt.datetime, told: Told, dice: Dice) -> dt.datetime:
    """Urgent ones within hours, the others within a day, a few later than they should be."""
    if told.situation.urgency != "normal":
        return sent_at + dice.whole(20, 240) * MINUTE
    late = dice.chance(0.07)
    return sent_at + dice.whole(*((1560, 3600) if late else (55, 1140))) * MINUTE


def second_look(scene: Scene, life: Life, told: Told, dice: Dice, at: dt.datetime) -> dt.datetime:
    """Half of the reporters add what was done since, before anybody checks the report."""
    later = scene.clock.awake(at + dice.whole(480, 2400) * MINUTE)
    put = answers.later_steps(told, later)
    waiting = [step for step in told.steps if life.row.occurred_at + step[2] * HOUR > at]
    due = [step for step in waiting if life.row.occurred_at + (step[2] + 1) * HOUR <= later]
    if not due or later >= scene.clock.now or dice.chance(0.5):
        return at
    life.edit(later, put)
    return later


def back_and_forth(scene: Scene, life: Life, dice: Dice, at: dt.datetime) -> dt.datetime:
    """The report goes back with a note, is answered, and comes again."""
    kabid = scene.people["kabid"]
    field, question, reply = dice.pick(QUESTIONS)
    verdicts.mark(life, at, kabid, field, question)
    sent_back = at + dice.whole(2, 20) * MINUTE
    answered = scene.clock.awake(sent_back + dice.whole(180, 1800) * MINUTE)
    if answered + 2 * DAY >= scene.clock.now:
        return scene.clock.now
    verdicts.send_back(life, sent_back, kabid)
    life.answer(answered, [reply])
    addition = dice.pick(ADDED)

    def put(record: object) -> None:
        life.row.situation = f"{life.row.situation} {addition}"

    life.edit(answered + dt.timedelta(minutes=4), put)
    life.submit(answered + dt.timedelta(minutes=9))
    return scene.clock.office_hours(answered + dice.whole(120, 1440) * MINUTE)


def conclude(scene: Scene, life: Life, told: Told, dice: Dice, at: dt.datetime) -> None:
    """Verified and in time closed; now and then set aside."""
    verifier = scene.people["kaban" if dice.chance(0.08) else "kabid"]
    if told.situation.drill:
        # An exercise never enters the figures: its victims are played.
        verdicts.drop(life, at, verifier, EXERCISE)
        return
    if told.situation.kind == "information" and dice.chance(0.08):
        verdicts.drop(life, at, verifier, dice.pick(DROPPED))
        return
    if life.row.people and dice.chance(0.06):
        fewer = max(life.row.people - dice.whole(2, 9), 3)
        right = {"people": fewer, "people_certainty": "sure"}
        reason = "Dicocokkan dengan catatan Bhabinkamtibmas."
        verdicts.correct(life, at - dt.timedelta(minutes=6), verifier, "people", right, reason)
    verdicts.verify(life, at, verifier, finding(told, dice))
    closing = scene.clock.office_hours(at + closing_after(told, dice))
    if closing < scene.clock.now:
        verdicts.close(life, closing, verifier, dice.pick(endings(life, closing - at)))


def endings(life: Life, watched: dt.timedelta) -> tuple[str, ...]:
    """What can truly be said of a report that is closed after so long."""
    return (
        *CLOSED,
        *(CLOSED_BETWEEN_TWO if len(life.record.parties) > 1 else ()),
        *(CLOSED_BY_STEPS if life.record.steps else ()),
        *(CLOSED_AFTER_A_MONTH if watched >= 30 * DAY else ()),
    )


def closing_after(told: Told, dice: Dice) -> dt.timedelta:
    """Potensi konflik stay open longest."""
    longest = {"information": 20, "event": 50}.get(told.situation.kind, 90)
    return dice.whole(longest // 4 * 1440, longest * 1440) * MINUTE


def finding(told: Told, dice: Dice) -> verdicts.Finding:
    """What the verifier makes of it: near what the situation suggests."""
    situation = told.situation
    likelihood, impact = situation.risk
    value = dice.share()
    restricted = dice.chance(0.3 if situation.kind == "information" else 0.8)
    return verdicts.Finding(
        source=situation.source,
        field=situation.field,
        classification=(Classification.RESTRICTED if restricted else situation.classification),
        likelihood=shifted(likelihood, dice),
        impact=shifted(impact, dice),
        value=(
            InformationValue.CONFIRMED
            if value < 0.72
            else InformationValue.SINGLE
            if value < 0.95
            else InformationValue.UNCONFIRMED
        ),
    )


def shifted(rank: int, dice: Dice) -> int:
    """The same rank, sometimes one lower, seldom one higher."""
    chance = dice.share()
    return max(rank - 1, 1) if chance < 0.15 else min(rank + 1, 4) if chance > 0.93 else rank
