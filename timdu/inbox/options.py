"""The team's settings for mail to its people: on or off, how many a day, when, and when not."""

import datetime as dt
from zoneinfo import ZoneInfo

from timdu.team import settings as team_settings
from timdu.team.models import Team
from timdu.team.settings import Definition, define, yes_or_no

SENDING, CEILING = "mail.sending", "mail.ceiling"
DIGEST_AT, QUIET = "mail.digest_at", "mail.quiet"
MOST = 5000


def an_hour(text: str) -> str:
    """A time of day, written 07.00."""
    return f"{_time(text):%H.%M}"


def a_span(text: str) -> str:
    """From one time of day to another, written 21.00-06.00."""
    first, _, last = text.replace("–", "-").partition("-")
    return f"{_time(first):%H.%M}-{_time(last):%H.%M}"


def some(text: str) -> int:
    """A number of mails."""
    amount = int(text.strip())
    if not 1 <= amount <= MOST:
        raise ValueError(f"Isi angka 1 sampai {MOST}.")
    return amount


def _time(text: str) -> dt.time:
    try:
        return dt.datetime.strptime(text.strip().replace(":", "."), "%H.%M").time()
    except ValueError:
        raise ValueError("Tulis jam seperti 07.00.") from None


define(
    Definition(
        SENDING,
        "Surel kepada orang tim dikirim (ya/tidak)",
        True,
        yes_or_no,
        "Ringkasan harian, Sangat Segera, dan catatan perbaikan. Dokumen tidak ikut dimatikan.",
    )
)
define(
    Definition(
        CEILING,
        "Surel kepada orang tim paling banyak sehari",
        300,
        some,
        "Sangat Segera tidak ikut ditahan oleh batas ini.",
    )
)
define(
    Definition(
        DIGEST_AT,
        "Ringkasan harian dikirim pukul",
        "07.00",
        an_hour,
        "Hari Senin sampai Jumat, menurut zona waktu tim.",
    )
)
define(
    Definition(
        QUIET,
        "Jam tenang surel",
        "21.00-06.00",
        a_span,
        "Surel lain menunggu sampai jam tenang lewat; Sangat Segera tidak. Jam yang sama dua kali: "
        "tanpa jam tenang.",
    )
)


def digest_time(written: str) -> dt.time:
    """The time of day of a stored value."""
    return _time(written)


def quiet_until(team: Team, now: dt.datetime) -> dt.datetime | None:
    """When the quiet hours that run now are over; nothing when none run."""
    zone = ZoneInfo(team.zone)
    local = now.astimezone(zone)
    written = team_settings.value(team, QUIET, on=local.date())
    first, last = (_time(part) for part in written.split("-"))
    if first <= last:
        is_quiet, ends_on = first <= local.time() < last, local.date()
    else:
        is_quiet = local.time() >= first or local.time() < last
        ends_on = local.date() + dt.timedelta(days=local.time() >= first)
    return dt.datetime.combine(ends_on, last, zone) if is_quiet else None
