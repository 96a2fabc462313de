"""Kinds of what waits: the word one filters by, why it reached somebody, who may know of it.

An app names its kinds when it is ready (`kinds.name(...)`). A kind nobody named still waits and is
shown: under "Lain-lain", to whoever may know of its record.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

from timdu.team.models import User

Door = Callable[[User], "models.QuerySet[Any]"]


@dataclass(frozen=True)
class Kind:
    """One kind: its group on the page, why it comes, and the door to its records."""

    group: str
    why: str
    # Without one, the model's own `visible_to`.
    door: Door | None = None


OTHER = Kind("Lain-lain", "Ada langkah yang menunggu Anda pada catatan ini.")
KINDS: dict[str, Kind] = {}


def name(key: str, group: str, why: str, door: Door | None = None) -> None:
    """Name a kind of what waits."""
    KINDS[key] = Kind(group, why, door)


def of(key: str) -> Kind:
    """What is known of a kind."""
    return KINDS.get(key, OTHER)


name("arahan.confirm", "Arahan", "Arahan yang dicatat orang lain Anda benarkan sendiri.")
name("arahan.do", "Arahan", "Arahan pimpinan ini ditujukan kepada kantor Anda.")
name("user.recovery", "Akun", "Pemulihan akun memerlukan persetujuan orang kedua: Anda.")
name("user.recovered", "Akun", "Akun Anda dipulihkan. Anda yang tahu apakah itu permintaan Anda.")
name("user.recovery_doubted", "Akun", "Pemilik akun tidak meminta pemulihan ini.")
name("filter.reached", "Saringan", "Saringan yang Anda simpan mencapai jumlah yang Anda tetapkan.")
name(
    "notification.failed",
    "Surel",
    "Kabar yang tidak dapat menunggu mungkin tidak sampai; sekretariat menelepon orangnya.",
)
