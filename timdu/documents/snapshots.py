"""What is frozen when a document is compiled: the envelope around the facts of its kind."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.urls import reverse

from timdu.core.receipts import content_hash
from timdu.documents.kinds import Kind, Snapshot, Wording
from timdu.documents.models import Document, DocumentVersion, Letterhead, Recipient
from timdu.team import settings as team_settings
from timdu.team.models import Team
from timdu.wilayah.models import Wilayah

NUMBER_GAP = "…"


def letterhead_of(document: Document) -> Letterhead:
    """The kop the document is written on; a plain one, not stored, while nobody filled it in."""
    kind = document.kind_of.letterhead
    stored = Letterhead.objects.stored(document.team, kind, document.kecamatan)
    return stored or default_letterhead(document.team, kind, document.kecamatan)


def default_letterhead(team: Team, kind: str, kecamatan: Wilayah | None) -> Letterhead:
    """What can be said without being told: names of the offices, no signer."""
    government = f"PEMERINTAH {team.name}".upper()
    head = ("BUPATI" if team.title == "Kabupaten" else "WALI KOTA") + f" {team.short_name.upper()}"
    place = kecamatan.name.upper() if kecamatan else ""
    lines, title = {
        "bupati": (
            [head, f"PROVINSI {team.province.upper()}"],
            [head, "selaku Ketua Tim Terpadu", "Penanganan Konflik Sosial,"],
        ),
        "badan": (
            [government, "BADAN KESATUAN BANGSA DAN POLITIK"],
            ["KEPALA BADAN", "KESATUAN BANGSA DAN POLITIK,"],
        ),
        "kecamatan": ([government, f"KECAMATAN {place}"], [f"CAMAT {place},"]),
    }[kind]
    return Letterhead(
        team=team,
        kind=kind,
        kecamatan=kecamatan,
        lines="\n".join(lines),
        place=kecamatan.name if kecamatan else team.seat,
        signer_title="\n".join(title),
    )


def take(document: Document, kind: Kind, *, now: dt.datetime) -> Snapshot:
    """Collect everything the document will say; the caller holds one consistent read."""
    team, head = document.team, letterhead_of(document)
    return {
        "kind": kind.code,
        "schema": kind.schema,
        "taken_at": now.astimezone(dt.UTC).isoformat(timespec="seconds"),
        "zone": team.zone,
        "demo": team.is_demo,
        "team": {"code": team.place_id, "name": team.name, "short_name": team.short_name},
        "period": {
            "first": document.period_first.isoformat(),
            "last": document.period_last.isoformat(),
        },
        "classification": document.classification,
        "wording": _wording(kind.wording(document)),
        "letterhead": _letterhead(head),
        "recipients": [_recipient(row) for row in recipients_of(document)],
        "settings": _settings(document, kind, head),
        "check_url": settings.SITE_URL + reverse("documents:check", args=[document.check_token]),
        "facts": kind.facts(document, now),
        "offered": kind.offered(document, now),
    }


def recipients_of(document: Document) -> list[Recipient]:
    """To whom the document goes by the team's list, addressee first."""
    return list(Recipient.objects.filter(team=document.team).receiving(document.kind))


def default_passages(kind: Kind, snapshot: Snapshot) -> dict[str, str]:
    """The first wording of every editable part, and what is picked while nobody picks."""
    texts = {passage.key: passage.default(snapshot) for passage in kind.passages}
    picks = {choice.key: "\n".join(choice.proposed(snapshot)) for choice in kind.choices}
    return texts | picks


def fingerprint(snapshot: Snapshot, passages: dict[str, str]) -> str:
    """SHA-256 of everything the version says."""
    return content_hash({"snapshot": snapshot, "passages": passages})


def _wording(wording: Wording) -> dict[str, str]:
    return {
        "title": wording.title,
        "subject": wording.subject,
        "foot": wording.foot,
        "attached": wording.attached,
    }


def _letterhead(row: Letterhead) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "lines": row.lines.splitlines(),
        "address": row.address.splitlines(),
        "place": row.place,
        "emblem": str(row.emblem_id) if row.emblem_id else None,
        "signer": {
            "title": row.signer_title.splitlines(),
            "name": row.signer_name,
            "rank": row.signer_rank,
            "number": row.signer_number,
        },
    }


def _recipient(row: Recipient) -> dict[str, Any]:
    return {
        "id": row.pk,
        "name": row.name,
        "care_of": row.care_of,
        "place": row.place,
        "via": row.via,
        "is_copy": row.is_copy,
    }


def _settings(document: Document, kind: Kind, head: Letterhead) -> dict[str, Any]:
    def value(key: str) -> Any:
        return team_settings.value(document.team, key)

    # A camat numbers letters by a pattern of their own: without one, plain dots.
    is_camat = head.kind == Letterhead.Kind.KECAMATAN
    usual = NUMBER_GAP if is_camat else value("number.pattern")
    return {
        "paper": value("paper"),
        "number_pattern": head.number_pattern or usual,
        "paraf_levels": list(value(kind.paraf_setting)) if kind.paraf_setting else [],
        "needs_signature": bool(value(kind.signature_setting)) if kind.signature_setting else True,
    }


def changes(before: DocumentVersion, facts: dict[str, Any], kind: Kind) -> list[str]:
    """Say in words which parts of the facts differ, and in how many entries."""
    words = []
    for key, label in kind.sections.items():
        old, new = _leaves(before.facts.get(key)), _leaves(facts.get(key))
        count = sum(old.get(path) != new.get(path) for path in old.keys() | new.keys())
        if count:
            words.append(f"{label}: {count} isian berubah")
    return words


def _leaves(value: Any, path: str = "") -> dict[str, Any]:
    if isinstance(value, dict):
        pairs = [(f"{path}.{key}", item) for key, item in value.items()]
    elif isinstance(value, list):
        pairs = [(f"{path}.{index}", item) for index, item in enumerate(value)]
    else:
        return {path: value}
    return {leaf: text for name, item in pairs for leaf, text in _leaves(item, name).items()}
