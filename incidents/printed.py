"""Forms to fill in by hand: what stands on them, in the order of the screen."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from incidents.models.choices import Certainty, Channel, Informant, Precision, Urgency
from timdu.documents.letters import qr_code
from timdu.team.models import Team
from timdu.wilayah.models import Wilayah

PAPERS = ("A4", "F4")


@dataclass(frozen=True)
class PaperForm:
    """One form, and the page that takes the same answers."""

    key: str
    title: str
    template: str
    page: str
    what_for: str


FORMS = {
    form.key: form
    for form in (
        PaperForm("kabar-awal", "Formulir Kabar Awal", "pdf/form_report.html", "incidents:create",
                  "Untuk peristiwa, potensi konflik, dan informasi."),
        PaperForm("nihil", "Formulir Laporan Nihil", "pdf/form_nil.html", "nil:create",
                  "Untuk bulan tanpa kejadian, sesudah ditanyakan."),
    )
}  # fmt: skip


def facts(form: PaperForm, team: Team, place: Wilayah | None) -> dict[str, Any]:
    """What the sheet prints: choices in the words of the screen, the address as a QR."""
    address = settings.SITE_URL + reverse(form.page)
    return {
        "qr": qr_code(address),
        "address": address.partition("://")[2],
        "place": place,
        "zone": team.zone_name,
        "urgencies": Urgency.labels,
        "precisions": Precision.labels,
        "certainties": Certainty.labels,
        "informants": Informant.labels,
        "channels": Channel.labels,
        "desa_list": desa_of(place),
        "people_asked": ["Babinsa", "Bhabinkamtibmas", "FKDM", "Tokoh masyarakat"],
    }


def desa_of(place: Wilayah | None) -> list[str]:
    """The desa of the kecamatan, each with a box to tick; none on the team's own sheet."""
    if place is None:
        return []
    rows = Wilayah.objects.within(place.pk).current().filter(level=Wilayah.Level.DESA)
    return [row.full_name for row in rows.order_by("name")]
