"""The draft Surat Bupati that orders the reporting: the office's own facts where they are known."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from timdu.documents.models import Letterhead
from timdu.guide.books import FOLDER, parser
from timdu.team import settings as team_settings
from timdu.team.models import User

FILE = Path("surat-bupati.md")
CAPITALS, PROVINCE_CAPITALS = "[isian: KABUPATEN/KOTA]", "[isian: PROVINSI]"
PLACE, SEAT, HEAD = "[isian: kabupaten/kota]", "[isian: ibu kota]", "[isian: nama Bupati]"
DUTY, PHONE, DAY = "[isian: petugas piket]", "[isian: telepon piket]", "[isian: tanggal batas]"
NAME = "[isian: nama lengkap kabupaten/kota]"
ADDRESS, PROVINCE = "[isian: alamat Timdu]", "[isian: provinsi]"


@dataclass(frozen=True)
class Order:
    """The letter in the parts a page sets apart: how to use it, kop, text, signature, copies."""

    how: SafeString
    kop: SafeString
    body: SafeString
    signature: SafeString
    copies: SafeString
    letterhead: Letterhead | None

    @property
    def lines(self) -> list[str]:
        """The lines of the team's own kop; empty where there is none for the reader."""
        return self.letterhead.lines.splitlines() if self.letterhead else []

    @property
    def address(self) -> list[str]:
        return self.letterhead.address.splitlines() if self.letterhead else []


def text(user: User | None) -> str:
    """The whole draft as Markdown, what is known filled in."""
    draft = (FOLDER / FILE).read_text(encoding="utf-8")
    for blank, known in facts(user).items():
        draft = draft.replace(blank, known) if known else draft
    return draft


def facts(user: User | None) -> dict[str, str]:
    """What the system knows of the reader's team; an empty word stays to be filled in by hand."""
    team = user.team if user else None
    if user is None or team is None:
        return {}
    head = letterhead_of(user)
    return {
        NAME: team.name,
        CAPITALS: team.short_name.upper(),
        PROVINCE_CAPITALS: team.province.upper(),
        PLACE: team.short_name,
        SEAT: team.seat,
        PROVINCE: team.province,
        DUTY: team.duty_name,
        PHONE: team.duty_phone,
        DAY: str(team_settings.value(team, "monthly.due_day")),
        HEAD: head.signer_name if head else "",
        ADDRESS: settings.SITE_URL,
    }


def letterhead_of(user: User) -> Letterhead | None:
    """The Bupati's kop, where the reader may see it."""
    kind = Letterhead.Kind.BUPATI
    return next(iter(Letterhead.objects.visible_to(user).filter(kind=kind)), None)


def letter(user: User | None) -> Order:
    """The draft as HTML."""
    how, kop, body, signature, copies = map(render, text(user).split("\n---\n"))
    return Order(how, kop, body, signature, copies, letterhead_of(user) if user else None)


def render(part: str) -> SafeString:
    """Markdown without HTML."""
    return mark_safe(parser().render(part))  # nosec B308 B703
