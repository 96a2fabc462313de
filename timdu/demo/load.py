"""Loading the demo: both teams, everything in one transaction."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from incidents.models import IssuePattern
from timdu.demo import (
    activities,
    agreements,
    asked,
    cases,
    desk,
    duties,
    emergencies,
    field,
    mails,
    nils,
    notas,
    offices,
    people,
    photos,
    places,
    recorded,
    registry,
    rosters,
    rota,
    said,
    since,
    tables,
    waits,
)
from timdu.demo.clock import Clock
from timdu.demo.dice import Dice
from timdu.demo.ledger import Ledger
from timdu.demo.places import Kabupaten
from timdu.demo.press import Press
from timdu.demo.stage import Stage
from timdu.team import founding

SEED = "timdu contoh 1"
Say = Callable[[str], None]


@transaction.atomic
def load(today: dt.date, press: Press, say: Say) -> list[Stage]:
    """Fill an empty database with both kabupaten as they stand on the morning of the day."""
    ledger = Ledger()
    stages = [load_team(kabupaten, today, ledger, say) for kabupaten in places.TEAMS]
    ledger.write()
    say(f"Tercatat: {len(ledger.events)} jejak, {len(ledger.past)} versi")
    afterwards, papers = Ledger(), []
    for stage in stages:
        drawn = photos.attach_all(stage, recorded.entries(stage.ground.kabupaten.key), afterwards)
        say(f"{stage.people.team.name}: {drawn} gambar")
        say(f"{stage.people.team.name}: {said.tell_all(stage, afterwards)} arahan")
        say(f"{stage.people.team.name}: {since.tell_all(stage, afterwards)} perkembangan")
        more = matters(stage, afterwards, say)
        papers.append(registry.begin_all(stage, afterwards, press, more))
    for stage, documents in zip(stages, papers, strict=True):
        registry.finish_all(stage, documents, say)
    tables.look_at_all(stages[0], afterwards)
    afterwards.write()
    for stage in stages:
        say(f"{stage.people.team.name}: {desk.find_all(stage)} pasang laporan mirip")
        say(f"{stage.people.team.name}: {desk.save_filters(stage)} saringan tersimpan")
        say(f"{stage.people.team.name}: {duties.remind_all(stage)} pengingat")
        with timezone.override(stage.clock.zone):
            say(f"{stage.people.team.name}: {mails.tell_all(stage)} surel kepada orang tim")
    say(f"Menunggu seseorang: {waits.open_all(ledger)}")
    return stages


def matters(stage: Stage, ledger: Ledger, say: Say) -> list[registry.Plan]:
    """Permasalahan and what stands above them; returns the documents about them."""
    name = stage.people.team.name
    with timezone.override(stage.clock.zone):
        say(f"{name}: {cases.tell_all(stage, ledger)} permasalahan")
        say(f"{name}: {activities.tell_all(stage, ledger)} kegiatan")
        say(f"{name}: {asked.tell_all(stage, ledger)} disposisi dan permintaan")
        say(f"{name}: {agreements.tell_all(stage, ledger)} kesepakatan")
        say(f"{name}: {emergencies.tell_all(stage, ledger)} gladi status")
        return notas.plans(stage)


def load_team(kabupaten: Kabupaten, today: dt.date, ledger: Ledger, say: Say) -> Stage:
    """Found one team and tell its three years into the ledger."""
    clock = Clock(today, founding.zone_of(kabupaten.code))
    ground = places.ground(kabupaten)
    before = len(ledger.incidents)
    found = people.found(ground, clock)
    offices.equip(found, ground, clock)
    rosters.seat_all(found, ground, clock)
    rota.plan(found, clock)
    stage = Stage(
        clock=clock,
        ground=ground,
        people=found,
        ledger=ledger,
        patterns={row.name: row for row in IssuePattern.objects.filter(team=None)},
        dice=Dice(SEED, kabupaten.code),
    )
    with timezone.override(clock.zone):
        field.tell_all(stage)
        recorded.tell_all(stage)
        duties.decide_all(stage)
        nils.file_all(stage)
        duties.answer_all(stage)
    told = len(ledger.incidents) - before
    say(f"{stage.people.team.name}: {len(stage.people.users)} akun, {told} laporan")
    return stage
