"""What the queue does with one notification: stop, hold, claim, hand over, ask a person.

How a row goes out at most once by machine stands in timdu/core/outgoing.py.
"""

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from timdu.core import event_names, events, mail, outgoing
from timdu.inbox import mails, options, todos
from timdu.inbox.models import MailChoice, Notification
from timdu.team import settings as team_settings
from timdu.team.models import Team, User

event_names.name(
    notification_sent="Pemberitahuan terkirim",
    notification_unsure="Pemberitahuan tidak pasti sampai",
    notification_refused="Pemberitahuan ditolak server surel",
    notification_stopped="Pemberitahuan dihentikan",
)
State = Notification.State
FAILED = "notification.failed"
# What the switch or a ceiling holds is looked at again after this time.
HOLD = dt.timedelta(minutes=5)
TEAM_OFF = "Surel dimatikan untuk tim ini di Pengaturan."
TEAM_CEILING = "Batas {limit} surel sehari untuk tim ini tercapai; dilanjutkan besok."
CLOSED = "Akses penerima tidak terbuka."
NO_ADDRESS = "Penerima belum memiliki alamat surel."
UNWANTED = "Penerima mematikan jenis surel ini."
AWAY = "Penerima sedang tidak bekerja."
TOO_LATE = "Tidak dapat dikirim sampai waktunya lewat."
UNKNOWN = "Jenis pemberitahuan ini tidak dipakai lagi."
QUIET = "Menunggu jam tenang lewat."


def make(
    kind: str,
    about: models.Model,
    to: Iterable[tuple[User, str]],
    *,
    team: Team,
    window: str = "1",
) -> list[int]:
    """One row for each person who has none yet; returns the keys of those that wait.

    `to` names each with the reason it comes to them ("petugas piket"; empty for oneself).
    """
    key = {
        "kind": kind,
        "content_type": ContentType.objects.get_for_model(about),
        "object_id": str(about.pk),
        "window": window,
    }
    rows = [
        Notification(
            team=team, recipient=person, why=why, message_id=outgoing.new_message_id(), **key
        )
        for person, why in to
    ]
    Notification.objects.bulk_create(rows, ignore_conflicts=True)
    asked = [row.recipient_id for row in rows]
    waiting = Notification.objects.filter(recipient__in=asked, state=State.QUEUED, **key)
    return list(waiting.order_by("pk").values_list("pk", flat=True))


def claim(pk: int, *, now: dt.datetime) -> Notification | None:
    """Take it for one attempt, unless it is to be stopped, held, or somebody else has it."""
    rows = Notification.objects.select_related("team", "recipient__serves")
    row = outgoing.due(rows.filter(pk=pk), now).first()
    if row is None:
        return None
    kind = mails.MAILS.get(row.kind)
    if why := _over(row, kind, now):
        stop(row, why)
        return None
    assert kind is not None
    until = None if kind.at_once else options.quiet_until(row.team, now)
    if until is not None:
        _hold(row, QUIET, until)
        return None
    with transaction.atomic():
        why = outgoing.held(now) or _held_by_team(row, kind, now)
        if not why:
            address = row.recipient.email
            return Notification.objects.claim(pk, now=now, address=address)
    _hold(row, why, now + HOLD)
    return None


def _over(row: Notification, kind: mails.Mail | None, now: dt.datetime) -> str:
    """Why it is not sent any more; "" when it is."""
    if kind is None:
        return UNKNOWN
    today = now.astimezone(ZoneInfo(row.team.zone)).date()
    if now - row.queued_at > kind.keeps:
        return TOO_LATE
    if not team_settings.value(row.team, options.SENDING, on=today):
        return TEAM_OFF
    return _unreachable(row, today) or _unwanted(row.recipient, kind, today)


def _unreachable(row: Notification, today: dt.date) -> str:
    person = row.recipient
    if not person.is_active or not person.may_enter_on(today) or person.team_id != row.team_id:
        return CLOSED
    return "" if person.email else NO_ADDRESS


def _unwanted(person: User, kind: mails.Mail, today: dt.date) -> str:
    choice = MailChoice.objects.filter(user=person).first()
    if choice is None or kind.must(person):
        return ""
    if choice.is_away_on(today):
        return AWAY
    return UNWANTED if kind.key in choice.off else ""


def _held_by_team(row: Notification, kind: mails.Mail, now: dt.datetime) -> str:
    """The team's own ceiling; what cannot wait does not count on it."""
    if kind.at_once:
        return ""
    zone = ZoneInfo(row.team.zone)
    today = now.astimezone(zone).date()
    limit = team_settings.value(row.team, options.CEILING, on=today)
    out = outgoing.handed_today(Notification.objects.filter(team=row.team), now, zone)
    return TEAM_CEILING.format(limit=limit) if out >= limit else ""


def _hold(row: Notification, words: str, until: dt.datetime) -> None:
    """Say why it waits, and when it is looked at again."""
    waiting = Notification.objects.filter(pk=row.pk, state__in=outgoing.WAITS)
    waiting.update(words=words, retry_at=until)


def stop(row: Notification, words: str, *, is_loss: bool = True) -> None:
    """It is not sent: nothing has left, and nothing will. No loss: nobody needs it any more."""
    standing = (*outgoing.WAITS, State.SENDING)
    mine = Notification.objects.filter(pk=row.pk, claim=row.claim, state__in=standing)
    with transaction.atomic():
        stopped = mine.filter(handing_over_at=None).update(state=State.STOPPED, words=words)
        if stopped and is_loss:
            _tell(row, State.STOPPED, words)


def attempt(row: Notification) -> None:
    """One attempt: write what is true now, hand over, write down what came of it."""
    with timezone.override(ZoneInfo(row.team.zone)):
        try:
            text = mails.MAILS[row.kind].compose(row)
        except mails.Stop as over:
            stop(row, over.words, is_loss=False)
            return
        letter = mails.letter(row, text)
    outcome = mail.hand_over(letter, lambda: outgoing.may_hand_over(row))
    if outcome.state != "lost":
        settle(row, outcome)


def settle(row: Notification, outcome: mail.Outcome) -> None:
    """Write the outcome and say so, if the attempt is still the one the row knows of."""
    with transaction.atomic():
        if told := outgoing.settle(row, outcome):
            _tell(row, told["state"], told["words"])


def _tell(row: Notification, state: str, words: str) -> None:
    """What cannot wait leaves a trace on its record, and a person is asked when it may be lost."""
    kind = mails.MAILS.get(row.kind)
    if kind is None or not kind.at_once or state in (State.QUEUED, State.RETRY):
        return
    if row.about is not None:
        who = f"{row.recipient.byline} ({row.why})" if row.why else row.recipient.byline
        note = f"{kind.word} kepada {who}. {words}"
        events.record(by=None, what=f"notification.{state}", about=row.about, note=note)
    if state == State.SENT:
        todos.close(FAILED, row)
        return
    todos.open(
        FAILED,
        row,
        team=row.team,
        title=f"{kind.word} mungkin tidak sampai: telepon {row.recipient.full_name}",
        note=words,
        url=row.get_absolute_url(),
        role=User.Role.STAFF,
        # Nothing stands above it in the inbox.
        due_at=timezone.now(),
    )


def waiting(now: dt.datetime) -> list[int]:
    """Those whose bell may have been lost, what cannot wait before the others."""
    at_once = [key for key, kind in mails.MAILS.items() if kind.at_once]
    first = models.Case(models.When(kind__in=at_once, then=Value(0)), default=Value(1))
    rows = outgoing.due(Notification.objects.all(), now)
    ordered = rows.order_by(first, Coalesce(F("retry_at"), F("queued_at")), "pk")
    return list(ordered.values_list("pk", flat=True)[: outgoing.BELLS])


def mend_silent(now: dt.datetime) -> None:
    """Decide about those whose worker fell silent: again where that is provably safe."""
    for row, outcome in outgoing.silent(
        Notification.objects.select_related("team", "recipient"), now
    ):
        settle(row, outcome)
