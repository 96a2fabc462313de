"""Reports from the field in bulk, for figures: random ones for Hypothesis, and bare ones."""

import datetime as dt
import uuid

from hypothesis import strategies as st

from incidents.models import Incident
from timdu.core import codes
from timdu.core.periods import Month

STATUSES = ("submitted", "returned", "verified", "closed", "merged", "dropped", "draft")
FIELDS = ("ideology", "politics", "economy", "sociocultural", "security")
KINDS = ("information", "potential", "event", "development")
ZONES = ("Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura")
MONTH = Month(2026, 10)


def moments(zone):
    """Instants around a month, often within seconds of its borders."""
    start, end = MONTH.start(zone), MONTH.end(zone)
    borders = st.sampled_from([start, end, MONTH.previous.start(zone), MONTH.plus(-11).start(zone)])
    near = st.builds(
        lambda border, seconds: border + dt.timedelta(seconds=seconds),
        borders,
        st.integers(-3, 3) | st.integers(-10 * 3600, 10 * 3600),
    )
    anywhere = st.integers(-340 * 86400, 40 * 86400).map(
        lambda seconds: start + dt.timedelta(seconds=seconds)
    )
    return near | anywhere


@st.composite
def sketches(draw, zone):
    """What of one report matters to figures."""
    status = draw(st.sampled_from(STATUSES))
    checked = status in ("verified", "closed")
    rated = checked and draw(st.booleans())
    return {
        "status": status,
        "occurred_at": draw(moments(zone)),
        "kind": draw(st.sampled_from(KINDS)),
        "source": draw(st.sampled_from("abcde")) if checked else "",
        "field": draw(st.sampled_from(FIELDS)) if checked else "",
        "likelihood": draw(st.integers(1, 4)) if rated else None,
        "impact": draw(st.integers(1, 4)) if rated else None,
        "classification": draw(st.sampled_from("BTR")),
        "kecamatan": draw(st.integers(0, 2)),
        "reporter": draw(st.integers(0, 1)),
    }


def bare(team, reporters, places, *, verifier, **sketch):
    """An unsaved report of the team as sketched."""
    status = sketch.pop("status", "verified")
    checked = status in ("verified", "closed")
    place = places[sketch.pop("kecamatan", 0)]
    at = sketch.pop("occurred_at")
    defaults = {"source": "d", "field": "economy"} if checked else {}
    if checked:
        defaults |= {"information_value": "confirmed", "verified_by": verifier, "verified_at": at}
    if status in ("merged", "dropped"):
        defaults["outcome_reason"] = "Ganda."
    reporter = reporters[sketch.pop("reporter", 0)]
    return Incident(
        **{
            "team": team,
            "code": codes.new_code("TDU", 2026),
            "client_uuid": uuid.uuid4(),
            "received_hash": "0" * 64,
            "received_at": at,
            "origin": "kecamatan",
            "entered_by": reporter,
            "byline": reporter.byline,
            "summary": "Kelompok A mendatangi dermaga.",
            "status": status,
            "occurred_at": at,
            "place": place,
            "kecamatan": place.parent,
            "reported_at": None if status == "draft" else at,
            "submitted_at": None if status == "draft" else at,
            **defaults,
            **sketch,
        }
    )


def saved(rows):
    """Write the rows; a merged one points at another, which is made for it."""
    merged = [row for row in rows if row.status == "merged"]
    for row in merged:
        row.status, row.outcome_reason = "dropped", "Ganda."
    Incident.objects.bulk_create(rows)
    for row in merged:
        others = [other for other in rows if other is not row]
        if others:
            row.status, row.merged_into = "merged", others[0]
            row.save(update_fields=["status", "merged_into"])
    return rows
