"""One October as the monthly report meets it, and the report made of it."""

import datetime as dt

from incidents.models import Casualty, NilReport, Step
from tests.reports.rows import MONTH, bare, saved
from timdu.documents import compiling, letters, tasks
from timdu.documents.models import Document, DocumentVersion, Rendition
from timdu.team import settings as team_settings

NOW = dt.datetime(2026, 11, 9, 3, 15, tzinfo=dt.UTC)


def day(place, number, hour=9):
    return MONTH.start(place.team.zone) + dt.timedelta(days=number - 1, hours=hour)


def report(place, **sketch):
    """One report of October, verified unless told otherwise, in the first kecamatan."""
    defaults = {"occurred_at": day(place, 12), "kind": "potential"}
    row = bare(
        place.team, place.reporters, place.desa_list, verifier=place.verifier,
        **{**defaults, **sketch},
    )  # fmt: skip
    return saved([row])[0]


def october(place):
    """Reports in the first kecamatan, nihil in the second, silence from the third."""
    team_settings.change(
        place.team, "monthly.since", "2026-01", by=None, valid_from=dt.date(2026, 1, 1)
    )
    event = report(
        place, kind="event", summary="Kelompok A menghadang kendaraan PT Contoh.", urgency="urgent",
        likelihood=4, impact=4, source="d", field="economy", people=60,
        people_certainty="provisional", what="Sekitar 60 orang berkumpul selama tiga jam.",
        situation="Terkendali.", information_value="confirmed",
    )  # fmt: skip
    Casualty.objects.create(incident=event, kind="light", value=2, certainty="sure")
    Casualty.objects.create(incident=event, kind="severe", value=None, certainty="unknown")
    Step.objects.create(
        incident=event, actor="Camat", action="menemui massa", at=day(place, 12, 10), position=1
    )
    potential = report(
        place, summary="Keberatan atas luas plasma.", likelihood=3, impact=3, source="e",
        field="economy", analysis="Warga menunggu kepastian.",
    )  # fmt: skip
    waiting = report(place, status="submitted", summary="Kabar rencana unjuk rasa.")
    secret = report(place, kind="event", classification="R", summary="Yang dirahasiakan.")
    camat = place.reporters[1]
    NilReport.objects.create(
        team=place.team, kecamatan=camat.kecamatan, month=MONTH.first, entered_by=camat,
        byline=camat.byline, asked="Semua kepala desa; Babinsa", sent_at=day(place, 33),
    )  # fmt: skip
    return {"event": event, "potential": potential, "waiting": waiting, "secret": secret}


def opened(place, kind="monthly", kecamatan=None):
    """The document of October, not yet compiled."""
    document = tasks.open_document(
        kind, place.team, first=MONTH.first, last=MONTH.last, kecamatan=kecamatan
    )
    rows = Document.objects.select_related("team", "kecamatan", "current")
    return rows.get(pk=document.pk)


def compiled(place, kind="monthly", kecamatan=None, now=NOW) -> DocumentVersion:
    """Its first version, as compiled at the time."""
    document = opened(place, kind, kecamatan)
    return compiling.compile_next(document, compiling.read(document, now=now), by=None)


def drawn(version) -> bytes:
    """The draft PDF of the version."""
    return letters.draw(Rendition(version=version)).data
