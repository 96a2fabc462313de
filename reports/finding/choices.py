"""The filters of the search: every enumeration, and to which records each can be put."""

from dataclasses import dataclass

from incidents.cases.models import Case
from incidents.forms.filters import LEVELS, STATUSES
from incidents.models.choices import (
    Challenge,
    Classification,
    Credibility,
    Field,
    Informant,
    InformationValue,
    Kind,
    Origin,
    Reliability,
    Scope,
    Source,
    Urgency,
)
from timdu.team.models import User

Pairs = list[tuple[str, str]]
# What is found: key → (one of them, several of them).
KINDS = {
    "laporan": ("Laporan", "Laporan"),
    "permasalahan": ("Permasalahan", "Permasalahan"),
    "catatan": ("Catatan", "Catatan dan langkah"),
    "berkas": ("Berkas", "Nama berkas"),
}


@dataclass(frozen=True)
class Choice:
    """One enumeration: its column in reports and in permasalahan; empty where it has none.

    A filter that a kind of record cannot answer leaves that kind out.
    """

    label: str
    pairs: Pairs
    of_report: str = ""
    of_case: str = ""
    # Who judged a source, and who told it, is not for everybody who reads the report.
    desk_only: bool = False


CHOICES = {
    "tingkat": Choice("Tingkat kerawanan", LEVELS, "level", "level"),
    "klasifikasi": Choice("Klasifikasi", Classification.choices, "classification",
                          "classification"),
    "sumber": Choice("Sumber konflik", Source.choices, "source", "source"),
    "status": Choice("Status laporan", STATUSES, "status"),
    "jenis": Choice("Jenis laporan", Kind.choices, "kind"),
    "urgensi": Choice("Urgensi", Urgency.choices, "urgency"),
    "bidang": Choice("Bidang", Field.choices, "field"),
    "asal": Choice("Asal laporan", Origin.choices, "origin"),
    "nilai": Choice("Nilai informasi", InformationValue.choices, "information_value"),
    "lingkup": Choice("Lingkup pihak", Scope.choices, "scope"),
    "athg": Choice("ATHG", Challenge.choices, "athg"),
    "informan": Choice("Sumber informasi", Informant.choices, "information_source", "", True),
    "kepercayaan": Choice("Kepercayaan sumber", Reliability.choices, "reliability", "", True),
    "kebenaran": Choice("Kebenaran isi", Credibility.choices, "credibility", "", True),
    "keadaan": Choice("Keadaan permasalahan", Case.Status.choices, "", "status"),
    "tahap": Choice("Tahap eskalasi", Case.Stage.choices, "", "stage"),
    "fase": Choice("Fase penanganan", Case.Phase.choices, "", "phase"),
}  # fmt: skip


def offered_to(user: User) -> dict[str, Choice]:
    """The enumerations this person may filter by."""
    return {
        name: choice
        for name, choice in CHOICES.items()
        if user.is_secretariat or not choice.desk_only
    }
