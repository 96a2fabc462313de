"""Who may read the dashboard and have a report compiled."""

from timdu.core.access import rule
from timdu.team.models import User


@rule(
    "Dasbor dibaca oleh pimpinan dan sekretariat.",
    who="Pimpinan atau Sekretariat Tim Terpadu",
)
def can_see_dashboard(user: User) -> bool:
    """The team's summary is for those who lead it and those who keep it."""
    return user.is_secretariat or user.role == User.Role.LEADER


@rule("Keadaan sistem dilihat oleh administrator.", who="administrator sistem")
def can_see_system(user: User) -> bool:
    """Who keeps the machinery sees that it runs, not what it carries."""
    return user.role == User.Role.ADMIN


@rule(
    "Laporan disusun oleh sekretariat; laporan bulanan kecamatan juga oleh kecamatan itu.",
    who="Sekretariat Tim Terpadu atau kecamatan",
)
def can_compile(user: User) -> bool:
    """The desk compiles for the team, a kecamatan for itself."""
    return user.is_secretariat or user.role == User.Role.KECAMATAN
