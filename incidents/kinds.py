"""What of a report waits for somebody: groups, reasons, doors."""

from django.db import models

from incidents.models import Incident, Reminder
from timdu.inbox import kinds
from timdu.team.models import Team, User

GROUP, MONTHLY = "Laporan", "Laporan bulanan"

kinds.name(
    "incident.complete",
    GROUP,
    "Kabar awal dikirim dari kantor Anda atau oleh Anda; fakta lengkapnya ditunggu 1×24 jam.",
)
kinds.name(
    "incident.check",
    GROUP,
    "Rekan sekretariat menugaskan pemeriksaan laporan ini kepada Anda.",
)
kinds.name(
    "incident.returned",
    GROUP,
    "Laporan kantor Anda atau laporan Anda dikembalikan untuk diperbaiki.",
)
kinds.name(
    "incident.secret",
    GROUP,
    "Hanya Kepala Badan yang menunjuk siapa boleh membuka laporan Rahasia.",
    door=lambda user: Incident.objects.visible_to(user, to_name=True),
)
kinds.name(
    "incident.news",
    GROUP,
    "Pelapor mengirim perkembangan atau meminta koreksi; yang berwenang membaca dan memutuskannya.",
)
kinds.name(
    "month.answer",
    MONTHLY,
    "Bulan ini belum dijawab kantor Anda: kirim laporan, atau nyatakan nihil.",
    door=Reminder.objects.visible_to,
)


def own_team(user: User) -> "models.QuerySet[Team]":
    """The team whose silent senders are called."""
    return Team.objects.filter(pk=user.own_team.pk)


kinds.name(
    "month.call",
    MONTHLY,
    "Batas laporan bulanan sudah lewat dan masih ada yang belum melapor: hubungi orangnya.",
    door=own_team,
)
