"""Saying something about a month through the actions, as tests of the five states need it."""

import datetime as dt
from uuid import uuid4

from incidents import figures
from incidents.actions import corrections, intake, nil
from incidents.actions.intake import Sender
from incidents.models.choices import Origin
from tests.wilayah.factories import DesaFactory
from timdu.core import events
from timdu.core.periods import Month

ZONE = "Asia/Pontianak"
SEPTEMBER, OCTOBER = Month(2026, 9), Month(2026, 10)
NOW = dt.datetime(2026, 11, 20, 2, tzinfo=dt.UTC)
IN_TIME = dt.datetime(2026, 11, 2, 2, tzinfo=dt.UTC)


def on(month, day=10):
    return month.start(ZONE) + dt.timedelta(days=day, hours=9)


def state(world, month=OCTOBER, place=None):
    code = place or world.camat.kecamatan_id
    return figures.month_states(world.team, [month], now=NOW, kecamatan=code)[code, month].state


def said_nil(world, month=OCTOBER, by=None):
    by = by or world.camat
    return nil.file(
        by=by, month=month, asked="Semua.", kecamatan=by.kecamatan, agency=by.agency, now=IN_TIME
    )


def sent(world, at, by=None, **facts):
    by = by or world.camat
    place = DesaFactory(parent=by.kecamatan or world.camat.kecamatan)
    origin = Origin.KECAMATAN if by.kecamatan else Origin.AGENCY
    return intake.report(
        by=by,
        client_uuid=uuid4(),
        received={"at": str(at)},
        facts={"summary": "Ada.", "place": place, "urgency": "normal", "occurred_at": at},
        sender=Sender(origin, by.agency),
        now=NOW,
        **facts,
    ).incident


def correct_time(world, incident, at):
    return corrections.correct(
        incident, "occurred_at", {"occurred_at": at.isoformat(), "occurred_precision": "exact"},
        by=world.verifier, reason="Salah bulan.", version=incident.version, now=NOW,
    )  # fmt: skip


def whats(nil_report):
    return [event.what for event in events.chronology(nil_report)]
