"""Who answers for a month: a kecamatan or an agency, never both; and who may know of it."""

from django.db.models import CheckConstraint, Q

from timdu.team.models import Agency, User
from timdu.wilayah.models import Wilayah

Role = User.Role
EVERYTHING, NOTHING = Q(), Q(pk__in=())


def one_sender(name: str) -> CheckConstraint:
    """A row is a kecamatan's or an agency's."""
    return CheckConstraint(
        name=name,
        condition=Q(kecamatan__isnull=False, agency=None) | Q(kecamatan=None, agency__isnull=False),
        violation_error_message="Pilih kecamatan atau instansi.",
    )


def first_day(name: str, field: str = "month") -> CheckConstraint:
    """A month is written as its first day."""
    return CheckConstraint(
        name=name,
        condition=Q(**{field: None}) | Q(**{f"{field}__day": 1}),
        violation_error_message="Bulan ditulis sebagai tanggal 1.",
    )


def known_to(user: User) -> Q:
    """The own kecamatan's or agency's; the whole team's for those who watch over it."""
    if user.role == Role.KECAMATAN:
        return Q(kecamatan_id=user.kecamatan_id)
    if user.role == Role.MEMBER:
        return Q(agency_id=user.agency_id)
    watches = user.is_secretariat or user.role in (Role.LEADER, Role.AUDITOR)
    return EVERYTHING if watches else NOTHING


def name_of(kecamatan: Wilayah | None, agency: Agency | None) -> str:
    """Whose month it is, as lists say it."""
    return f"Kecamatan {kecamatan.name}" if kecamatan else str(agency)
