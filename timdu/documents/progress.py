"""Where a document stands, as its page draws it: steps done, the one that is now, those to come."""

from dataclasses import dataclass

from timdu.core.words import date_time, short_date
from timdu.documents import paraf
from timdu.documents.models import Delivery, Document, Initial, SignedFile

S = Document.Status
ORDER = (S.DRAFT, S.INITIALLING, S.NUMBERED, S.SIGNED, S.SENT)


@dataclass(frozen=True)
class Step:
    """One step of the way out: `state` is done, now or next."""

    state: str
    word: str
    lines: list[str]


def steps(document: Document, deliveries: list[Delivery], signed: SignedFile | None) -> list[Step]:
    """Konsep → paraf → bernomor → ditandatangani → dikirim → diterima, without what is not asked.

    A step is done when its state is reached; the first one not reached is now.
    """
    initials = paraf.given(document)
    levels = document.current.levels if document.current else []
    complete = bool(document.current) and len(initials) == len(levels)
    reached = ORDER.index(S(document.status)) if document.status in ORDER else 0
    received = [row for row in deliveries if row.state == Delivery.State.RECEIVED]
    people = {row.recipient_id for row in deliveries}
    rows = [("Konsep", reached > 0 or (bool(document.current) and not levels), _draft(document))]
    if levels:
        rows.append(("Paraf", complete and reached > 0, _initials(initials, levels)))
    rows.append(("Bernomor", reached >= ORDER.index(S.NUMBERED), _number(document)))
    if document.needs_signature:
        rows.append(
            ("Ditandatangani", reached >= ORDER.index(S.SIGNED), _signature(document, signed))
        )
    rows.append(("Dikirim", reached >= ORDER.index(S.SENT), _sent(document, len(people))))
    count = len({row.recipient_id for row in received})
    lines = [f"{count} dari {len(people)}"] if people else []
    rows.append(("Diterima", bool(people) and count == len(people), lines))
    return _mark(rows, is_over=document.status == S.CANCELLED)


def _mark(rows: list[tuple[str, bool, list[str]]], *, is_over: bool) -> list[Step]:
    marked, now_given = [], is_over
    for word, done, lines in rows:
        state = "done" if done else "next" if now_given else "now"
        now_given = now_given or not done
        marked.append(Step(state, word, lines))
    return marked


def _draft(document: Document) -> list[str]:
    who = document.made_by.byline if document.made_by else "disusun otomatis"
    return [short_date(document.made_at), who]


def _initials(initials: list[Initial], levels: list[str]) -> list[str]:
    if not initials:
        return [f"0 dari {len(levels)}", f"menunggu {levels[0]}"]
    last = initials[-1]
    return [f"{len(initials)} dari {len(levels)}", f"{last.office}, {short_date(last.at)}"]


def _number(document: Document) -> list[str]:
    if not document.official_date:
        return []
    return [document.official_number, short_date(document.official_date)]


def _signature(document: Document, signed: SignedFile | None) -> list[str]:
    if signed:
        return [short_date(signed.at), signed.get_form_display()]
    return ["menunggu berkas", "di luar sistem"] if document.status == S.NUMBERED else []


def _sent(document: Document, people: int) -> list[str]:
    if document.sent_at:
        return [date_time(document.sent_at), f"{people} penerima"]
    listed = document.current.snapshot["recipients"] if document.current else []
    return [f"{len(listed)} penerima"]
