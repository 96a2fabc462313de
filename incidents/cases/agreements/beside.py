"""What a permasalahan shows of its kesepakatan: a panel, entries of the chronology, what is due."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from incidents.cases import chronicle
from incidents.cases.agreements import actions, permissions
from incidents.cases.agreements.models import Agreement, AgreementCheck, Amendment
from incidents.cases.entry import Entry
from incidents.cases.models import Case, Closing
from incidents.cases.models.choices import Outcome
from incidents.cases.rooms import Choice, Open, Room, Way
from timdu.core.words import NBSP, date_time, long_date
from timdu.team.models import User

PREFIX = "kesepakatan-"


def rows_of(user: User, case: Case) -> list[Agreement]:
    """Those of the permasalahan the person reads, the newest first."""
    rows = Agreement.objects.visible_to(user).filter(case=case).with_names()
    return list(rows.prefetch_related("closings__closing"))


def panel(user: User, case: Case) -> dict[str, Any] | None:
    """The kesepakatan, whether they are kept, and the way to write one down."""
    if not permissions.can_read(user):
        return None
    rows, works = rows_of(user, case), bool(permissions.can_record(user)) and case.is_open
    if not rows and not works:
        return None
    return {"template": "agreements/_beside.html", "case": case, "rows": rows, "works": works}


def tells(user: User) -> bool:
    """Whether the chronology tells of them; the Inspektorat reads them there, without names."""
    return bool(permissions.can_read(user)) or user.is_masked


def told(user: User, case: Case) -> Iterable[Entry]:
    """That it was reached, changed, looked at, taken back."""
    rows = {row.pk: row for row in rows_of(user, case)} if tells(user) else {}
    if not rows:
        return
    looks = list(
        AgreementCheck.objects.visible_to(user).filter(agreement__in=rows).select_related("by")
    )
    files = chronicle.files_of(looks)
    for row in rows.values():
        yield from told_whole(row)
    for look in looks:
        yield Entry(
            at=look.at,
            known_at=look.at,
            kind="agreed",
            title=f"Kesepakatan {look.get_result_display().lower()}: {look.when.lower()}",
            text=look.sentence,
            lines=[f"Diperiksa {long_date(look.checked_on)}: {rows[look.agreement_id].summary}"],
            attached=files.get(str(look.pk), []),
            by=look.by.byline,
            url=rows[look.agreement_id].get_absolute_url(),
            url_word="Kesepakatan",
        )
    for change in Amendment.objects.filter(agreement__in=rows).select_related("by"):
        yield Entry(change.at, change.at, "agreed", "Kesepakatan diubah", text=change.changes,
                    lines=[f"Alasan: {change.reason}"], by=change.by.byline,
                    url=rows[change.agreement_id].get_absolute_url(),
                    url_word="Kesepakatan")  # fmt: skip


def told_whole(row: Agreement) -> Iterable[Entry]:
    """One kesepakatan as it was reached; one taken back says so and keeps its words."""
    yield Entry(
        at=row.at,
        known_at=row.at,
        kind="agreed",
        title=f"Kesepakatan para pihak: {row.mechanism_name}",
        text=row.summary,
        lines=[f"{long_date(row.agreed_on)} di {row.place}, penengah {row.mediator}"],
        by=f"Dicatat {row.by.byline}{NBSP}· {date_time(row.at)}",
        anchor=f"kesepakatan-{row.pk}",
        url=row.get_absolute_url(),
        url_word="Kesepakatan",
    )
    if row.withdrawn_at:
        yield Entry(row.withdrawn_at, row.withdrawn_at, "agreed", "Kesepakatan ditarik",
                    text=row.summary, lines=[f"Alasan: {row.withdrawn_reason}"],
                    by=row.withdrawn_by.byline if row.withdrawn_by else "")  # fmt: skip


def still_open(user: User, case: Case) -> Iterable[Open]:
    """The next look at each."""
    if not permissions.can_read(user):
        return
    for row in Agreement.objects.visible_to(user).filter(case=case).standing().with_names():
        if row.next_check_on:
            words = f"Periksa kesepakatan, hari ke-{row.next_milestone}"
            yield Open(words, row.get_absolute_url(), row.next_check_on, case.holder_name)


def way(user: User) -> Way | None:
    """The list of all of them."""
    if not permissions.can_read(user):
        return None
    return "Kesepakatan para pihak", reverse("agreements:list")


def ending(user: User, case: Case) -> list[Choice]:
    """The kesepakatan with which the permasalahan may be closed."""
    rows = Agreement.objects.visible_to(user).filter(case=case).standing()
    return [(f"{PREFIX}{row.pk}", f"{long_date(row.agreed_on)}: {row.summary}") for row in rows]


def ended(closing: Closing, chosen: str, by: User) -> None:
    """Keep which one it was."""
    if closing.outcome == Outcome.AGREED and chosen.startswith(PREFIX):
        actions.close_with(closing, int(chosen.removeprefix(PREFIX)), by=by)


def hanging(case: Case) -> Iterable[Agreement]:
    """All of them, whoever asks: what waits because of them."""
    return Agreement.objects.filter(case=case).with_names()


ROOM = Room(
    "agreements", panel=panel, told=told, open=still_open, way=way, ending=ending, ended=ended,
    hanging=hanging,
)  # fmt: skip
