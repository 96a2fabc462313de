"""Who may give which paraf: docs/decisions/0004-siapa-memberi-paraf.md says why."""

import re
from collections.abc import Sequence

from timdu.documents.models import Document, Initial
from timdu.team.models import User

GIVERS = (User.Role.VERIFIER, User.Role.SECRETARY, User.Role.LEADER)
USUAL_LEVELS = 2
ACTING = re.compile(r"^(?:plt|plh|pj|pjs)\.?\s+", re.IGNORECASE)
SHORT = {
    "kabid": "kepala bidang",
    "kaban": "kepala badan",
    "sekda": "sekretaris daerah",
    "wabup": "wakil bupati",
}


def office_key(text: str) -> str:
    """An office as it is compared: without Plt./Plh./Pj., abbreviations written out."""
    words = ACTING.sub("", " ".join(text.split()).lower()).split(" ")
    return " ".join(SHORT.get(word, word) for word in words)


def holds(user: User, office: str) -> bool:
    """Whether the person's jabatan is the office, or begins with it ("Kepala Badan Kesbangpol")."""
    held, asked = office_key(user.position), office_key(office)
    return held == asked or held.startswith(f"{asked} ")


def givers(level: int, levels: Sequence[str], people: Sequence[User]) -> list[User]:
    """Who of the people may give this level.

    Whoever holds the office by jabatan. Where nobody does, a verifier without one of the offices
    gives the first level and, of at most two levels, such a secretary the last. An empty list: no
    account holds it, the paraf is given on paper.
    """
    eligible = [person for person in people if person.role in GIVERS]
    holders = [person for person in eligible if holds(person, levels[level])]
    if holders:
        return holders
    free = [person for person in eligible if not any(holds(person, office) for office in levels)]
    role = _usual_role(level, len(levels))
    return [person for person in free if person.role == role]


def _usual_role(level: int, count: int) -> str:
    """Who usually gives a level whose office no jabatan names: the ends of the default ladder."""
    if level == 0 and count > 1:
        return User.Role.VERIFIER
    return User.Role.SECRETARY if level == count - 1 and count <= USUAL_LEVELS else ""


def people_of(document: Document) -> list[User]:
    """The people of the team who may sign in and could give a paraf."""
    return list(
        User.objects.active()
        .filter(team_id=document.team_id, role__in=GIVERS, serves=None)
        .order_by("pk")
    )


def given(document: Document) -> list[Initial]:
    """The initials that stand on the current version, from the bottom up."""
    if document.current is None:
        return []
    return list(document.current.initials.filter(lapsed_at=None).select_related("by"))


def next_level(document: Document) -> int | None:
    """The level that is due; None when all are given or the kind has none."""
    levels = document.current.levels if document.current else []
    done = len(given(document))
    return done if done < len(levels) else None


def is_complete(document: Document) -> bool:
    """Whether every level stands on the current version (a kind without levels is complete)."""
    return document.current is not None and next_level(document) is None
