"""The digest: what waits for one person on one morning, as far as they may know of it now."""

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from timdu.core import calendar, outgoing, words
from timdu.inbox import mails, options, reached, seen, sending
from timdu.inbox.mails import Line, Mail, Section, Stop, Text
from timdu.inbox.models import DigestDay, MailChoice, Notification, Todo
from timdu.team import settings as team_settings
from timdu.team.models import Setting, Team, User

DIGEST = "digest"
SHOWN, READ = 30, 200
# A morning that was missed is made up for until this long after; then it is gone.
LATE = dt.timedelta(hours=8)
NOTHING = "Tidak ada lagi yang menunggu penerima."


def teams_due(now: dt.datetime) -> list[tuple[Team, dt.date]]:
    """The teams whose morning has come and whose digests were not made yet, with their day."""
    found = []
    made = set(DigestDay.objects.filter(day__gte=now.date() - dt.timedelta(days=1)).values_list(
        "team", "day"))  # fmt: skip
    hours = _hours()
    for team in Team.objects.all():
        local = now.astimezone(ZoneInfo(team.zone))
        day = local.date()
        begins = dt.datetime.combine(day, hours(team, day), local.tzinfo)
        is_morning = begins <= local < begins + LATE and (team.pk, day) not in made
        if is_morning and calendar.around(team, day).works(day):
            found.append((team, day))
    return found


def _hours() -> Callable[[Team, dt.date], dt.time]:
    """When the digests of a team go out on a day: every team's setting from one reading."""
    rows = Setting.objects.filter(key=options.DIGEST_AT).order_by("valid_from")
    given: dict[int, list[tuple[dt.date, str]]] = {}
    for team, since, value in rows.values_list("team", "valid_from", "value"):
        given.setdefault(team, []).append((since, value))
    default = team_settings.REGISTRY[options.DIGEST_AT].default

    def hour(team: Team, day: dt.date) -> dt.time:
        standing = [value for since, value in given.get(team.pk, []) if since <= day]
        return options.digest_time(standing[-1] if standing else default)

    return hour


@transaction.atomic
def make(team: Team, day: dt.date) -> list[int]:
    """The rows of one morning, made once whoever rings how often; returns their keys."""
    row, is_new = DigestDay.objects.get_or_create(team=team, day=day)
    if not is_new or not team_settings.value(team, options.SENDING, on=day):
        return []
    with timezone.override(ZoneInfo(team.zone)):
        people = [person for person in _wanting(team, day) if _has_any(person)]
    made = [
        key
        for person in people
        for key in sending.make(DIGEST, person, [(person, "")], team=team, window=str(day))
    ]
    row.count = len(made)
    row.save(update_fields=["count"])
    return made


def _has_any(person: User) -> bool:
    """Whether anything waits, or a saved filter that tells daily finds anything."""
    return seen.waiting(person).exists() or any(reached.daily(person))


def _wanting(team: Team, day: dt.date) -> list[User]:
    """Those of the team who may sign in today, have an address and want it."""
    choices = {row.user_id: row for row in MailChoice.objects.filter(user__team=team)}
    people = User.objects.filter(team=team).active().exclude(email="").select_related("serves")
    return [
        person
        for person in people.order_by("pk")
        if (choice := choices.get(person.pk)) is None
        or not (DIGEST in choice.off or choice.is_away_on(day))
    ]


def compose(row: Notification) -> Text:
    """What waits now, line by line as the person may know of it; Stop when it is nothing."""
    person, now = row.recipient, timezone.now()
    rows = list(seen.waiting(person).select_related("content_type")[:READ])
    known = seen.records(person, rows)
    shown = [todo for todo in rows if todo.pk in known]
    filters = reached.lines(person)
    if not shown:
        return _of_filters(person, filters, now)
    last = _last_sent(person)
    overdue = [todo for todo in shown if todo.is_overdue]
    fresh = [todo for todo in shown if not todo.is_overdue and last and todo.created_at > last]
    rest = [todo for todo in shown if todo not in overdue and todo not in fresh]
    parts = (
        ("Lewat batas", overdue),
        ("Baru sejak ringkasan terakhir", fresh),
        ("Masih menunggu" if overdue or fresh else "", rest),
    )
    room, sections = SHOWN, []
    for title, held in parts:
        if held[:room]:
            lines = [line(todo, known[todo.pk], now) for todo in held[:room]]
            sections.append(Section(title, lines))
            room -= len(lines)
    late = f", {len(overdue)} lewat batas" if overdue else ""
    more = len(shown) - SHOWN
    sections += [Section("Saringan tersimpan", filters)] if filters else []
    inbox = Line("Buka kotak masuk", path=reverse("inbox:list"))
    sections.append(Section("", [inbox]))
    return Text(
        subject=f"{len(shown)} menunggu Anda{late}, {words.short_date(now)}",
        lead=f"{whose(person)}, {words.weekday_date(now)} pukul {words.clock(now)}:",
        sections=sections,
        last=f"Masih ada {more} lagi di kotak masuk." if more > 0 else "",
    )


def _of_filters(person: User, filters: list[Line], now: dt.datetime) -> Text:
    """Nothing waits: only what the saved filters find; Stop when they find nothing either."""
    if not filters:
        raise Stop(NOTHING)
    return Text(
        subject=f"Saringan tersimpan Anda, {words.short_date(now)}",
        lead=f"Tidak ada yang menunggu Anda. Saringan Anda, {words.weekday_date(now)}:",
        sections=[Section("", filters)],
    )


def whose(person: User) -> str:
    """Whose inbox it is."""
    if person.serves is None:
        return "Yang menunggu Anda"
    return f"Yang menunggu {person.serves.byline}, sejauh terbuka untuk Anda"


def line(todo: Todo, record: object, now: dt.datetime) -> Line:
    """One thing that waits; of what is R nothing but its code."""
    secret = seen.secret_name(record)
    since = f"sejak {words.date_time(todo.created_at)}"
    if todo.due_at:
        due = f"batas {words.date_time(todo.due_at)}, {words.until(todo.due_at, now)}"
        since = f"{due}; {since}"
    if secret:
        return Line(f"{secret}: buka Timdu", since, todo.url)
    return Line(todo.title, f"{todo.note}; {since}" if todo.note else since, todo.url)


def _last_sent(person: User) -> dt.datetime | None:
    """When the person's last digest was written."""
    rows = Notification.objects.filter(recipient=person, kind=DIGEST, state__in=outgoing.LEFT)
    return rows.order_by("-claimed_at").values_list("claimed_at", flat=True).first()


mails.register(
    Mail(
        key=DIGEST,
        word="Ringkasan harian",
        about="Satu surel setiap hari kerja dengan yang menunggu Anda. Tidak dikirim bila kosong.",
        compose=compose,
        keeps=LATE,
        concerns=lambda user: user.team_id is not None,
    )
)
