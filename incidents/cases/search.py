"""Search over permasalahan: the same three ways as over reports; codes however they are said."""

from django.db.models import Q

from incidents import search
from incidents.cases.models.case import CaseQuerySet
from incidents.cases.models.visibility import reads_whole
from incidents.search import Asked
from timdu.core import codes
from timdu.team.models import User

PREFIX = "PM"


def narrow(rows: CaseQuerySet, text: str, user: User, asked: Asked | None = None) -> CaseQuerySet:
    """Keep those with every word, or the one with the code.

    Parties and kecamatan the desk added are found by those who read them: for anybody else a hit
    would tell that the name stands there.
    """
    said = search.codes_in(text, PREFIX)
    if said and codes.normalise(text).startswith(PREFIX):
        return rows.filter(code__in=said)
    if user.is_masked:
        # A title may name who told it: no word finds what the reader may not read.
        return rows.filter(code__in=said) if text.strip() else rows
    asked = asked or Asked.of(text, user)
    if not asked.words:
        return rows.none() if text.strip() else rows
    column = "search_whole" if reads_whole(user) else "search"
    return rows.filter(Q(code__in=said) | Q(**{column: asked.every}))
