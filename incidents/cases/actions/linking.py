"""Linking reports to a permasalahan, and letting them go with a reason."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from incidents.actions.rows import broke
from incidents.cases import permissions
from incidents.cases.actions.rows import to_work_on, touched
from incidents.cases.models import Case, CaseIncident
from incidents.models import Incident
from incidents.models.choices import UNSENT, Status
from timdu.core import event_names, events
from timdu.core.access import require
from timdu.core.workflow import WrongState
from timdu.team.models import User

event_names.name(
    case_link="Dihubungkan ke permasalahan",
    case_unlink="Dilepas dari permasalahan",
)
ONCE = "Laporan ini sudah terhubung ke satu permasalahan. Lepaskan dahulu dari sana."
SECRET = (
    "Laporan Rahasia hanya dihubungkan ke permasalahan Rahasia, oleh yang membaca keduanya. "
    "Permasalahan digolongkan Rahasia oleh Kabid atau Kepala Badan."
)
TWICE = "Laporan ini sudah terhubung ke permasalahan ini."


def why_not(incident: Incident, *, is_secret: bool = False) -> str:
    """Why the report cannot be part of a permasalahan that is or is not R; nothing when it can."""
    if incident.is_secret and not is_secret:
        return SECRET
    if incident.status in (*UNSENT, Status.MERGED):
        state = incident.get_status_display()
        return f"Laporan berstatus “{state}” tidak dihubungkan; pilih laporan yang berlaku."
    return ""


@transaction.atomic
def link(case: Case, incident: Incident, *, by: User) -> CaseIncident:
    """Make the report part of the permasalahan: whoever reads the report now reads its head."""
    row = to_work_on(case, by=by)
    # Locked too: between page and click it may have become R.
    reports = Incident.objects.visible_to(by).select_for_update(of=("self",))
    report = reports.filter(pk=incident.pk, team_id=row.team_id).first()
    if report is None:
        raise WrongState("Laporan ini tidak dapat Anda baca lagi.")
    if words := why_not(report, is_secret=row.is_secret):
        raise WrongState(words)
    try:
        with transaction.atomic():
            made = CaseIncident.objects.create(
                case=row, incident=report, by=by, secret=row.is_secret
            )
    except IntegrityError as error:
        raise WrongState(words_of(error)) from error
    touched(row)
    note = f"{report.code} → {row.code}"
    events.record(by=by, what="case.link", about=[row, report], note=note)
    return made


def words_of(error: IntegrityError) -> str:
    """Which of the two it is already; any other error is raised again."""
    if broke(error, "case_link_pair_once"):
        return TWICE
    if broke(error, "case_link_once"):
        return ONCE
    raise error


def is_taken(incident: Incident) -> bool:
    """Whether it is part of a permasalahan everybody of the desk knows."""
    return CaseIncident.objects.standing().plain().filter(incident=incident).exists()


@transaction.atomic
def unlink(made: CaseIncident, *, by: User, reason: str) -> CaseIncident:
    """The report no longer belongs to the permasalahan; that it did stays on record."""
    require(permissions.can_work(by))
    row = to_work_on(made.case, by=by)
    fresh = CaseIncident.objects.select_for_update(of=("self",)).select_related("incident")
    made = fresh.get(pk=made.pk)
    if made.withdrawn_at is not None:
        raise WrongState("Laporan ini sudah dilepas.")
    made.withdrawn_at, made.withdrawn_by, made.withdrawn_reason = timezone.now(), by, reason
    made.full_clean()
    made.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    touched(row)
    note = f"{made.incident.code} dari {row.code}. {reason}"
    events.record(by=by, what="case.unlink", about=[row, made.incident], note=note)
    return made
