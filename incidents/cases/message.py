"""“Salin untuk WhatsApp”: a permasalahan in a few lines, by its class and that of its reports."""

from collections.abc import Iterable, Sequence

from django.conf import settings

from incidents.cases.models import Case
from incidents.cases.words import deadline
from incidents.message import CLOSING, OPENING, RESTRICTED
from incidents.models import Incident
from incidents.models.choices import Classification, Rank


def is_restricted(case: Case, reports: Iterable[Incident]) -> bool:
    """One report that is T makes the whole message so."""
    letters = {case.classification, *(report.classification for report in reports)}
    return letters != {Classification.ORDINARY}


def compose(
    case: Case,
    reports: list[Incident],
    parties: list[str],
    places: list[str],
    more: Sequence[str] = (),
) -> str:
    """The message; what is Terbatas names neither parties nor how many reports there are.

    `more` are lines of rooms above: of what is Terbatas they do not travel either.
    """
    if case.is_secret:
        # It travels in no message: whoever may read it is named and opens it here.
        return ""
    restricted = is_restricted(case, reports)
    level = Rank(case.level).label if case.level else "belum dinilai"
    lines = [RESTRICTED, ""] if restricted else []
    lines += [OPENING, case.title, ""]
    if places:
        lines.append(f"Kecamatan: {', '.join(places)}")
    lines += [
        f"Tingkat kerawanan: {level}",
        f"Tahap eskalasi: {case.get_stage_display()}",
        f"Fase penanganan: {case.get_phase_display()}",
    ]
    if not restricted:
        if parties:
            lines.append(f"Pihak: {', '.join(parties)}")
        lines.append(f"Laporan: {len(reports)}")
    lines.append(f"Dipegang oleh: {case.holder_name}")
    if case.due_on:
        lines.append(f"Tenggat berikut: {deadline(case)}")
    lines += [] if restricted else more
    if not case.is_open:
        lines.append("Permasalahan ini sudah ditutup.")
    url = settings.SITE_URL + case.get_absolute_url()
    lines += ["", CLOSING, f"{case.code}: {url}"]
    return "\n".join(lines).replace("\u00a0", " ")
