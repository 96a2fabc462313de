"""Facts a verifier sets right: what was sent stays beside what is true."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from incidents import facts, permissions
from incidents.actions import nil
from incidents.actions.intake import kecamatan_of
from incidents.actions.rows import again, search_names
from incidents.models import Casualty, Correction, Damage, Incident, IssuePattern
from incidents.models.choices import VULNERABLE, Loss, Toll
from timdu.core import event_names, events
from timdu.core.access import require
from timdu.core.workflow import WrongState
from timdu.team.models import User
from timdu.wilayah.models import Wilayah

event_names.name(incident_correct="Fakta dikoreksi")

Value = dict[str, Any]
# Each correctable field of the row and the columns that hold it.
COLUMNS: dict[str, tuple[str, ...]] = {
    "summary": ("summary",),
    "kind": ("kind",),
    "occurred_at": ("occurred_at", "occurred_precision"),
    "place": ("place_id", "place_text"),
    "people": ("people", "people_certainty"),
    "pattern": ("pattern_id", "pattern_unknown"),
    "situation": ("situation", "situation_unknown"),
}
FIGURES: dict[str, tuple[type[Casualty] | type[Damage], Any]] = {
    **{f"casualties.{kind}": (Casualty, kind) for kind in Toll},
    **{f"damages.{kind}": (Damage, kind) for kind in Loss},
}
FIELDS = (*COLUMNS, *FIGURES)


def fact_key(field: str) -> str:
    """The fact the field is shown in."""
    if field in FIGURES and FIGURES[field][1] in VULNERABLE:
        return "vulnerable"
    return field.partition(".")[0]


def value(incident: Incident, field: str) -> Value:
    """What the report says now, as JSON can keep it."""
    if field in FIGURES:
        model, kind = FIGURES[field]
        row = model._default_manager.filter(incident=incident, kind=kind).first()
        return {"value": row.value, "certainty": row.certainty} if row else {}
    found = {column: getattr(incident, column) for column in COLUMNS[field]}
    if isinstance(moment := found.get("occurred_at"), dt.datetime):
        found["occurred_at"] = moment.astimezone(dt.UTC).isoformat()
    return found


def put(incident: Incident, field: str, new: Value) -> None:
    """Make the row say the new value (the row itself is saved by the caller)."""
    if field in FIGURES:
        model, kind = FIGURES[field]
        model._default_manager.update_or_create(incident=incident, kind=kind, defaults=new)
        return
    for column, content in new.items():
        setattr(incident, column, content)
    if field == "occurred_at":
        incident.occurred_at = parse_datetime(new["occurred_at"]) or incident.occurred_at
    if field == "place":
        incident.place = Wilayah.objects.select_related("parent").get(pk=new["place_id"])
        incident.kecamatan = kecamatan_of(incident.place)
    if field == "pattern" and new["pattern_id"]:
        incident.pattern = IssuePattern.objects.get(pk=new["pattern_id"])


def text(incident: Incident, field: str) -> str:
    """What the report says now, as it is read."""
    if field in FIGURES:
        model, kind = FIGURES[field]
        row = model._default_manager.filter(incident=incident, kind=kind).first()
        if row is None:
            return "belum diisi"
        say = facts.toll_text if model is Casualty else facts.loss_text
        figure = facts.Figure(row.value, row.certainty)
        line = facts.sure(figure, say(kind, row.value or 0))
        return " ".join(filter(None, (line.text, line.word)))
    found = {fact.key: fact.text for fact in facts.read(facts.record(incident))}
    return found[field] or "belum diisi"


@transaction.atomic
def correct(
    incident: Incident,
    field: str,
    new: Value,
    *,
    by: User,
    reason: str,
    version: int,
    now: dt.datetime | None = None,
) -> Correction:
    """Set one fact right, with the reason; the row says the new value from here on."""
    row = again(incident, version=version)
    require(permissions.can_correct(by, row))
    return set_right(row, field, new, by=by, reason=reason, now=now or timezone.now())


def set_right(
    row: Incident, field: str, new: Value, *, by: User, reason: str, now: dt.datetime
) -> Correction:
    """Write the correction on a row the caller holds; what was first sent is carried along."""
    sent, sent_text = value(row, field), text(row, field)
    spoken = nil.spoken_of(row)
    put(row, field, new)
    if value(row, field) == sent:
        raise WrongState("Nilai yang benar sama dengan yang tercatat sekarang.")
    standing = row.corrections.filter(field=field, withdrawn_at=None).first()
    if standing is not None:
        sent, sent_text = standing.sent, standing.sent_text
        standing.withdrawn_at = now
        standing.save(update_fields=["withdrawn_at"])
    correction = Correction.objects.create(
        incident=row,
        field=field,
        sent=sent,
        sent_text=sent_text[:1000],
        corrected=value(row, field),
        corrected_text=text(row, field)[:1000],
        reason=reason,
        by=by,
        at=now,
    )
    row.version += 1
    row.names = search_names(row)
    row.save()
    if field in ("occurred_at", "place"):
        nil.follow(row, spoken, by=by, now=now)
    words = f"{facts.label(field)}: {correction.sent_text} → {correction.corrected_text}. {reason}"
    events.record(by=by, what="incident.correct", about=row, note=words)
    return correction
